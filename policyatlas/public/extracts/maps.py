"""The extract of the map: one line for each figure of each prefecture, and one for each prefecture that has none."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.map.answering import Answer, answer
from policyatlas.public.map.standings import GIVEN, Standing, Statement
from policyatlas.values.quantities import as_number

from .table import BETWEEN, Column, Extract, Line, Value, distinct

COLUMNS = (
    "place_in_order",
    "slug",
    "title_en",
    "title_ja",
    "value_words",
    "value_number",
    "upper_number",
    "unit",
    "qualifier",
    "period",
    "class",
    "rank",
    "missing",
    "sources_disagree",
    "remark",
)


def extract(reading: Reading, parameters: QueryDict) -> Extract:
    """The map that the question asks for; as many queries as its page."""
    return of_answer(answer(reading, parameters))


def of_answer(found: Answer) -> Extract:
    """The extract of a map that has been answered; no query."""
    language = words.page_language()
    return Extract(
        sort="map",
        stem="map",
        query=found.asked.query(),
        title=_("Map: %(what)s") % {"what": found.title},
        asked=(),
        noun="statements",
        columns=tuple(Column(name, words.attribute(name, language)) for name in COLUMNS),
        lines=distinct(_lines(found, language)),
        ignored=tuple(found.asked.ignored),
    )


def _lines(found: Answer, language: str) -> Iterator[Line]:
    classes = {one.number: one.words for one in found.classes}
    for one in found.standings:
        prefecture, place = one.prefecture, f"prefecture:{one.prefecture.slug}"
        for statement in one.statements:
            yield Line(
                key=place if _is_count(statement) else f"{place}/{':'.join(statement.about)}",
                label=prefecture.title(language),
                cells=_cells(one, statement, classes, language),
                about=statement.about,
                sources=tuple(f"{passage.title}, {passage.locator}" for passage in statement.evidence),
                place=place,
            )
        if not one.statements:
            nothing = Statement(one.said, "", None, missing=one.missing)
            cells = _cells(one, nothing, classes, language)
            yield Line(place, prefecture.title(language), cells, ("prefecture", prefecture.slug), place=place)


def _is_count(said: Statement) -> bool:
    """Whether no entry says it: what the atlas counts itself, or says to be absent."""
    return said.about is None or said.about[0] == "prefecture"


def _cells(one: Standing, said: Statement, classes: dict[int, str], language: str) -> tuple[Value, ...]:
    inapplicable = words.absent("not-applicable", language)
    absent = said.words if said.missing else inapplicable
    placed = one.state == GIVEN and said is one.first
    return (
        one.rank_words if placed else inapplicable,
        one.prefecture.slug,
        one.prefecture.title_en,
        one.prefecture.title_ja or words.absent("not-reported", language),
        said.words,
        absent if said.value is None else as_number(said.value),
        absent if said.upper is None else as_number(said.upper),
        said.unit or inapplicable,
        said.qualifier if said.value is not None else absent,
        said.period or inapplicable,
        classes[one.number] if placed else inapplicable,
        inapplicable if _is_count(said) else words.said("observation", "rank", said.rank, language),
        said.missing,
        BETWEEN.join(card.title() for card in said.disagreements),
        said.remark,
    )
