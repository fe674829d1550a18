"""What comparisons write without templates escapes all that is not ours, wherever it stands."""

import pytest

from policyatlas.editions.reading import Card
from policyatlas.public.charts.shapes import Chart, Picture
from policyatlas.public.charts.writing import figure
from policyatlas.public.compare import choices_writing, table_writing
from policyatlas.public.compare.choices import Choice, ChoiceGroup, Preset
from policyatlas.public.compare.controls import Line, Moved, Place, RowBox, Section
from policyatlas.public.compare.table import Cell, Column, Group, Item, Note, Part, Row, Slot
from policyatlas.public.evidence import Item as Passage
from tests.public.hostile_words import HOSTILE, holds

CARD = Card("source", HOSTILE, HOSTILE, HOSTILE, HOSTILE)
PASSAGE = Passage(HOSTILE, HOSTILE, CARD, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
SAID = {"words": HOSTILE, "address": HOSTILE, "whose": HOSTILE, "whose_address": HOSTILE, "period": f"{HOSTILE} 1990"}
SAID |= {"detail": HOSTILE, "remark": HOSTILE, "rank_words": HOSTILE, "doubt": HOSTILE, "confidence": HOSTILE}
SAID |= {"evidence": [PASSAGE, PASSAGE], "disagreements": [CARD]}
FIGURE = Item(**SAID, unit="companies", derived=True)
FINDING = Item(**SAID, verdict="mixed", verdict_words=HOSTILE, judged=(Part(HOSTILE, HOSTILE, "not-reported"),))
MARK = Item(**SAID, stars=2)
CELLS = [
    Cell([FIGURE, FINDING], contradictions=[HOSTILE]),
    Cell([FINDING] * 4, evidence=[PASSAGE]),
    Cell([MARK], slots=[Slot("role", HOSTILE, MARK), Slot("force", HOSTILE, None)]),
    Cell(missing_words=HOSTILE),
]
CHART = Chart(HOSTILE, HOSTILE, lambda frame: Picture("code", HOSTILE, HOSTILE), HOSTILE)
ROW = Row(HOSTILE, HOSTILE, CELLS, HOSTILE, derived=HOSTILE, notes=[Note("units", HOSTILE, HOSTILE)], chart=CHART)
GROUP = Group(HOSTILE, HOSTILE, [ROW], HOSTILE, CHART)
SUBJECTS = [Moved(Column(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE), HOSTILE, HOSTILE, HOSTILE) for _ in CELLS]
SECTIONS = [Section(GROUP, HOSTILE, folded, HOSTILE) for folded in (False, True)]
LINES = [Line(moved, [Place(ROW, one), Place()]) for moved, one in zip(SUBJECTS, CELLS, strict=True)]
CHOICE = Choice(HOSTILE, HOSTILE, HOSTILE)
# Each piece with how often at least the hostile text stands in it.
WRITTEN = {
    "upright": (lambda language: table_writing.upright(SECTIONS, SUBJECTS, language), 100),
    "turned": (lambda language: table_writing.turned(SECTIONS, LINES, language), 100),
    "order of rows": (lambda language: table_writing.row_order([Moved(ROW, HOSTILE, HOSTILE, HOSTILE)], language), 7),
    "subjects": (lambda language: choices_writing.subject_boxes([CHOICE], language, ticked=True), 5),
    "rows": (lambda language: choices_writing.row_boxes([RowBox(HOSTILE, HOSTILE, True)], language), 4),
    "options": (lambda language: choices_writing.options([ChoiceGroup(HOSTILE, [CHOICE])], language), 3),
    "presets": (lambda language: choices_writing.presets(HOSTILE, [Preset(HOSTILE, ())], language), 2),
    "chart": (lambda language: figure(CHART, language, wide=True), 6),
}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("piece", WRITTEN)
def test_nothing_that_was_typed_becomes_an_element_or_ends_one(piece, language):
    write, times = WRITTEN[piece]
    holds(write(language), times)
