"""Reading: what is in print now and in each closed edition, and the look-ups the reading room needs."""

from datetime import UTC, date, datetime

import pytest

from policyatlas.editions.addresses import among
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.reading import Card, Reading, standing_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def before_and_after(desk):
    """A policy as edition 2999.1 has it and as it is in print now, and the two readings."""
    policy = desk.publish(desk.a_policy(title_en="The old title"))
    edition = desk.close("2999.1")
    desk.republish(policy, title_en="The new title")
    return policy.slug, Reading(edition, pinned=True), Reading.now()


def test_a_pinned_reading_shows_the_old_and_the_open_one_the_new(before_and_after):
    slug, then, now = before_and_after
    assert then.pinned
    assert not now.pinned
    assert then.entry("policy", slug).title_en == "The old title"
    assert now.entry("policy", slug).title_en == "The new title"
    assert [entry.title_en for entry in then.entries("policy").filter(slug=slug)] == ["The old title"]
    assert then.cards([("policy", slug)])["policy", slug].title() == "The old title"


def test_what_came_later_is_not_in_an_older_edition(desk, before_and_after):
    _, then, now = before_and_after
    later = desk.publish(desk.a_policy())
    assert then.entry("policy", later.slug) is None
    assert now.entry("policy", later.slug) is not None


def test_what_was_withdrawn_stays_in_the_older_edition(desk):
    policy = desk.publish(desk.a_policy())
    edition = desk.close("2999.1")
    desk.withdraw(policy)
    assert Reading(edition, pinned=True).entry("policy", policy.slug) is not None
    assert Reading.now().entry("policy", policy.slug) is None


def test_entries_of_a_kind_and_of_all_kinds(reading, desk):
    before = reading.counts_by_kind()
    desk.publish(desk.an_event())
    after = reading.counts_by_kind()
    assert after["event"] == before.get("event", 0) + 1
    assert sum(after.values()) == reading.entries().count()
    assert reading.entries("event").count() == after["event"]


def test_what_refers_to_an_entry_is_found_however_deep(reading, desk):
    passage = desk.a_passage()
    framework = desk.a_framework()
    framework.criteria.update(passage=passage)
    desk.publish(framework)
    found = [str(entry) for entry in reading.referring_to("source", passage.source.slug)]
    assert found == [f"framework:{framework.slug}"]


def test_cards_of_what_is_in_print_come_in_one_query(reading, desk, django_assert_num_queries):
    policy = desk.publish(desk.a_policy(title_ja="計画"))
    source = desk.publish(desk.a_source(url="https://example.org/report", language="ja"))
    draft = desk.a_policy()
    reading = Reading.now()
    wanted = [("policy", policy.slug), ("source", source.slug), ("policy", draft.slug), ("policy", policy.slug)]
    with django_assert_num_queries(1):
        cards = reading.cards(wanted)
    assert cards == {
        ("policy", policy.slug): Card("policy", policy.slug, "A plan", "計画"),
        ("source", source.slug): Card("source", source.slug, "A report", "", "https://example.org/report", "ja"),
    }


def test_no_cards_cost_no_query(reading, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert reading.cards([]) == {}


def test_a_card_has_a_title_in_each_language_where_there_is_one():
    assert Card("policy", "a", "Law", "法律").title("ja") == "法律"
    assert Card("policy", "a", "Law", "法律").title() == "Law"
    assert Card("policy", "a", "Law").title("ja") == "Law"


def test_facets_are_counted_in_one_query_each_within_its_own_selection(desk, django_assert_num_queries):
    desk.publish(desk.a_policy(kind="law", level="national"))
    desk.publish(desk.a_policy(kind="law", level="local"))
    desk.publish(desk.a_policy(kind="plan", level="local"))
    reading = Reading.now()
    ours = reading.entries("policy").filter(slug__startswith="test-")
    local = ours.with_facet("level", ["local"])
    with django_assert_num_queries(1):
        counts = reading.facet_counts({"kind": local, "level": ours, "approach": local})
    assert counts == {"kind": {"law": 1, "plan": 1}, "level": {"national": 1, "local": 2}, "approach": {}}
    with django_assert_num_queries(1):
        assert reading.facet_counts({"kind": ours}) == {"kind": {"law": 2, "plan": 1}}
    with django_assert_num_queries(0):
        assert reading.facet_counts({}) == {}


def test_entries_are_counted_by_the_values_of_a_facet_and_by_kind(desk, reading, django_assert_num_queries):
    before = reading.counts_by_value("kind").get("law", {})
    desk.publish(desk.a_policy(kind="law"))
    with django_assert_num_queries(1):
        after = reading.counts_by_value("kind")["law"]
    assert after == before | {"policy": before.get("policy", 0) + 1}


def test_which_values_some_entry_of_a_kind_has(desk, django_assert_num_queries):
    desk.publish(desk.a_policy(kind="law", level="local"))
    desk.publish(desk.an_event(kind="shock"))
    reading = Reading.now()
    with django_assert_num_queries(1):
        found = reading.facet_values("policy", {"kind": ["law", "shock", "no-such"], "level": ["local"]})
    assert found == {("kind", "law"), ("level", "local")}
    with django_assert_num_queries(0):
        assert reading.facet_values("policy", {}) == set()


def test_last_seen_names_the_last_closed_edition_that_has_it(desk, reading):
    policy = desk.publish(desk.a_policy())
    desk.close("2999.1")
    second = desk.close("2999.2")
    desk.withdraw(policy)
    desk.close("2999.3")
    entry, edition = reading.last_seen("policy", policy.slug)
    assert (entry.slug, edition) == (policy.slug, second)


def test_last_seen_of_what_is_still_in_print_is_the_newest_closed_edition(desk, reading):
    policy = desk.publish(desk.a_policy())
    assert reading.last_seen("policy", policy.slug)[1] is None
    edition = desk.close("2999.1")
    assert reading.last_seen("policy", policy.slug) == (Entry.objects.get(slug=policy.slug), edition)


def test_of_several_addresses_those_withdrawn_say_why(desk, reading, django_assert_num_queries):
    gone, there = desk.publish(desk.a_policy()), desk.publish(desk.a_policy())
    desk.withdraw(gone, "It was entered twice.")
    with django_assert_num_queries(1):
        (found,) = reading.withdrawals("policy", [gone.slug, there.slug, "never-heard-of"])
    assert (found.slug, found.reason) == (gone.slug, "It was entered twice.")


def test_last_seen_of_what_never_was_in_print(reading):
    assert reading.last_seen("policy", "never-heard-of") is None


def test_the_newest_closed_edition_is_what_a_citation_names(desk):
    edition = desk.close("2999.1")
    assert Reading.now().newest_closed == edition
    assert Reading.now().edition == Edition.objects.open()


def test_editions_with_an_entry_are_those_in_which_it_stands(desk):
    policy = desk.publish(desk.a_policy())
    desk.close("2999.1")
    desk.withdraw(policy)
    desk.close("2999.2")
    found = standing_in(Edition.objects.closed(), ("policy", policy.slug))
    assert [edition.label for edition in found] == ["2999.1"]
    assert standing_in(Edition.objects.closed(), ("policy", "never-heard-of")) == {}


def test_nothing_stands_at_none_of_no_addresses(reading):
    assert not Entry.objects.filter(among([])).exists()
    law = ("policy", "technopolis-law")
    found = reading.entries().filter(among([law, ("cluster", "technopolis-law")]))
    assert [(entry.kind, entry.slug) for entry in found] == [law]


def test_an_edition_was_closed_on_the_day_it_was_where_the_atlas_is_made(pinned, reading):
    # In Japan the next day has begun.
    pinned.edition.closed_at = datetime(2026, 5, 3, 16, 30, tzinfo=UTC)
    assert pinned.edition.closed_on == date(2026, 5, 4)
    assert reading.edition.closed_on is None


def test_what_an_edition_has_itself_is_nothing_else_there(desk):
    loser, winner = desk.publish(desk.a_policy(slug="loser")), desk.publish(desk.a_policy(slug="winner"))
    both = Reading(desk.close("2999.1"), pinned=True)
    desk.merge(loser, winner)
    assert both.moved([("policy", "loser"), ("policy", "winner")]) == {}
    assert Reading.now().moved([("policy", "loser"), ("policy", "winner")]) == {
        ("policy", "loser"): ("policy", "winner")
    }


def test_editions_that_have_a_thing_know_it_by_the_name_it_had(desk, django_assert_num_queries):
    policy = desk.publish(desk.a_policy(slug="old-plan"))
    first = desk.close("2999.1")
    later = desk.publish(desk.a_policy(slug="late-plan"))
    desk.rename(policy, "plan")
    second = desk.close("2999.2")
    desk.rename(policy, "new-plan")
    desk.rename(later, "later-plan")
    with django_assert_num_queries(2):
        there = standing_in([second, first], ("policy", "new-plan"))
    assert there == {second: ("policy", "plan"), first: ("policy", "old-plan")}
    assert standing_in([second, first], ("policy", "later-plan")) == {second: ("policy", "late-plan")}
