"""A passage for display says on which day its document was read and how sure somebody is of it, or that nobody said."""

from datetime import date

import pytest

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.evidence import shown
from policyatlas.public.passages import passages

CARDS = {
    ("source", "read"): Card("source", "read", "A report", date_read="2026-11-03"),
    ("source", "unread"): Card("source", "unread", "A paper"),
}


def passage(source: str, **further) -> dict:
    """A passage of a payload."""
    return {
        "source": {"kind": "source", "slug": source},
        "locator": "p. 1",
        "quote": "Words.",
        "supports": "",
    } | further


def page(evidence: list[dict]) -> str:
    """The passages as a page shows them."""
    return " ".join(passages(shown(evidence, CARDS), "en").split())


def test_a_passage_says_when_its_document_was_read():
    assert "read on 3 November 2026" in page([passage("read")])


def test_a_day_that_nobody_recorded_is_said_in_words():
    assert "day of reading and confidence not recorded" in page([passage("unread")])
    assert "day of reading not recorded" in page([passage("unread", confidence="low")])
    assert "day of reading" not in page([passage("not-in-print")]), "The document is not in print."


def test_confidence_is_said_as_somebody_judged_it_and_that_nobody_did():
    assert "confidence: low" in page([passage("read", confidence="low")])
    assert "confidence not recorded" in page([passage("read")])


def test_what_nobody_recorded_is_marked_so_that_paper_can_leave_it_out():
    assert '<span class="read-on unrecorded">day of reading and confidence not' in page([passage("unread")])
    recorded = page([passage("unread", confidence="low")])
    assert '<span class="read-on unrecorded">day of reading not recorded</span>' in recorded
    assert '<span class="confidence">confidence: low</span>' in recorded
    read = page([passage("read")])
    assert '<span class="read-on">read on 3 November 2026</span>' in read
    assert '<span class="confidence unrecorded">' in read


@pytest.mark.parametrize(("language", "said"), [("en", "3 November 2026"), ("ja", "2026年11月3日"), ("en", "")])
def test_a_day_is_written_out(language, said):
    assert words.day("2026-11-03" if said else "", language) == said


@pytest.mark.django_db
def test_a_card_of_a_source_holds_the_day_on_which_it_was_read(reading, desk):
    source = desk.publish(desk.a_source(date_read=date(2026, 11, 3)))
    assert reading.cards([("source", source.slug)])["source", source.slug].date_read == "2026-11-03"
