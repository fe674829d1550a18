"""The extract of the timeline: one line for each policy, stage, set of designations and event that it shows."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.timeline import sayings, showing
from policyatlas.public.timeline.answering import Answer, answer
from policyatlas.public.timeline.items import THING, Item
from policyatlas.values.vocabularies import EVENT_KIND, LEVEL, PHASE, POLICY_KIND

from .sources import sources_of
from .table import BETWEEN, Column, Extract, Line, Value, distinct

COLUMNS = (
    "thing",
    "slug",
    "title",
    "start_year",
    "end_year",
    "kind",
    "level",
    "phase",
    "within",
    "relations",
    "clusters",
)


def extract(reading: Reading, parameters: QueryDict) -> Extract:
    """What the timeline shows for a question; as many queries as its page."""
    return of_answer(answer(reading, parameters))


def question_of(found: Answer) -> str:
    """The canonical question without what only the page needs: the order and the view of the same things."""
    return found.asked.query(group="phase", view="drawing")


def of_answer(found: Answer) -> Extract:
    """The extract of an answer; no query."""
    language = words.page_language()
    return Extract(
        sort="timeline",
        stem="timeline",
        query=question_of(found),
        title=_("Timeline"),
        asked=tuple(showing.in_words(found, language)),
        noun="entries",
        columns=tuple(Column(name, words.attribute(name, language)) for name in COLUMNS),
        lines=distinct(_line(item, found, language) for item in found.found),
        ignored=tuple(found.asked.ignored),
    )


def _line(item: Item, found: Answer, language: str) -> Line:
    return Line(
        key=item.key,
        label=sayings.name_of(item, language),
        cells=_cells(item, language),
        about=(item.lane.kind, item.lane.slug),
        sources=sources_of(item.evidence, found.cards, language),
    )


def _cells(item: Item, language: str) -> tuple[Value, ...]:
    inapplicable, unreported = (words.absent(kind, language) for kind in ("not-applicable", "not-reported"))
    event = item.thing == "events"
    outside = inapplicable if event else unreported
    relations = [f"{sayings.tie_words(tie, language)} {tie.other.title(language)}" for tie in item.ties]
    none = _("none in print") if item.thing == "policies" else inapplicable
    return (
        THING.label(item.thing, language),
        item.lane.slug,
        sayings.name_of(item, language),
        _year(item.start, item.missing.get("start_year", ""), language),
        _year(item.last, item.missing.get("end_year", ""), language),
        (EVENT_KIND if event else POLICY_KIND).label(item.kind, language) or outside,
        LEVEL.label(item.level, language) or outside,
        PHASE.label(item.phase, language) or outside,
        item.title(language) if item.thing == "designations" else _within(item, inapplicable, language),
        BETWEEN.join(relations) or none,
        BETWEEN.join(card.title(language) for card in item.clusters) or inapplicable,
    )


def _within(item: Item, inapplicable: str, language: str) -> str:
    return item.lane.title(language) if item.thing == "stages" else inapplicable


def _year(year: int | None, missing: str, language: str) -> Value:
    return words.absent(missing or "not-reported", language) if year is None else year
