"""What the timeline writes without templates escapes all that is not ours, wherever it stands."""

import pytest

from policyatlas.editions.reading import Card
from policyatlas.public.evidence import Item as Passage
from policyatlas.public.timeline import writing
from policyatlas.public.timeline.drawing import Band, Drawing, Label, Mark, Row, Tick, Way
from policyatlas.public.timeline.showing import Line, Related
from tests.public.hostile_words import HOSTILE, holds

CARD = Card("policy", HOSTILE, HOSTILE, HOSTILE)
PASSAGE = Passage(HOSTILE, HOSTILE, CARD, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
LINE = Line(HOSTILE, HOSTILE, "", CARD, None, [HOSTILE], [Related(HOSTILE, CARD)], [CARD], HOSTILE, [PASSAGE])
STAGE = Line(HOSTILE, HOSTILE, "en", CARD, CARD, [HOSTILE], [], [], "", [PASSAGE, PASSAGE])
MARKS = [Mark("bar", HOSTILE, "M0 0"), Mark("count", HOSTILE, x="1", y="2", number=3)]
ROW = Row([Label("1", HOSTILE)], HOSTILE, HOSTILE, MARKS, "1", "2")
TICK = Tick("1", 1980)
DRAWING = Drawing(ticks=[TICK], bands=[Band(HOSTILE, "1", [TICK], "2", [ROW])], ways=[Way("M0 0", HOSTILE)])


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("line", [LINE, STAGE], ids=["policy", "stage"])
def test_nothing_that_was_typed_becomes_an_element_of_a_line(line, language):
    holds(writing.lines([line], language), 14)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_that_was_typed_becomes_an_element_of_the_drawing(language):
    holds(writing.drawn(DRAWING, language), 8)


def test_a_line_without_passages_has_none_to_open():
    assert "<details" not in writing.lines([Line("1980", "A law", "", CARD, None, [], [], [], "", [])], "en")
