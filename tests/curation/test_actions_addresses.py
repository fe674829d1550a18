"""Renaming and merging: readers find everything at its new address, and nothing half-edited comes with it."""

import threading

import pytest
from django.db import connections, transaction

from policyatlas.curation import actions
from policyatlas.curation.actions import addresses
from policyatlas.curation.history import events_of, is_taken
from policyatlas.curation.refusals import NotFit, Refused, Stale
from policyatlas.editions.models import Entry, Forwarding
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Place, Policy
from tests.curation.sending import apply, stored

pytestmark = pytest.mark.django_db


def refused(verb: str, record, by, **given) -> str:
    """The sentences with which `verb` refuses; and that nothing was written."""
    before, entries = stored(record).version, Entry.objects.count()
    with pytest.raises(Refused) as refusal:
        apply(verb, record, by, **given)
    assert (stored(record).version, Entry.objects.count()) == (before, entries)
    assert not Forwarding.objects.exists()
    return str(refusal.value)


# --- Renaming


def test_a_renamed_record_is_read_at_its_new_address(desk):
    policy = desk.publish(desk.a_policy(slug="misspelt", title_en="A plan"))
    other = desk.publish(desk.a_disagreement(policies=[policy]))
    closed = desk.close("2999.1")
    version = policy.version
    desk.rename(policy, "well-spelt", "It was misspelt.")
    assert (policy.slug, stored(policy).slug, policy.version) == ("well-spelt", "well-spelt", version + 1)
    now, then = Reading.now(), Reading(closed, pinned=True)
    assert now.entry("policy", "misspelt") is None
    assert now.entry("policy", "well-spelt").reason == "Policy “misspelt” was renamed “well-spelt”: It was misspelt."
    assert now.entry("disagreement", other.slug).payload["subjects"] == [{"kind": "policy", "slug": "well-spelt"}]
    assert then.entry("policy", "misspelt") is not None
    assert then.entry("disagreement", other.slug).payload["subjects"] == [{"kind": "policy", "slug": "misspelt"}]
    assert now.forwarding("policy", "misspelt") == ("policy", "well-spelt")
    event = events_of(policy)[0]
    assert (event.action, event.slug, event.reason) == (
        "rename",
        "well-spelt",
        "misspelt → well-spelt: It was misspelt.",
    )


def test_printing_again_what_names_a_renamed_record_prints_nothing_new(desk):
    """What is rewritten in print is word for word what the press would have set."""
    place, other = desk.a_place(slug="test-m", name_en="A"), desk.a_place(slug="test-n", name_en="A")
    policy = desk.a_policy(places=[place, other], instruments=[desk.a_term("instrument")])
    naming = [
        policy,
        desk.a_cluster(places=[other, place]),
        desk.an_organisation(place=place),
        desk.an_observation(place=place),
        desk.an_event(place=place),
        desk.an_evaluation(place=place),
        desk.a_place(parent=place),
    ]
    for record in naming:
        desk.publish(record)
    place.refresh_from_db()
    desk.close("2999.1")
    desk.rename(place, "test-z")
    printed = {entry.pk for entry in Entry.objects.filter(until=None)}
    for record in naming:
        desk.republish(record)
    assert {entry.pk for entry in Entry.objects.filter(until=None)} == printed


def test_what_is_half_edited_does_not_come_along(desk):
    policy = desk.publish(desk.a_policy(slug="old", title_en="In print"))
    naming = desk.revise(desk.publish(desk.a_disagreement(policies=[policy], comment="In print.")))
    desk.edit(desk.revise(policy), title_en="Half finished")
    desk.edit(naming, comment="Half finished.")
    desk.rename(policy, "new")
    assert (policy.status, stored(policy).title_en) == ("revising", "Half finished")
    assert Reading.now().entry("policy", "new").title_en == "In print"
    assert Reading.now().entry("disagreement", naming.slug).payload["comment"] == "In print."
    desk.publish(policy)
    assert Reading.now().entry("policy", "new").title_en == "Half finished"
    assert Entry.objects.filter(slug="old", until=None).count() == 0


def test_parts_keep_their_addresses_and_larger_places_are_found_by_the_new_one(desk):
    evaluation = desk.publish(desk.an_evaluation())
    finding = evaluation.findings.get().slug
    region = desk.publish(desk.a_place(kind="region", slug="test-region"))
    policy = desk.publish(desk.a_policy(places=[desk.a_place(parent=region)]))
    desk.rename(evaluation, "test-renamed")
    desk.rename(region, "test-north")
    now = Reading.now()
    assert now.entry("finding", finding).payload["evaluation"]["slug"] == "test-renamed"
    found = now.entries("policy").with_facet("place", ["place:test-north"])
    assert [entry.slug for entry in found] == [policy.slug], "a region finds what lies in it, named there or not"


def test_a_prefecture_is_renamed_as_one(desk):
    prefecture = Place.objects.get(slug="iwate")
    named = Reading.now().referring_to("prefecture", "iwate").count()
    desk.rename(prefecture, "iwate-ken")
    assert Reading.now().entry("prefecture", "iwate-ken").payload["code"] == "03"
    assert Reading.now().referring_to("prefecture", "iwate-ken").count() == named
    assert Reading.now().referring_to("prefecture", "iwate").count() == 0


def test_a_record_takes_its_own_old_address_back(desk):
    policy = desk.publish(desk.a_policy(slug="first"))
    desk.rename(policy, "second")
    assert not is_taken(policy, "first")
    desk.rename(policy, "first")
    assert Reading.now().entry("policy", "first") is not None
    assert [str(each) for each in Forwarding.objects.all()] == ["policy:second → policy:first"]


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("", "cannot be blank"),
        ("Not a slug", "lower-case letters"),
        ("x" * 121, "at most 120 characters"),
        ("here", "has the address “here” already"),
        ("technopolis-law", "has the address “technopolis-law”: choose another slug"),
    ],
)
def test_an_address_must_be_one_and_free(desk, kenji, slug, sentence):
    policy = desk.publish(desk.a_policy(slug="here"))
    assert sentence in refused("rename", policy, kenji, slug=slug)


@pytest.mark.parametrize("verb", ["rename", "merge"])
@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_new_address_needs_a_reason(in_state, kenji, verb, reason):
    assert refused(verb, in_state("published"), kenji, reason=reason).startswith("Give a reason: people who look for")


@pytest.mark.parametrize("closed", [True, False])
def test_an_address_that_another_record_had_is_never_given_again(desk, kenji, closed):
    first, second = desk.publish(desk.a_policy(slug="cited")), desk.publish(desk.a_policy())
    if closed:
        desk.close("2999.1")
    desk.rename(first, "elsewhere")
    assert is_taken(second, "cited")
    with pytest.raises(Refused, match="The address “cited” was that of another policy"):
        desk.rename(second, "cited")
    draft = desk.a_policy(slug="cited")
    with pytest.raises(NotFit, match="The address “cited” was that of another policy"):
        apply("publish", desk.approve(draft), kenji)
    desk.edit(desk.revise(draft), slug="uncited")
    desk.publish(draft)
    assert Reading.now().forwarding("policy", "cited") == ("policy", "elsewhere")


def test_an_address_given_away_while_renaming_is_refused(desk, kenji, monkeypatch):
    policy = desk.publish(desk.a_policy(slug="here"))
    print_anew = addresses.rename_record

    def with_somebody_else_in_between(record, slug, reason):
        desk.a_policy(slug=slug)
        print_anew(record, slug, reason)

    monkeypatch.setattr(addresses, "rename_record", with_somebody_else_in_between)
    assert "“there” to another record meanwhile" in refused("rename", policy, kenji, slug="there")
    assert (policy.slug, stored(policy).slug) == ("here", "here")
    assert Reading.now().entry("policy", "here") is not None


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_renames_waits_for_whoever_gives_the_address_to_another_record(desk):
    policy = desk.publish(desk.a_policy(slug="here"))
    began, refusals = threading.Event(), []

    def rename():
        began.wait()
        try:
            desk.rename(stored(policy), "there")
        except Refused as refusal:
            refusals.append(str(refusal))
        finally:
            connections.close_all()

    person = threading.Thread(target=rename)
    person.start()
    with transaction.atomic():
        desk.a_policy(slug="there")
        began.set()
        # Until the other one waits for the row (on PostgreSQL), or for the database (on SQLite).
        person.join(1)
    person.join()
    (refusal,) = refusals
    assert refusal.endswith("choose another slug.")
    assert stored(policy).slug == "here"


# --- Merging


@pytest.fixture
def twins(desk):
    """Two policies about the same, each in print."""
    return desk.publish(desk.a_policy(slug="loser")), desk.publish(desk.a_policy(slug="winner"))


def test_a_merged_record_leads_to_the_other_one(desk, twins):
    loser, winner = twins
    both = desk.publish(desk.a_disagreement(policies=[loser, winner]))
    closed = desk.close("2999.1")
    desk.merge(loser, winner, "Entered twice.")
    now = Reading.now()
    assert (loser.status, stored(loser).status, stored(loser).slug) == ("withdrawn", "withdrawn", "loser")
    assert now.entry("policy", "loser") is None
    assert now.withdrawal("policy", "loser") is None
    assert now.forwarding("policy", "loser") == ("policy", "winner")
    assert now.entry("disagreement", both.slug).payload["subjects"] == [{"kind": "policy", "slug": "winner"}]
    assert now.entry("disagreement", both.slug).reason == "Policy “loser” was merged into “winner”: Entered twice."
    assert Reading(closed, pinned=True).entry("policy", "loser") is not None
    assert (events_of(loser)[0].action, events_of(loser)[0].reason) == ("merge", "into winner: Entered twice.")
    assert stored(winner).version == winner.version


def test_the_findings_of_a_merged_evaluation_lead_to_the_other_one(desk):
    loser, winner = desk.publish(desk.an_evaluation()), desk.publish(desk.an_evaluation())
    finding = loser.findings.get().slug
    desk.merge(loser, winner)
    assert Reading.now().forwarding("finding", finding) == ("evaluation", winner.slug)


def test_a_record_that_names_a_merged_one_is_told_which_to_name(desk, twins, kenji):
    loser, winner = twins
    naming = desk.revise(desk.publish(desk.a_disagreement(policies=[loser])))
    desk.merge(loser, winner)
    naming.refresh_from_db()
    naming.policies.set([loser])
    with pytest.raises(NotFit, match="refers to the policy “loser”, which was merged into “winner”: refer to that one"):
        apply("publish", desk.approve(naming), kenji)


def test_a_merged_record_can_come_back(desk, twins):
    loser, winner = twins
    desk.merge(loser, winner)
    desk.revise(loser)
    desk.publish(loser)
    assert Reading.now().entry("policy", "loser") is not None
    assert not Forwarding.objects.exists()


def test_what_cannot_be_one_thing_is_not_merged(desk, twins, kenji):
    loser, winner = twins
    draft, cluster = desk.a_policy(title_en="A draft"), desk.publish(desk.a_cluster())
    assert "only into another policy" in refused("merge", loser, kenji, into=cluster)
    assert "only into another policy" in refused("merge", loser, kenji, into=loser)
    assert "“A draft” is not in print: publish it first" in refused("merge", loser, kenji, into=draft)
    desk.revise(winner)
    winner.relations.create(relation="replaces", other=loser, passage=desk.a_passage())
    desk.publish(winner)
    assert "itself refers to" in refused("merge", loser, kenji, into=winner)
    city, prefecture = desk.publish(desk.a_place()), Place.objects.get(slug="iwate")
    assert "are of different kinds" in refused("merge", city, kenji, into=prefecture)
    field, instrument = desk.publish(desk.a_term()), desk.publish(desk.a_term("instrument"))
    assert "are of different kinds" in refused("merge", field, kenji, into=instrument)
    elsewhere = desk.publish(desk.a_place(parent=prefecture))
    assert "lie in different larger places" in refused("merge", city, kenji, into=elsewhere)


@pytest.mark.parametrize("merged", ["indicator", "policy"])
def test_no_two_figures_are_preferred_for_the_same_after_merging(desk, kenji, merged):
    indicators, policies = [desk.an_indicator(), desk.an_indicator()], [desk.a_policy(), desk.a_policy()]
    losers, other = {"indicator": (indicators, policies[0]), "policy": (policies, indicators[0])}[merged]
    rest = {"policy" if merged == "indicator" else "indicator": other}
    first, second, third = (
        desk.publish(desk.an_observation(**{merged: one}, **rest, rank="preferred", period_start=year))
        for one, year in ((losers[0], 1999), (losers[1], 1999), (losers[1], 2000))
    )
    loser, winner = (stored(one) for one in losers)
    said = refused("merge", loser, kenji, into=winner)
    assert f"“{first.slug}” and “{second.slug}”" in said
    assert third.slug not in said, "It is about another year."
    desk.edit(desk.revise(second), rank="normal")
    assert f"“{first.slug}” and “{second.slug}”" in refused("merge", loser, kenji, into=winner), "It is not printed."
    desk.publish(second)
    desk.merge(loser, winner)
    printed = Reading.now().entries("observation").with_facet("refers", [f"{merged}:{winner.slug}"])
    assert {entry.slug for entry in printed} == {first.slug, second.slug, third.slug}


def test_a_winner_deleted_meanwhile_is_stale(desk, twins, kenji):
    gone = desk.a_policy()
    same = Policy.objects.get(pk=gone.pk)
    actions.delete(gone, by=kenji, expected_version=1)
    with pytest.raises(Stale, match="was deleted meanwhile"):
        apply("merge", twins[0], kenji, into=same)
