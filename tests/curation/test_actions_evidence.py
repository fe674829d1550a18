"""A figure or rating that is changed while its passages stay the same is held back until it is confirmed."""

from decimal import Decimal

import pytest

from policyatlas.curation import actions
from policyatlas.curation.evidence import CONFIRMED
from policyatlas.curation.history import events_of
from policyatlas.curation.refusals import Unconfirmed
from policyatlas.records.models import Observation, ObservationCitation, Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure(desk):
    """Makes a figure of 12 with a passage that quotes some words."""

    def make(quote: str = "In all 12 persons, then 13.", **fields) -> Observation:
        observation = desk.an_observation(**fields)
        ObservationCitation.objects.filter(record=observation).update(passage=desk.a_passage(quote=quote))
        return observation

    return make


def edit(record, by, saving=None, confirmed=(), reason="", **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    return actions.edit(
        record, by=by, expected_version=record.version, saving=saving, confirmed=confirmed, reason=reason
    )


def stored(record):
    return type(record).objects.get(pk=record.pk)


def test_a_changed_figure_is_held_back_until_it_is_confirmed(figure, hanako):
    observation = figure()
    with pytest.raises(Unconfirmed) as refused:
        edit(observation, hanako, value=Decimal(13))
    assert str(refused.value) == (
        "The figure was changed from 12 to 13, and rests on the same passages as before (“In all 12 persons, then "
        "13.”). Choose the passage that gives it, or confirm that the quotation still does."
    )
    assert refused.value.subjects == ["The figure: 13"]
    assert (stored(observation).value, stored(observation).version) == (12, 1)
    # The same can be asked for again at once.
    edit(observation, hanako, confirmed=refused.value.keys, reason="Misread.")
    assert (stored(observation).value, stored(observation).version) == (13, 2)
    assert events_of(observation).first().reason == f"Misread. {CONFIRMED}"


def test_a_confirmation_is_for_one_change_only(figure, hanako):
    observation = figure()
    with pytest.raises(Unconfirmed) as refused:
        edit(observation, hanako, value=Decimal(13))
    with pytest.raises(Unconfirmed):
        edit(observation, hanako, value=Decimal(14), confirmed=refused.value.keys)
    edit(observation, hanako, value=Decimal(14), confirmed=True)
    assert stored(observation).value == 14


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"value": Decimal(12)}, {"value": None, "missing": "not-reported"}),
        ({"value": Decimal(12)}, {"upper_value": Decimal(13)}),
        ({"value": Decimal(12), "upper_value": Decimal(13)}, {"upper_value": None}),
        ({"value": Decimal(12)}, {"value": Decimal(99)}),
        ({"missing": "unknown"}, {"missing": "not-applicable"}),
    ],
)
def test_whatever_is_changed_in_a_figure_is_asked_about(figure, hanako, before, after):
    observation = figure("In all 12 to 13 or 14 persons" if "upper_value" not in after else "12 persons", **before)
    with pytest.raises(Unconfirmed):
        edit(observation, hanako, **after)
    edit(observation, hanako, confirmed=True)


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        # The quotation has what is new, and had not what was there before.
        ("In all 13 persons.", {}, {"value": Decimal(13)}),
        ("1.5 million yen", {"value": Decimal(1500)}, {"value": Decimal(1_500_000)}),
        ("12 to 14 persons", {}, {"upper_value": Decimal(14)}),
        ("12 persons", {"missing": "unknown"}, {"value": Decimal(12), "missing": ""}),
        # Nothing of the figure changes.
        ("In all 12 persons.", {}, {"value": Decimal("12.0"), "remark": "Again.", "period_start": 1999}),
    ],
)
def test_what_puts_a_slip_right_is_not_asked_about(figure, hanako, quote, before, after):
    observation = figure(quote, **before)
    edit(observation, hanako, **after)
    assert stored(observation).version == 2
    assert events_of(observation).first().reason == ""


def test_a_figure_with_another_passage_is_not_asked_about(figure, desk, hanako):
    observation = figure()

    def saving():
        observation.citations.update(passage=desk.a_passage(quote="Other words."))

    edit(observation, hanako, saving=saving, value=Decimal(13))
    assert stored(observation).value == 13


def test_the_same_passage_in_a_new_row_is_the_same_passage(figure, hanako):
    observation = figure()
    passage = observation.citations.get().passage

    def saving():
        observation.citations.all().delete()
        ObservationCitation.objects.create(record=observation, passage=passage, supports="value")

    with pytest.raises(Unconfirmed):
        edit(observation, hanako, saving=saving, value=Decimal(13))
    assert observation.citations.get().supports == ""


def test_a_figure_without_a_passage_is_not_asked_about(desk, hanako):
    observation = desk.an_observation()
    observation.citations.all().delete()
    edit(observation, hanako, value=Decimal(13))
    observation.refresh_from_db()
    assert (observation.value, observation.version) == (13, 2)


def test_several_quotations_are_counted(figure, desk, hanako):
    observation = figure()
    ObservationCitation.objects.create(record=observation, passage=desk.a_passage(quote="More."), supports="value")
    with pytest.raises(Unconfirmed, match=r"“In all 12 persons, then 13\.” and 1 more"):
        edit(observation, hanako, value=Decimal(13))


@pytest.fixture
def rated(desk):
    """Makes an evaluation with one rating and a passage that quotes some words."""

    def make(quote: str, **said):
        evaluation = desk.an_evaluation()
        criterion = desk.a_framework().criteria.get()
        passage = desk.a_passage(quote=quote) if quote else None
        Rating.objects.create(evaluation=evaluation, criterion=criterion, aspect="unmarked", passage=passage, **said)
        return evaluation

    return make


def rate(evaluation, by, confirmed=(), **said):
    return edit(evaluation, by, saving=lambda: evaluation.ratings.update(**said), confirmed=confirmed)


def test_a_changed_rating_is_held_back_until_it_is_confirmed(rated, hanako):
    evaluation = rated("Row 1 ★★ of three", stars=2)
    with pytest.raises(Unconfirmed, match=r"The rating “A criterion”.* was changed from ★★ to ★★★") as refused:
        rate(evaluation, hanako, stars=3)
    assert evaluation.ratings.get().stars == 2
    rate(evaluation, hanako, stars=3, confirmed=refused.value.keys)
    assert evaluation.ratings.get().stars == 3


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("Row 1 ★★★ of three", {"stars": 2}, {"stars": 3}),
        ("was found to be weak", {"words": "strong"}, {"words": "weak"}),
        ("Row 1 ★ of three", {"words": "strong"}, {"words": "", "stars": 1}),
        ("", {"stars": 2}, {"stars": 3}),
    ],
)
def test_a_rating_that_its_quotation_gives_is_not_asked_about(rated, hanako, quote, before, after):
    rate(rated(quote, **before), hanako, **after)
    assert Rating.objects.filter(**after).exists()


@pytest.mark.parametrize(("before", "after"), [({"words": "strong"}, {"words": "weak"}), ({"stars": 1}, {"stars": 2})])
def test_a_rating_that_its_quotation_does_not_give_is_asked_about(rated, hanako, before, after):
    with pytest.raises(Unconfirmed):
        rate(rated("Nothing of either", **before), hanako, **after)


def test_a_rating_that_is_new_is_not_asked_about(rated, desk, hanako):
    evaluation = rated("Row 1 ★★", stars=2)
    criterion = desk.a_framework().criteria.get()
    edit(
        evaluation,
        hanako,
        saving=lambda: Rating.objects.create(
            evaluation=evaluation, criterion=criterion, aspect="unmarked", stars=3, passage=desk.a_passage()
        ),
    )
    assert evaluation.ratings.count() == 2
