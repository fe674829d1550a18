"""Look-ups between two editions: what was printed, what ended, where addresses lead since, and why."""

import pytest

from policyatlas.editions.between import (
    aftermath,
    departures,
    errata,
    forwardings,
    happened,
    last_stirred,
    printings,
    replaced,
    stirring,
    withdrawals,
)
from policyatlas.editions.models import Edition, Entry, Erratum, Forwarding, Withdrawal

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(pinned) -> Edition:
    """The edition with which the atlas ships."""
    return pinned.edition


def now() -> Edition:
    """The open edition."""
    return Edition.objects.open()


def again(desk, record, reason: str = "", **fields):
    """A published record changed and printed again for a `reason`."""
    return desk.republish(record, reason, **fields)


def test_nothing_came_after_an_edition_until_something_is_printed(first, desk, django_assert_num_queries):
    with django_assert_num_queries(1):
        then = aftermath(first)
    assert (then.now, then.printed, then.forwarded, then.corrected) == (now(), False, False, False)
    policy = desk.publish(desk.a_policy())
    assert aftermath(first).printed
    second = desk.close("2999.1")
    assert aftermath(first).printed
    assert not aftermath(second).printed
    desk.withdraw(policy)
    assert aftermath(second).printed, "What ended is something that came after it too."


def test_forwardings_and_errata_are_known_of(first, desk):
    Erratum.objects.create(edition=first, text="It is 12.")
    desk.publish(desk.a_policy())
    second = desk.close("2999.1")
    assert aftermath(first).corrected
    assert not aftermath(second).corrected
    Forwarding.objects.create(kind="policy", slug="old", to_kind="policy", to_slug="new", edition=second)
    assert aftermath(first).forwarded
    assert not aftermath(second).forwarded


def test_errata_come_in_the_order_in_which_they_were_added(first, desk):
    second = desk.close("2999.1")
    for edition, text in ((first, "One."), (second, "Two."), (first, "Three.")):
        Erratum.objects.create(edition=edition, text=text)
    assert [one.text for one in errata(first)] == ["One.", "Three."]


def test_forwardings_come_in_the_order_of_their_editions(first):
    for edition, slug in ((now(), "b"), (first, "c"), (now(), "a")):
        Forwarding.objects.create(kind="policy", slug=slug, to_kind="policy", to_slug="new", edition=edition)
    assert [one.slug for one in forwardings()] == ["c", "b", "a"]


def test_printings_between_two_editions_with_their_reasons(first, desk):
    policy = desk.publish(desk.a_policy())
    ref = ("policy", policy.slug)
    second = desk.close("2999.1")
    again(desk, policy, "A better word.", title_en="Another title")
    third = desk.close("2999.2")
    assert [one.reason for one in printings([ref], first, now())] == ["", "A better word."]
    assert [one.stayed for one in printings([ref], first, now())] == [False, True]
    assert [one.stayed for one in printings([ref], first, second)] == [True]
    (printing,) = printings([ref], second, third)
    assert printing.ref == ref
    assert printing.printed_at == Entry.objects.get(slug=policy.slug, since=third).printed_at
    assert printings([ref], third, now()) == []
    assert printings([], first, now()) == []
    assert printings([("cluster", policy.slug)], first, now()) == []


def test_withdrawals_between_two_editions_with_their_reasons(first, desk):
    policies = [desk.publish(desk.a_policy()) for _ in range(2)]
    refs = [("policy", policy.slug) for policy in policies]
    second = desk.close("2999.1")
    desk.withdraw(policies[0], "Twice.")
    assert withdrawals(refs, second, now()) == {refs[0]: "Twice."}
    assert withdrawals(refs, first, second) == {}
    assert withdrawals([], second, now()) == {}


def test_what_only_one_of_two_editions_has(first, desk):
    stays, changes, goes = (desk.publish(desk.a_policy(title_ja="題名")) for _ in range(3))
    second = desk.close("2999.1")
    again(desk, changes, title_en="Another title")
    desk.withdraw(goes)
    comes = desk.publish(desk.a_policy())
    went, came = replaced(second, now())
    mine = {("policy", one.slug) for one in (stays, changes, goes, comes)}
    assert mine & went.keys() == {("policy", changes.slug), ("policy", goes.slug)}
    assert mine & came.keys() == {("policy", changes.slug), ("policy", comes.slug)}
    was, is_now = (one["policy", changes.slug] for one in (went, came))
    assert (was.title_en, was.title_ja, is_now.title_en) == ("A plan", "題名", "Another title")
    assert was.sha256 != is_now.sha256
    assert ("policy", goes.slug) not in replaced(first, now())[0], "The first edition never had it."


def test_editions_in_which_anything_was_printed_or_ended(first, desk):
    policy = desk.publish(desk.a_policy())
    second = desk.close("2999.1")
    third = desk.close("2999.2")
    desk.withdraw(policy)
    assert stirring([second, third, now()]) == {second.number, now().number}
    assert stirring([]) == set()


def test_when_something_last_happened_in_an_edition(first, desk, django_assert_num_queries):
    assert last_stirred(now()) is None
    gone, loser, winner = (desk.publish(desk.a_policy()) for _ in range(3))
    assert last_stirred(now()) == Entry.objects.get(slug=winner.slug).printed_at
    second = desk.close("2999.1")
    desk.withdraw(gone)
    withdrawal = Withdrawal.objects.get(slug=gone.slug)
    assert second.closed_at < withdrawal.at == last_stirred(now())
    desk.merge(loser, winner)
    edition, forwarding = now(), Forwarding.objects.get(slug=loser.slug)
    with django_assert_num_queries(1):
        assert last_stirred(edition) == forwarding.at > withdrawal.at
    Withdrawal.objects.update(at=None)
    Forwarding.objects.update(at=None)
    assert last_stirred(edition) is None, "Nobody knows when."


def test_when_entries_went_or_came_to_lead_elsewhere(first, desk, django_assert_num_queries):
    gone, loser, winner = (desk.publish(desk.a_policy()) for _ in range(3))
    refs = [("policy", one.slug) for one in (gone, loser, winner)]
    second = desk.close("2999.1")
    desk.withdraw(gone)
    desk.merge(loser, winner)
    withdrawn, led = Withdrawal.objects.get(slug=gone.slug).at, Forwarding.objects.get(slug=loser.slug).at
    edition = now()
    with django_assert_num_queries(1):
        assert sorted(departures(refs, second, edition)) == [withdrawn, led]
    assert departures(refs[:1], second, edition) == [withdrawn]
    assert departures(refs[2:], second, edition) == []
    assert departures([], second, edition) == []
    assert departures(refs, first, second) == []
    Withdrawal.objects.update(at=None)
    assert departures(refs, second, edition) == [led]


def test_what_became_of_entries_from_one_edition_to_another(first, desk):
    stays, changes, goes, renamed, doubled = (desk.publish(desk.a_policy(title_en="A plan")) for _ in range(5))
    back = desk.publish(desk.a_policy(title_en="Away for a day"))
    second = desk.close("2999.1")
    again(desk, changes, title_en="Another title")
    desk.withdraw(goes)
    desk.withdraw(back)
    desk.publish(desk.revise(back))
    old = renamed.slug
    desk.rename(renamed, "test-renamed")
    desk.merge(doubled, stays)
    comes = desk.publish(desk.a_policy())

    def mine(found) -> set[str]:
        return {one.ref[1] for one in found if one.ref[0] == "policy"}

    def those(what) -> tuple:
        moved = {(one.was.ref[1], one.to[1], one.now is None) for one in what.moved}
        return mine(what.new), mine(what.changed), moved, mine(what.gone)

    expected = (
        {comes.slug},
        {changes.slug},
        {(old, "test-renamed", False), (doubled.slug, stays.slug, True)},
        {goes.slug},
    )
    what = happened(second, now())
    assert those(what) == expected, "What came back as it was is what it was."
    assert mine(what.otherwise) == {changes.slug, "test-renamed"}
    assert mine(what.ended) == {goes.slug, doubled.slug}
    third = desk.close("2999.2")
    desk.rename(renamed, "test-renamed-again")
    assert those(happened(second, third)) == expected, "What came later plays no part."
    assert those(happened(third, now())) == (set(), set(), {("test-renamed", "test-renamed-again", False)}, set())
    desk.withdraw(renamed)
    assert old in mine(happened(second, now()).gone), "Its address leads to what is gone as well."


def test_nothing_happened_between_two_like_editions(desk, django_assert_num_queries):
    second, third = desk.close("2999.1"), desk.close("2999.2")
    with django_assert_num_queries(2):
        what = happened(second, third)
    assert (what.new, what.changed, what.moved, what.gone) == ([], [], [], [])
