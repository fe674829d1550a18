"""The pages of an import: uploading, the plan, the two buttons, exporting from a list; and who may see them."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from policyatlas.curation.admin import imports
from policyatlas.curation.exchange.undoing import obstacles
from policyatlas.curation.models import ChangeSet
from policyatlas.records.models import Policy
from tests.curation.sending import page, stored, text, told
from tests.curation.tables import a_row, keep, outcomes, planned, table, write

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/import/"


def upload(browser, content: bytes, name: str = "file.csv", kind: str = "policy", **given):
    """Send a file; the page one lands on."""
    return browser.post(UPLOAD, {"kind": kind, "file": SimpleUploadedFile(name, content)}, **given)


def address(change_set: ChangeSet, what: str = "page") -> str:
    """A page of an import."""
    return reverse(f"admin:curation_changeset_{what}", args=[change_set.pk])


def test_a_table_is_uploaded_looked_at_written_and_undone(desk, hanako_at_desk):
    policy = desk.publish(desk.a_policy(title_en="Before"))
    answer = upload(hanako_at_desk, table(a_row("a-new-plan"), a_row(policy.slug, title_en="After")), follow=True)
    change_set = ChangeSet.objects.get()
    assert answer.redirect_chain == [(address(change_set), 302)]
    assert all(words in text(answer) for words in ("<del>Before</del>", "<ins>After</ins>", "Nothing is written yet"))
    assert not Policy.objects.filter(slug="a-new-plan").exists()
    answer = hanako_at_desk.post(address(change_set, "write"), {"digest": change_set.digest}, follow=True)
    assert "None of it is in print" in text(answer)
    assert stored(policy).status == "revising"
    assert Policy.objects.get(slug="a-new-plan").status == "draft"
    answer = hanako_at_desk.post(address(change_set, "undo"), follow=True)
    assert told(answer) == ["The import is undone: everything is as it was before it."]
    assert (stored(policy).status, stored(policy).title_en) == ("published", "Before")


def test_a_plan_with_errors_has_no_button_and_shows_them_first(desk, hanako_at_desk):
    content = table(a_row("good"), a_row("bad", kind="plam", start_yeer="1"))
    answer = upload(hanako_at_desk, content, follow=True)
    assert "Write these drafts" not in text(answer)
    assert "Did you mean “start_year”?" in text(answer)
    assert [row["slug"] for row in answer.context["shown"]] == ["bad", "good"]
    only = hanako_at_desk.get(address(ChangeSet.objects.get()) + "?outcome=new")
    assert [row["slug"] for row in only.context["shown"]] == ["good"]


def test_a_row_without_a_slug_has_its_place_on_the_page(hanako_at_desk):
    answer = upload(hanako_at_desk, table(a_row("", start_year="19x")), follow=True)
    assert [row["outcome"] for row in answer.context["shown"]] == ["error"]
    assert '<th scope="row">–</th>' in text(answer)
    assert all(words in text(answer) for words in ("has no slug", "“19x” is no whole number"))


def test_many_rows_are_shown_in_pages(hanako, hanako_at_desk):
    change_set = keep(table(*(a_row(f"plan-{number}") for number in range(250))), hanako)
    answer = hanako_at_desk.get(address(change_set) + "?page=3")
    assert len(answer.context["shown"]) == 50


def test_a_file_that_cannot_be_read_is_told_beside_the_field(hanako_at_desk):
    answer = upload(hanako_at_desk, b"")
    assert answer.context["form"].errors["file"] == ["The submitted file is empty."]
    answer = upload(hanako_at_desk, b"x,y\n", name="data.csv", kind="")
    assert "does not say what its records are" in answer.context["form"].errors["file"][0]
    assert ChangeSet.objects.count() == 0


def test_what_was_planned_anew_meanwhile_is_shown_first(desk, hanako, hanako_at_desk):
    policy = desk.a_policy()
    change_set = keep(table(a_row(policy.slug, title_en="Mine")), hanako)
    desk.edit(policy, title_en="Theirs")
    answer = hanako_at_desk.post(address(change_set, "write"), {"digest": change_set.digest}, follow=True)
    assert "this is the plan as it is now" in told(answer)[0]
    assert "<del>Theirs</del>" in text(answer)
    # The page that was opened before still has the older digest.
    answer = hanako_at_desk.post(address(change_set, "write"), {"digest": change_set.digest}, follow=True)
    assert "this is the plan as it is now" in told(answer)[0]
    assert stored(policy).title_en == "Theirs"


def test_what_stands_in_the_way_of_undoing_is_linked(desk, hanako, hanako_at_desk):
    change_set = write(table(a_row("one")), hanako)
    one = Policy.objects.get(slug="one")
    desk.edit(one, aims="Later")
    answer = hanako_at_desk.get(address(change_set))
    assert f'<a href="{page(one, "change", one.pk)}">“one”: hanako edited it' in text(answer)
    assert "Undo this import" not in text(answer)
    answer = hanako_at_desk.post(address(change_set, "undo"), follow=True)
    assert told(answer)[0].startswith("Nothing was undone.")


def test_long_work_says_what_it_does_in_pieces_that_are_not_held_back(monkeypatch, hanako_at_desk):
    monkeypatch.setattr(imports, "AT_ONCE", 0)
    answer = upload(hanako_at_desk, table(a_row("one")), headers={"accept-encoding": "gzip"})
    assert answer.streaming
    assert "Content-Encoding" not in answer.headers
    pieces = [piece.decode() for piece in answer.streaming_content]
    change_set = ChangeSet.objects.get()
    assert [piece for piece in pieces if piece.startswith("<li>1 rows compared")]
    assert f'href="{address(change_set)}">Look at the plan</a>' in pieces[-2]
    assert pieces[-1].rstrip().endswith("</html>")
    answer = hanako_at_desk.post(address(change_set, "write"), {"digest": change_set.digest})
    assert "Look at what was written" in b"".join(answer.streaming_content).decode()
    assert Policy.objects.filter(slug="one").exists()
    answer = hanako_at_desk.post(address(change_set, "write"), {"digest": change_set.digest})
    assert "Nothing was" in b"".join(answer.streaming_content).decode()


def test_work_that_breaks_off_says_that_nothing_was_written(monkeypatch, hanako_at_desk, caplog):
    def broken(*args, **given):
        yield "One step."
        raise RuntimeError("out of order")

    monkeypatch.setattr(imports, "AT_ONCE", 0)
    monkeypatch.setattr(imports, "planning", broken)
    told = b"".join(upload(hanako_at_desk, table(a_row("one"))).streaming_content).decode()
    assert "<li>One step.</li>" in told
    assert "nothing was written" in told
    assert "out of order" in caplog.text
    assert "out of order" not in told


@pytest.mark.parametrize("method", ["get", "post"])
def test_mallory_sees_nothing(mallory, hanako, method):
    change_set = keep(table(a_row("one")), hanako)
    browser = Client()
    browser.force_login(mallory)
    for each in (UPLOAD, "/admin/import/policy.csv", *(address(change_set, one) for one in ("page", "write", "undo"))):
        answer = getattr(browser, method)(each, {"digest": change_set.digest})
        assert answer.status_code == 302, each
        assert "login" in answer["Location"]
    assert not Policy.objects.filter(slug="one").exists()


def test_staff_without_rights_on_records_may_not_import(hanako):
    change_set = keep(table(a_row("one")), hanako)
    browser = Client()
    browser.force_login(User.objects.create_user("clerk", is_staff=True))
    for each in (UPLOAD, "/admin/import/policy.csv", address(change_set)):
        assert browser.get(each).status_code == 403
    for each in ("write", "undo"):
        assert browser.post(address(change_set, each), {"digest": change_set.digest}).status_code == 403
    assert "/admin/curation/changeset/" not in text(browser.get("/admin/"))


def test_buttons_are_pressed_and_not_followed(hanako, hanako_at_desk):
    change_set = keep(table(a_row("one")), hanako)
    assert hanako_at_desk.get(address(change_set, "write")).status_code == 405
    assert hanako_at_desk.get(address(change_set, "undo")).status_code == 405
    assert hanako_at_desk.get("/admin/curation/changeset/999999/").status_code == 404


def test_imports_are_listed_and_lists_lead_to_importing(hanako, hanako_at_desk):
    change_set = keep(table(a_row("one"), a_row("two", kind="x")), hanako)
    listed = text(hanako_at_desk.get(page(change_set, "changelist")))
    assert f'<a href="{address(change_set)}">Import {change_set.pk}: file.csv</a>' in listed
    assert "1 in error, 1 new" in listed
    assert '/admin/import/?kind=policy"' in text(hanako_at_desk.get(page(Policy, "changelist")))
    answer = hanako_at_desk.get(page(change_set, "change", change_set.pk))
    assert answer["Location"] == address(change_set)
    assert hanako_at_desk.get(page(change_set, "change", "no-number")).status_code == 404


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_selected_records_of_a_list_come_as_a_file_that_imports_unchanged(desk, hanako_at_desk, ending):
    policies = [desk.a_policy(), desk.a_policy()]
    sent = {"action": f"export_{ending}", "_selected_action": [policy.pk for policy in policies]}
    answer = hanako_at_desk.post(page(Policy, "changelist"), sent)
    assert f'.{ending}"' in answer["Content-Disposition"]
    assert outcomes(planned(answer.content, name=f"x.{ending}")) == [(one.slug, "unchanged") for one in policies]
    whole = hanako_at_desk.post(page(Policy, "changelist"), sent | {"select_across": "1"})
    assert planned(whole.content, name=f"x.{ending}").counts["unchanged"] == Policy.objects.count()


def test_templates_are_offered_for_every_noun(hanako_at_desk):
    shown = text(hanako_at_desk.get(UPLOAD + "?kind=cluster"))
    assert '<option value="cluster" selected>' in shown
    assert '/admin/import/term.xlsx"' in shown
    answer = hanako_at_desk.get("/admin/import/policy.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="policy-template.csv"'
    assert hanako_at_desk.get("/admin/import/policy.exe").status_code == 404
    assert hanako_at_desk.get("/admin/import/passage.csv").status_code == 404


def test_doubtful_rows_are_written_once_somebody_has_looked_at_the_print(desk, hanako_at_desk):
    figure = desk.an_observation(value=12)
    rows = table({"slug": figure.slug, "value": "13"})
    assert "changed from 12 to 13" in text(upload(hanako_at_desk, rows, kind="observation", follow=True))
    sent = {"kind": "observation", "file": SimpleUploadedFile("x.csv", rows), "confirmed": "on"}
    change_set = ChangeSet.objects.get(pk=hanako_at_desk.post(UPLOAD, sent)["Location"].split("/")[-2])
    hanako_at_desk.post(address(change_set, "write"), {"digest": change_set.digest})
    assert stored(figure).value == 13


def test_the_day_of_a_later_edit_is_that_of_the_clocks_here(desk, hanako):
    policy = desk.a_policy()
    change_set = write(table(a_row(policy.slug, title_en="Changed")), hanako)
    desk.edit(stored(policy), aims="Later.")

    def said(zone: str) -> str:
        with timezone.override(zone):
            return obstacles(change_set)[0].sentence

    # There is always another day in one of the two, a whole day and two hours apart.
    assert said("Pacific/Kiritimati") != said("Etc/GMT+12")
