"""The life of an entry: its printings up to an edition, under whatever address, and what was merged into it."""

import pytest

from policyatlas.editions.lives import lives, merged_into
from policyatlas.editions.models import Edition, Entry

pytestmark = pytest.mark.django_db


def entry_of(record, kind: str = "policy") -> Entry:
    """The newest entry that was printed from a record."""
    return Entry.objects.filter(origin=f"{record._meta.model_name}:{record.pk}", kind=kind).order_by("-since").first()


def told(entry: Entry, edition: Edition) -> list[tuple]:
    """The life of an entry: slug, edition, the edition without it, and why."""
    return [(one.ref[1], one.since.label, one.until, one.reason) for one in lives(entry, edition)]


def test_every_printing_is_told_newest_first(desk, django_assert_num_queries):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    first = desk.close("2999.1")
    desk.republish(policy, "It was 12.", summary="Twelve.")
    second = desk.close("2999.2")
    desk.republish(policy, "It was 13.", summary="Thirteen.")
    entry, now = entry_of(policy), Edition.objects.open()
    with django_assert_num_queries(1):
        assert told(entry, now) == [
            ("the-law", "", None, "It was 13."),
            ("the-law", "2999.2", now.number, "It was 12."),
            ("the-law", "2999.1", second.number, ""),
        ]
    assert all(one.printed_at for one in lives(entry, now))
    # As it was known then.
    assert told(entry, second) == [("the-law", "2999.2", None, "It was 12."), ("the-law", "2999.1", second.number, "")]
    assert told(entry, first) == [("the-law", "2999.1", None, "")]


def test_a_life_goes_on_under_another_address(desk):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    desk.close("2999.1")
    desk.rename(policy, "the-real-law", "It is called so.")
    now = Edition.objects.open()
    (new, *_), (old, *_) = told(entry_of(policy), now)
    assert (new, old) == ("the-real-law", "the-law")
    assert merged_into(entry_of(policy)) == []


def test_a_finding_has_a_life_of_its_own(desk):
    evaluation = desk.publish(desk.an_evaluation())
    finding = evaluation.findings.get()
    desk.close("2999.1")
    desk.revise(evaluation)
    second = type(finding)(
        evaluation=evaluation,
        slug="another-finding",
        title_en="Another",
        statement="It did not.",
        verdict="negative",
        dimension=finding.dimension,
        passage=finding.passage,
    )
    second.save()
    desk.publish(evaluation)
    now = Edition.objects.open()
    entry = Entry.objects.get(kind="finding", slug="another-finding")
    assert [row[0] for row in told(entry, now)] == ["another-finding"]
    assert {row[0] for row in told(entry_of(evaluation, "evaluation"), now)} == {evaluation.slug}


def test_what_was_merged_into_it_is_told_as_long_as_its_address_leads_there(desk, django_assert_num_queries):
    kept, lost = (desk.publish(desk.a_policy(slug=slug)) for slug in ("kept-law", "lost-law"))
    desk.close("2999.1")
    desk.merge(lost, kept, "Entered twice.")
    entry = entry_of(kept)
    with django_assert_num_queries(1):
        (one,) = merged_into(entry)
    assert (one.slug, one.reason, one.edition) == ("lost-law", "Entered twice.", Edition.objects.open())
    desk.rename(kept, "the-law", "It is called so.")
    assert [one.slug for one in merged_into(entry_of(kept))] == ["lost-law"]
