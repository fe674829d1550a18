"""docs/api.md names every key of every answer, and every address in it answers."""

import re

import pytest
from pydantic import BaseModel

from policyatlas.editions.payloads import TermPayload
from policyatlas.public.api.answers import Answer
from policyatlas.public.api.changes import Changed, ChangesAnswer
from policyatlas.public.api.comparisons import ComparisonAnswer
from policyatlas.public.api.editions import EditionRow, EditionsAnswer
from policyatlas.public.api.lists import FacetValue, ListAnswer, Row
from policyatlas.public.api.paging import LAST_PAGE
from policyatlas.public.api.records import RecordAnswer, Statement
from policyatlas.public.compare.subjects import MOST
from policyatlas.public.lists.asking import PAGE_SIZES
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
TABLES = {
    "What every answer says": Answer,
    "Lists": ListAnswer[TermPayload],
    "A row:": Row[TermPayload],
    "Records": RecordAnswer[TermPayload],
    "Comparisons": ComparisonAnswer,
    "Editions": EditionsAnswer,
    "Changes": ChangesAnswer,
}


def keys(shape: type[BaseModel]) -> set[str]:
    """The keys of a shape as they stand in answers, without those that every answer has."""
    own = {field.alias or name for name, field in shape.model_fields.items()}
    return own - (Answer.model_fields.keys() if issubclass(shape, Answer) and shape is not Answer else set())


def table(after: str) -> list[str]:
    """The lines of the first table after the heading or words `after`."""
    below = re.split(rf"^(?:#+ )?{re.escape(after)}$", PAGE, maxsplit=1, flags=re.MULTILINE)[1]
    return re.search(r"^\| key \|.*\n\| ---.*\n((?:\|.*\n)+)", below, re.MULTILINE)[1].splitlines()


def named(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_0-9]+)`", text))


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_of_an_answer_is_named(heading):
    said = set().union(*(named(line.split("|")[1]) for line in table(heading)))
    assert said == keys(TABLES[heading]), f"Bring the table of “{heading}” in docs/api.md in line with the answer."


@pytest.mark.parametrize(
    ("heading", "key", "shape"),
    [
        ("Lists", "facets", FacetValue),
        ("Records", "statements", Statement),
        ("Editions", "results", EditionRow),
        ("Changes", "results", Changed),
    ],
)
def test_every_key_of_a_part_is_named(heading, key, shape):
    [line] = [line for line in table(heading) if key in named(line.split("|")[1])]
    assert keys(shape) <= named(line), f"Bring the line of `{key}` in docs/api.md in line with {shape.__name__}."


def test_the_limits_are_those_that_hold():
    assert f"from 1 to {LAST_PAGE}" in PAGE
    assert "25, 50, 100 or 200" in PAGE
    assert PAGE_SIZES == (25, 50, 100, 200)
    assert f"{PAGE_SIZES[-1]} rows a page and {MOST} subjects" in PAGE


@pytest.mark.django_db
def test_every_address_that_is_named_answers(visitor):
    found = set(re.findall(r"(?<![\w.])(/(?:[\w.]+/)*api/v1/[\w/.?&=-]*)(?=[`'])", PAGE))
    assert len(found) > 8
    for address in found:
        answer = visitor.get(address)
        assert answer.status_code == 200, f"docs/api.md names {address}, which answers {answer.status_code}."
        if answer["Content-Type"] == "application/json" and "ignored" in answer.json():
            assert answer.json()["ignored"] == [], address
