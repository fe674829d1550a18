"""The years of a list: what overlaps them, and what began in them."""

import pytest

from .listing import found, titles

pytestmark = pytest.mark.django_db


def test_national_laws_between_two_years(open_list):
    response = open_list("policy", level="national", kind="law", year_from=1995, year_to=2001)
    assert "Law for Accelerating Regional Development" in titles(response)[1], "It was in force until 1998."
    assert found(response) == 7
    began = open_list("policy", level="national", kind="law", year_from=1995, year_to=2001, began="yes")
    assert found(began) == 5
    assert titles(began)[0] == "Science and Technology Basic Law"
    assert began.context["pills"][0].heading == "Began"


def test_what_began_in_the_years_asked_for(open_list, reading):
    entries = reading.entries("policy")
    for ends in ({"year_from": 1984}, {"year_to": 1990}, {"year_from": 1984, "year_to": 1990}):
        first, last = ends.get("year_from", 0), ends.get("year_to", 9999)
        asked = {entry.title_en for entry in entries if entry.year_from and first <= entry.year_from <= last}
        assert set(titles(open_list("policy", began="yes", per_page=200, **ends))) == asked


def test_began_without_years_asks_nothing_and_nonsense_is_said(open_list, reading):
    everything = reading.entries("policy").count()
    alone = open_list("policy", began="yes")
    assert (found(alone), alone.context["canonical"]) == (everything, "http://testserver/policies/")
    wrong = open_list("policy", began="perhaps", year_from=1984)
    assert "“perhaps” is not something “began” can be" in wrong.content.decode()


def test_years_find_what_overlaps_them(open_list, reading):
    asked = {entry.title_en for entry in reading.entries("policy") if _overlaps(entry, 1984, 1990)}
    response = open_list("policy", year_from=1984, year_to=1990, per_page=200)
    assert set(titles(response)) == asked
    exchanged = open_list("policy", year_from=1990, year_to=1984, per_page=200)
    assert set(titles(exchanged)) == asked, "The wrong way round."
    assert "they were exchanged" in exchanged.content.decode()


def _overlaps(entry, start, end) -> bool:
    if entry.year_from is None and entry.year_to is None:
        return False
    return (entry.year_from or 0) <= end and (entry.year_to or 9999) >= start
