"""What the desk asks people to look at again: numbers that are not in their quotation, quotations not in their text."""

from decimal import Decimal

import pytest

from policyatlas.curation import actions
from policyatlas.curation.flags import flags, passages_of
from policyatlas.records.models import Observation, ObservationCitation, Passage, Rating
from tests.curation.sending import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure(desk):
    """Makes a figure with a passage that quotes some words."""

    def make(quote: str, **fields) -> Observation:
        observation = desk.an_observation(**fields)
        ObservationCitation.objects.filter(record=observation).update(passage=desk.a_passage(quote=quote))
        return observation

    return make


def anchors(record) -> list[str]:
    return [flag.anchor for flag in flags(record)]


def test_a_number_that_is_not_in_its_quotation_is_flagged(figure):
    assert anchors(figure("In all 13 persons.")) == ["id_value"]
    assert anchors(figure("In all 12 persons.")) == []
    assert anchors(figure("In all twelve persons.")) == []
    assert anchors(figure("約6億8,000万円", value=Decimal(680_000_000))) == []


def test_both_ends_of_a_range_are_looked_for(figure):
    ends = {"value": Decimal(5_000_000), "upper_value": Decimal(10_000_000)}
    assert anchors(figure("5–10 million yen", **ends)) == []
    assert anchors(figure("10 million yen", **ends)) == ["id_value"]
    assert anchors(figure("5 million yen", **ends)) == ["id_upper_value"]


def test_a_remark_that_says_how_the_source_comes_to_it_will_do(figure):
    assert anchors(figure("7 men and 5 women", remark="12: the sum of both.")) == []


def test_one_of_several_quotations_will_do(figure, desk):
    observation = figure("In all 13 persons.")
    ObservationCitation.objects.create(record=observation, passage=desk.a_passage(quote="12 persons"), supports="value")
    assert anchors(observation) == []


def test_what_has_no_number_or_no_quotation_is_not_flagged(figure, desk):
    assert anchors(figure("—", missing="not-reported")) == []
    without = desk.an_observation()
    without.citations.all().delete()
    assert anchors(without) == []
    assert anchors(desk.a_policy(start_year=1983)) == []


def test_a_quotation_that_is_not_in_the_text_is_flagged_until_confirmed(desk, hanako):
    policy = desk.a_policy()
    passage = policy.citations.get().passage
    assert flags(policy) == []
    actions.set_text(passage.source, by=hanako, text="Other words than these.", seen="")
    (flag,) = flags(policy)
    assert flag.passage == passage
    assert "does not have this quotation" in flag.sentence
    seen = actions.fingerprint(passage)
    passage.quote = "Read again: something else"
    actions.edit_passage(passage, by=hanako, seen=seen, confirmed=True)
    assert flags(policy) == []


def test_all_passages_of_a_record_are_looked_at(desk):
    evaluation = desk.an_evaluation()
    finding = evaluation.findings.get()
    further, rated = desk.a_passage(), desk.a_passage()
    finding.further_passages.add(further)
    criterion = desk.a_framework().criteria.get()
    Rating.objects.create(evaluation=evaluation, criterion=criterion, aspect="unmarked", words="x", passage=rated)
    assert set(passages_of(evaluation)) == {finding.passage, further, rated}
    assert list(passages_of(desk.a_term())) == []
    assert Passage.objects.count() > 3


def test_the_panel_of_a_record_says_what_to_look_at_again(hanako_at_desk, figure, hanako):
    observation = figure("In all 13 persons.")
    passage = observation.citations.get().passage
    actions.set_text(passage.source, by=hanako, text="In all 14 persons.", seen="")
    said = text(hanako_at_desk.get(page(observation, "change", observation.pk)))
    assert "Look again:" in said
    assert '<a href="#id_value">The number 12 does not occur in its quotation' in said
    assert page(passage, "change", passage.pk) in said
    assert "Look again:" not in text(hanako_at_desk.get(page(observation.policy, "change", observation.policy.pk)))
