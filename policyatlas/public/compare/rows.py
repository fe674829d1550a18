"""Rows that comparisons of different nouns share: figures by indicator, and findings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.public import words
from policyatlas.public.figures import period_of
from policyatlas.public.links import address_of
from policyatlas.values.vocabularies import VERDICT

from .gathering import Printed, ref_key
from .items import Scribe
from .table import WHOLE, Cell, Column, Item, Row

# The figures, findings … of each column, by the column's key (`kind:slug`).
ByColumn = Mapping[str, Iterable[Printed]]

# No source that the atlas has read gives it.
UNREPORTED = "not-reported"
# It was looked for in the sources that were read, and there is none.
NONE_FOUND = "none-found"
# Nobody has looked yet, as far as the atlas knows: it does not claim that there is nothing.
UNRESEARCHED = "not-yet-researched"

_VERDICTS = VERDICT.codes


def column_of(scribe: Scribe, entry: Printed, note: str) -> Column:
    """The column of an entry: its name in both languages, and a note beneath."""
    title = scribe.title(entry)
    other = entry.title_en if title == entry.title_ja else entry.title_ja
    return Column(entry.slug, title, other, address_of(entry.kind, entry.slug), note)


def figure_rows(
    scribe: Scribe, columns: Sequence[str], figures: ByColumn, indicators: Iterable[str], *, missing: str
) -> list[Row]:
    """One row per indicator (by slug) with the figures of each column: its own first, each subject's by period.

    An indicator that is not in print has no row, for there is no name to put at its head.
    """
    return [
        _figure_row(scribe, columns, figures, indicator, missing)
        for indicator in indicators
        if ("indicator", indicator) in scribe.cards
    ]


def indicators_of(scribe: Scribe, figures: ByColumn, *, but: Iterable[str] = ()) -> list[str]:
    """The slugs of the indicators of all the figures but some, in the order of their names."""
    found = {entry.payload["indicator"]["slug"] for entries in figures.values() for entry in entries} - set(but)
    return sorted(found, key=lambda slug: (scribe.name({"kind": "indicator", "slug": slug}), slug))


def finding_cell(scribe: Scribe, column: str, findings: Iterable[Printed], *, missing: str, missing_words: str) -> Cell:
    """The findings of one cell: by verdict, then by year, then by title."""
    items = [scribe.finding(entry, column) for entry in sorted(findings, key=_finding_order)]
    return Cell(
        items=items,
        missing=missing,
        missing_words=missing_words,
        contradictions=_contradictions(items, scribe.language),
    )


def _contradictions(items: Sequence[Item], language: str) -> list[str]:
    """Where findings on one dimension of one subject are both positive and negative: how many of each verdict."""
    verdicts: dict[tuple[str, str], Counter[str]] = {}
    for item in items:
        verdicts.setdefault((item.whose, item.dimension), Counter())[item.verdict] += 1
    several = len(verdicts) > 1
    return [
        f"{f'{dimension}: ' if several else ''}{verdicts_said(counted, language)}{f' ({whose})' if whose else ''}"
        for (whose, dimension), counted in verdicts.items()
        if counted["positive"] and counted["negative"]
    ]


def verdicts_said(counted: Mapping[str, int], language: str) -> str:
    """How many findings have each verdict: `2 positive, 1 negative`."""
    said = (f"{counted[code]} {VERDICT.label(code, language).lower()}" for code in _VERDICTS if counted[code])
    return words.listed(said)


def disagreement_cell(scribe: Scribe, disagreements: Iterable[Printed], figures: Iterable[Printed]) -> Cell:
    """What sources disagree on about one column: its subject and parts, and the `figures` shown in the column."""
    about = {entry.slug: entry for entry in disagreements}
    marked = {card.slug: card for figure in figures for card in scribe.disputes.get(figure.slug, [])}
    return Cell(
        items=[scribe.disagreement(entry) for entry in about.values()]
        + [scribe.card(card) for slug, card in marked.items() if slug not in about],
        missing=NONE_FOUND,
        missing_words=_("none found in the sources read"),
    )


def word_cell(scribe: Scribe, entry: Printed, attribute: str) -> Cell:
    """A coded attribute of an entry (its kind, level …) in words."""
    code = entry.payload[attribute]
    if not code:
        return Cell(missing=entry.payload["missing"].get(attribute, "not-reported"))
    return Cell(items=[scribe.text(words.said(entry.kind, attribute, code, scribe.language), entry, attribute)])


def text_cell(scribe: Scribe, entry: Printed, attribute: str) -> Cell:
    """An attribute of an entry that is text (its aims, its summary)."""
    said = entry.payload[attribute]
    if not said:
        return Cell(missing=entry.payload["missing"].get(attribute, UNREPORTED))
    return Cell(items=[scribe.text(said, entry, attribute)])


def ref_cell(scribe: Scribe, entry: Printed, attribute: str) -> Cell:
    """What an attribute of an entry names (its places, its fields), with the passages for all of them together."""
    named = entry.payload[attribute]
    evidence = scribe.named(entry, attribute) if named else []
    return Cell(
        items=[scribe.ref(ref) for ref in named],
        missing=entry.payload["missing"].get(attribute, UNREPORTED),
        evidence=evidence,
        general=bool(named) and not evidence,
    )


def whole_words() -> str:
    """What the row is called that has the passages for each subject as a whole."""
    return _("Evidence for the whole")


def whole_row(scribe: Scribe, subjects: Iterable[Printed]) -> Row:
    """The passages for each subject as a whole: on them rests what has none of its own."""
    return Row(WHOLE, whole_words(), [_whole(scribe, entry) for entry in subjects])


def _whole(scribe: Scribe, entry: Printed) -> Cell:
    evidence = scribe.passages(entry)
    if not evidence:
        return Cell(missing=UNRESEARCHED)
    said = ngettext("%(number)s passage", "%(number)s passages", len(evidence)) % {"number": len(evidence)}
    return Cell([Item(said, evidence=evidence)])


def _figure_row(scribe: Scribe, columns: Sequence[str], figures: ByColumn, indicator: str, missing: str) -> Row:
    ref = {"kind": "indicator", "slug": indicator}
    cells = []
    for column in columns:
        own = [entry for entry in figures.get(column, ()) if entry.payload["indicator"]["slug"] == indicator]
        items = [scribe.figure(entry, column) for entry in sorted(own, key=lambda e, c=column: _figure_order(e, c))]
        cells.append(Cell(items=items, missing=missing))
    return Row(
        code=indicator,
        label=scribe.name(ref),
        cells=cells,
        address=address_of("indicator", indicator),
        numeric=True,
    )


def _figure_order(entry: Printed, column: str) -> tuple:
    subject = ref_key(entry.payload["subject"])
    period = period_of(entry.payload)
    year = period.start or period.end
    # Slugs of stages end in their number: sorting by them keeps the stages in their order.
    return (subject != column, subject, year is None, year or 0, period.end or 0, entry.slug)


def _finding_order(entry: Printed) -> tuple:
    verdict = entry.payload["verdict"]
    place = _VERDICTS.index(verdict) if verdict in _VERDICTS else len(_VERDICTS)
    return (place, entry.payload["year"] or 0, entry.title_en)
