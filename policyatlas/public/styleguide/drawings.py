"""What the style guide shows of drawings, maps of evidence and things side by side, made as their pages make them."""

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.charts.shapes import Chart
from policyatlas.public.compare.answering import answer as compared
from policyatlas.public.compare.names import Names
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.evidence_map import cells
from policyatlas.public.examples import NAMED, examples
from policyatlas.public.pages.nouns import PAGES
from policyatlas.public.timeline import showing
from policyatlas.public.timeline.answering import answer as timeline_of
from policyatlas.public.timeline.drawing import draw
from policyatlas.public.timeline.phases import strip
from policyatlas.values.vocabularies import VERDICT

_COMPARED, _CHARTS = 4, 2


def drawn(reading: Reading) -> dict:
    """Everything of this module, by the names that the template of the guide knows."""
    language = words.page_language()
    laws = timeline_of(reading, QueryDict("kind=law"))
    return {
        "strip": strip(reading),
        "timeline": draw(laws, language),
        "sections": showing.sections(laws, language)[:1],
        "groupings": showing.options(laws, "group"),
        "evidence": cells.made(reading, QueryDict()),
        "verdicts": [
            cells.Verdicts(code, cells.SIGNS[code], VERDICT.label(code, language), 0) for code in VERDICT.codes
        ],
        "charts": some_charts(reading),
        "disagreement": a_disagreement(reading),
        "cards": examples(reading, Names(reading.moved(NAMED))),
    }


def some_charts(reading: Reading) -> list[Chart]:
    """Charts of the prefectures that most figures are about."""
    counted = reading.facet_counts({"subject": reading.entries("observation")})["subject"]
    counted = {value: number for value, number in counted.items() if value.startswith("prefecture:")}
    most = sorted(counted, key=lambda value: (-counted[value], value))[:_COMPARED]
    question = QueryDict(mutable=True)
    question.setlist("s", [value.partition(":")[2] for value in most])
    return compared(NOUNS["prefectures"], reading, question).laid_out.row_charts[:_CHARTS]


def a_disagreement(reading: Reading) -> dict:
    """The page of a disagreement, of one about a figure if there is any; empty where none is in print."""
    entries = list(reading.entries("disagreement").defer("text"))
    entries.sort(key=lambda entry: not any(position["observation"] for position in entry.payload["positions"]))
    if not entries:
        return {}
    return PAGES["disagreement"](reading, entries[0], words.page_language()) | {"entry": entries[0]}
