"""Whoever alters a closed edition behind the verbs' back is found out."""

import io

import pytest
from django.core.management import call_command

from policyatlas.editions import verifying
from policyatlas.editions.models import Edition, Entry, Facet
from policyatlas.editions.verifying import alterations

pytestmark = pytest.mark.django_db


def test_the_shipped_edition_is_as_it_was_closed():
    out = io.StringIO()
    call_command("verify_editions", stdout=out)
    edition = Edition.objects.get(label="2026.1")
    held = Entry.objects.in_edition(edition).count()
    assert out.getvalue() == f"2026.1 is as it was closed: {edition.digest} ({held} entries, no errata)\n"


def test_the_command_says_how_far_it_is(monkeypatch):
    # As with ten thousand times as many.
    held = Entry.objects.filter(since__in=Edition.objects.closed()).count()
    monkeypatch.setattr(verifying, "STEP", held // 2)
    Entry.objects.filter(kind="term").order_by("slug").last().facets.create(name="kind", value="dream")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_editions", stdout=out)
    lines = out.getvalue().splitlines()
    steps = [line for line in lines if "compared" in line]
    assert steps[0] == f"{held // 2:,} of {held:,} entries compared with their hashes."
    assert len(steps) == 2
    assert "was altered" in lines[-1], "what is wrong is said as it is found"


@pytest.mark.parametrize(
    "alter",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(title_en="Something else"),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(year_from=1900),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(payload=entry.payload | {"summary": "Something else"}),
        lambda entry: entry.facets.first().delete(),
        lambda entry: Facet.objects.create(entry=entry, name="kind", value="dream"),
    ],
    ids=["title", "year", "payload", "facet gone", "facet added"],
)
def test_an_altered_entry_is_named(alter):
    entry = Entry.objects.get(kind="policy", slug="technopolis-law")
    alter(entry)
    assert [sentence for sentence in alterations() if "policy:technopolis-law" in sentence]


def test_an_entry_altered_with_its_hash_is_found_by_the_digest_of_its_edition():
    entry = Entry.objects.get(kind="policy", slug="technopolis-law")
    Entry.objects.filter(pk=entry.pk).update(sha256="0" * 64)
    found = list(alterations())
    assert len(found) == 2
    assert "Edition 2026.1 was altered" in found[1]


def test_an_entry_taken_out_of_a_closed_edition_is_missed():
    Entry.objects.get(kind="policy", slug="technopolis-law").delete()
    assert [sentence[:26] for sentence in alterations()] == ["Edition 2026.1 was altered"]


def test_the_command_fails_if_something_was_altered():
    Entry.objects.filter(kind="term").first().delete()
    out = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("verify_editions", stdout=out)
    assert left.value.code == 1
    assert "2026.1 was altered" in out.getvalue()


def test_work_in_the_open_edition_and_later_editions_alter_nothing(desk):
    policy = desk.a_policy()
    desk.publish(policy)
    desk.close("2026.2")
    desk.republish(policy, summary="Something new.")
    Entry.objects.filter(slug=policy.slug, until=None).update(title_en="In the open edition anything may change")
    assert list(alterations()) == []


def test_without_a_closed_edition_there_is_nothing_to_alter():
    Entry.objects.all().delete()
    Edition.objects.closed().delete()
    assert list(alterations()) == []
