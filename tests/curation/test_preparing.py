"""Preparing a site does each step once, keeps what people have changed, and says what it does."""

import os
import stat
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection

from policyatlas.curation import preparing
from policyatlas.curation.founder import NAME, founder
from policyatlas.curation.loading.report import Report
from policyatlas.curation.loading.rows import Row
from policyatlas.curation.models import Event
from policyatlas.editions.models import Edition
from policyatlas.public.editions.files import there

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """What was said."""
    return []


@pytest.fixture
def nobody(monkeypatch):
    """No administrator is named in the environment."""
    monkeypatch.delenv("ATLAS_ADMIN_NAME", raising=False)
    monkeypatch.delenv("ATLAS_ADMIN_PASSWORD", raising=False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its files to itself.")
def test_a_database_that_others_could_read_is_taken_from_them_once(said):
    file = Path(connection.settings_dict["NAME"])
    file.chmod(0o644)
    preparing.keep_to_its_owner(said.append)
    assert (stat.S_IMODE(file.stat().st_mode), len(said)) == (0o640, 1), "its group is whoever runs the site’s affair"
    preparing.keep_to_its_owner(said.append)
    assert len(said) == 1


def test_a_prepared_site_is_prepared_at_once(said, nobody):
    preparing.prepare(said.append)
    said.clear()
    preparing.prepare(said.append)
    assert said == [], "the second time there is nothing to do and nothing to say"


def test_the_notes_of_the_first_edition_count_what_it_holds(pinned):
    count = pinned.counts_by_kind()
    for words in (f"{count['policy']} policies", f"{count['finding']} findings", f"{count['observation']} figures"):
        assert words in pinned.edition.notes
    assert "nobody here has read them" in pinned.edition.notes


def test_the_files_of_closed_editions_are_there_before_anybody_asks(said, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    preparing.keep_editions(said.append)
    assert {line.split(",")[0] for line in said} == {"Made 2026.1.zip", "Made 2026.1.sqlite"}
    edition = Edition.objects.get(label="2026.1")
    assert all(there(edition, ending).path.is_file() for ending in ("zip", "sqlite"))
    said.clear()
    preparing.keep_editions(said.append)
    assert said == []


def test_contributors_write_reviewers_approve_and_publishers_publish(said):
    Group.objects.all().delete()
    preparing.make_groups(said.append)
    rights = {
        group.name: {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }
    writing = rights.pop("Contributors")
    assert {"records.add_policy", "records.change_passage", "records.view_criterion"} <= writing
    assert not [right for right in writing if not right.startswith("records.")]
    printing = {"curation.publish_records", "curation.withdraw_records", "curation.close_editions"}
    assert rights.pop("Reviewers") - writing == {"curation.review_records"}
    assert rights.pop("Publishers") - writing == printing
    everything = rights.pop("Administrators") - writing
    assert printing | {"curation.review_records", "auth.add_user", "auth.change_group"} <= everything
    assert not rights


def test_the_group_of_curators_becomes_that_of_contributors(said):
    Group.objects.filter(name="Contributors").update(name="Curators")
    member = User.objects.create_user("member")
    member.groups.set(Group.objects.filter(name="Curators"))
    preparing.make_groups(said.append)
    assert [group.name for group in member.groups.all()] == ["Contributors"]
    assert not Group.objects.filter(name="Curators").exists()


def test_a_group_that_somebody_changed_stays_as_it_is(said):
    preparing.make_groups(said.append)
    Group.objects.get(name="Contributors").permissions.clear()
    preparing.make_groups(said.append)
    assert not Group.objects.get(name="Contributors").permissions.exists()


def test_the_first_administrator_is_the_one_the_environment_names(said, monkeypatch):
    monkeypatch.setenv("ATLAS_ADMIN_NAME", "hanako-admin")
    monkeypatch.setenv("ATLAS_ADMIN_PASSWORD", "a long secret")
    preparing.make_administrator(said.append)
    assert User.objects.get(username="hanako-admin").check_password("a long secret")
    assert "a long secret" not in " ".join(said), "a password that somebody chose is not repeated on the screen"


@pytest.mark.parametrize("weak", ["admin", "12345678901", "hanako-admin"])
def test_the_first_administrator_needs_as_good_a_password_as_everybody(said, monkeypatch, nobody, weak):
    monkeypatch.setenv("ATLAS_ADMIN_NAME", "hanako-admin")
    monkeypatch.setenv("ATLAS_ADMIN_PASSWORD", weak)
    with pytest.raises(preparing.NotReady, match="ATLAS_ADMIN_PASSWORD will not do"):
        preparing.make_administrator(said.append)
    assert not User.objects.filter(username="hanako-admin").exists()


def test_without_a_name_the_first_administrator_gets_a_password_that_is_shown_once(said, nobody):
    preparing.make_administrator(said.append)
    password = said[-1].rsplit(" ", 1)[1]
    assert User.objects.get(username="curator", is_superuser=True).check_password(password)
    preparing.make_administrator(said.append)
    assert User.objects.filter(is_superuser=True).count() == 1
    assert len(said) == 2


def test_a_name_that_is_taken_is_not_made_an_administrator(said, monkeypatch, hanako):
    monkeypatch.setenv("ATLAS_ADMIN_NAME", "hanako")
    with pytest.raises(preparing.NotReady, match="hanako"):
        preparing.make_administrator(said.append)
    hanako.refresh_from_db()
    assert not hanako.is_superuser


def test_a_refused_row_keeps_the_first_edition_open(said, monkeypatch):
    report = Report()
    report.begin("policies")
    report.refuse(Row("policies", 12, {}), "It has no passage.")
    monkeypatch.setattr(preparing, "load_atlas", lambda say: report)
    monkeypatch.setattr(preparing, "FIRST_EDITION", "2031.1")
    with pytest.raises(CommandError, match=r"policies.csv, line 12: It has no passage\."):
        call_command("prepare")
    assert not Edition.objects.filter(label="2031.1").exists()


def test_a_new_site_loads_the_facts_and_closes_its_first_edition(said, monkeypatch):
    report = Report()
    report.begin("policies")
    monkeypatch.setattr(preparing, "load_atlas", lambda say: report)
    monkeypatch.setattr(preparing, "FIRST_EDITION", "2031.1")
    assert preparing.load_first_edition(said.append) is report
    assert Edition.objects.get(label="2031.1").digest
    assert Event.objects.first().by.username == NAME
    assert preparing.load_first_edition(said.append) is None


def test_the_founder_is_made_where_it_is_missing():
    User.objects.filter(username=NAME).update(username="somebody-else")
    made = founder()
    assert made.has_perm("curation.publish_records")
    stored = User.objects.get(username=NAME)
    assert (stored.is_active, stored.is_staff, stored.has_usable_password()) == (False, False, False)


def test_static_files_are_collected_when_they_have_changed(said, settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("body { color: black }")
    settings.STATIC_FROM_SOURCE = False
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    preparing.collect_static_files(said.append)
    collected = settings.STATIC_ROOT / "site.css"
    assert collected.read_text() == "body { color: black }"
    said.clear()
    preparing.collect_static_files(said.append)
    assert said == []
    (source / "site.css").write_text("body { color: red }")
    os.utime(source / "site.css", ns=(1, 1))
    preparing.collect_static_files(said.append)
    assert collected.read_text() == "body { color: red }"


def test_the_tables_are_brought_up_to_date_only_if_they_are_not(said, monkeypatch):
    preparing.migrate(said.append)
    assert said == []
    called = []
    monkeypatch.setattr(preparing.MigrationExecutor, "migration_plan", lambda self, targets: [object()])
    monkeypatch.setattr(preparing, "call_command", lambda *args, **options: called.append(args))
    preparing.migrate(said.append)
    assert called == [("migrate",)]
    assert said[0] == "Bringing the database up to date (1 steps) …"
