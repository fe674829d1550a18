"""Figures at the desk: an address of their own accord, and the names readers know."""

import pytest

from policyatlas.records.models import ContextEvent, Observation
from tests.curation.sending import fields, page, send, stored, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(hanako_at_desk, desk):
    """Sends the form for a new figure of staff at a city, with some words typed over."""
    indicator = desk.an_indicator(slug="staff-count")
    place = desk.a_place(slug="a-city-of-tests")

    def send_form(**typed):
        opened = fields(hanako_at_desk.get(page(Observation, "add")))
        chosen = {"indicator": indicator.pk, "place": place.pk, "value": "12", "period_start": 2001, "period_end": 2003}
        return hanako_at_desk.post(page(Observation, "add"), opened | chosen | typed | {"_save": "on"}, follow=True)

    return send_form


def test_an_address_is_made_of_what_the_figure_is(add):
    add()
    add()
    add(period_end=2001)
    add(period_start="", period_end="")
    add(slug="typed-by-hand")
    made = Observation.objects.filter(place__slug="a-city-of-tests").values_list("slug", flat=True)
    assert sorted(made) == [
        "staff-count-a-city-of-tests",
        "staff-count-a-city-of-tests-2001",
        "staff-count-a-city-of-tests-2001-2003",
        "staff-count-a-city-of-tests-2001-2003-2",
        "typed-by-hand",
    ]


def test_an_address_made_for_long_names_fits(add, desk):
    long = desk.a_place(slug="-".join(["long"] * 24))
    for _ in range(2):
        add(place=long.pk)
    made = sorted(Observation.objects.filter(place=long).values_list("slug", flat=True), key=len)
    assert len(made) == 2
    assert all(len(slug) <= 120 for slug in made)
    assert made[-1].endswith("-2") or made[0].endswith("-2")


def test_no_address_without_what_it_is_made_of(add):
    answer = add(place="")
    assert "Choose the indicator and what the figure is about, or type an address." in text(answer)


def test_an_address_emptied_in_a_draft_is_made_anew(hanako_at_desk, desk):
    figure = desk.an_observation(indicator=desk.an_indicator(slug="staff-count"), place=desk.a_place(slug="a-city"))
    send(hanako_at_desk, figure, {"slug": ""})
    assert stored(figure).slug == "staff-count-a-city"


def test_the_form_says_that_the_address_can_be_left_blank(hanako_at_desk):
    assert "Leave it blank to have it made from" in text(hanako_at_desk.get(page(Observation, "add")))


@pytest.mark.parametrize(
    ("model", "one", "many"), [(Observation, "figure", "figures"), (ContextEvent, "event", "events")]
)
def test_the_desk_calls_things_as_readers_know_them(hanako_at_desk, model, one, many):
    assert f"Add {one}" in text(hanako_at_desk.get(page(model, "add")))
    assert f"Select {one} to change" in text(hanako_at_desk.get(page(model, "changelist")))
    assert f">{many.capitalize()}</a>" in text(hanako_at_desk.get(page(model, "add")))
