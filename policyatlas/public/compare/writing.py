"""The cells of a comparison as HTML, written without a template: a page has several hundred statements.

A template takes many times as long for each. The templates around them say where they stand; what is not ours is
escaped here, piece by piece.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.public.evidence import Item as Passage
from policyatlas.public.links import address_of
from policyatlas.public.marking import spoken
from policyatlas.public.passages import passages

from .table import Cell, Item, Part, Slot


def cell(shown: Cell, language: str, *, turned: bool) -> SafeString:
    """What stands in a cell, on a page in `language`; `turned`: a line is a subject's, and long cells are folded too.

    Ratings of a chart stand in a place for each aspect; findings beyond a few are folded behind their tally, all of
    them together.
    """
    if shown.slots:
        said = _heat(shown.slots, language)
    elif shown.items:
        said = _items(shown, language, turned=turned)
    else:
        said = _span("missing", escape(shown.absent))
    return SafeString("\n".join([*_contradictions(shown, language), said]))


def _contradictions(shown: Cell, language: str) -> Iterable[str]:
    if not shown.contradictions or shown.contradicted:
        return
    tag = _span("tag tag-mixed", _("verdicts differ"))
    for said in shown.contradictions:
        yield f'<p class="compare-contradiction">{tag} {spoken(said, language)}</p>'


def _items(shown: Cell, language: str, *, turned: bool) -> str:
    listed = "".join(f"\n<li>{_item(item, language)}</li>" for item in shown.items)
    said = f'<ul class="plain-list compare-items">{listed}\n</ul>'
    if fold := _fold(shown, turned=turned):
        said = f'<details class="more compare-folded"><summary>{fold}</summary>{said}</details>'
    return "\n".join([_tally(shown), said, _evidence(shown.evidence, language, general=shown.general)])


def _fold(shown: Cell, *, turned: bool) -> str:
    number = len(shown.items)
    if shown.folded:
        return ngettext("Show the finding", "Show the %(number)s findings", number) % {"number": number}
    return _("Show all %(number)s") % {"number": number} if turned and shown.long else ""


def _tally(shown: Cell) -> str:
    if not (tally := shown.tally):
        return ""
    differ = f"{_span('compare-contradicted', _('verdicts differ:'))} " if shown.contradicted else ""
    counts = "".join(f"{_span(f'tag tag-{code}', f'{number} {escape(said.lower())}')} " for code, said, number in tally)
    return f'<p class="compare-tally">{differ}{counts}</p>'


def _item(item: Item, language: str) -> str:
    return "\n".join(part for part in _parts(item, language) if part)


def _parts(item: Item, language: str) -> Iterable[str]:
    if item.verdict:
        yield _span(f"tag tag-{item.verdict}", escape(item.verdict_words))
    if item.stars:
        yield _stars(item)
    there = {"missing": item.missing, "quiet": item.quiet, "superseded": item.rank == "deprecated"}
    look = "".join(f" {name}" for name, is_so in there.items() if is_so)
    yield _span(f"compare-said{look}", _linked(item.words, item.address, language))
    if item.derived and not item.missing:
        yield _span("tag tag-open", _("derived"))
    if item.doubt:
        yield _span("compare-doubt", spoken(item.doubt, language))
    if item.rank_words:
        yield _span("rank", escape(item.rank_words))
    if item.period_shown and not item.verdict:
        yield _span("compare-period", spoken(item.period_shown, language))
    yield from _further(item, language)


def _further(item: Item, language: str) -> Iterable[str]:
    """What stands below what is said: whose it is, how it was judged, what is in doubt, and on what it rests."""
    if item.whose:
        yield _span("compare-whose", _linked(item.whose, item.whose_address, language))
    if item.judged:
        yield _judged(item.judged, language)
    elif item.detail:
        yield _span("compare-detail", spoken(item.detail, language))
    if item.remark and not item.remark_folded:
        yield _span("compare-remark", spoken(item.remark, language))
    for card in item.disagreements:
        disagree, address = _("sources disagree"), escape(address_of(card.kind, card.slug))
        yield f'<a class="disputed" href="{address}" title="{disagree}: {escape(card.title(language))}">{disagree}</a>'
    yield _evidence(
        item.evidence,
        language,
        general=item.general,
        confidence=item.confidence,
        note=item.remark if item.remark_folded else "",
    )


def _judged(parts: Iterable[Part], language: str) -> str:
    """Who judged, by which method, how strongly; each with what is absent in words."""
    return f'<dl class="judged">{"".join(_part(part, language) for part in parts)}</dl>'


def _part(part: Part, language: str) -> str:
    look = ' class="missing"' if part.missing else ""
    return f"<div><dt>{escape(part.label)}</dt> <dd{look}>{spoken(part.words, language)}</dd></div>"


def _heat(slots: Iterable[Slot], language: str) -> str:
    """The marks of one condition in a chart: each aspect in its own place, tinted by stars."""
    return f'<dl class="heat">{"".join(_slot(slot, language) for slot in slots)}\n</dl>'


def _slot(slot: Slot, language: str) -> str:
    mark = slot.mark
    heat = f" heat-{mark.stars}" if mark else ""
    said = _mark(mark, language) if mark else _span("missing", _("no mark printed"))
    label = f"<dt>{spoken(slot.label, language)}</dt>"
    return f'\n<div class="heat-slot heat-{slot.aspect}{heat}">\n{label}\n<dd>\n{said}\n</dd>\n</div>'


def _mark(mark: Item, language: str) -> str:
    parts = [_stars(mark)]
    if mark.detail:
        parts.append(_span("compare-detail", spoken(mark.detail, language)))
    if mark.remark:
        doubt = _("ambiguous, confidence %(confidence)s") % {"confidence": escape(mark.confidence)}
        summary = f"<summary>{_span('compare-doubt', doubt)}</summary>"
        parts.append(f'<details class="heat-doubt">{summary}<p>{spoken(mark.remark, language)}</p></details>')
    parts.append(_evidence(mark.evidence, language, general=mark.general, confidence=mark.confidence))
    return "\n".join(parts)


def _stars(item: Item) -> str:
    said = _span("visually-hidden", _("%(number)s of 3 stars:") % {"number": item.stars})
    return _span("stars", f'<span aria-hidden="true">{item.picture}</span>{said}')


def _evidence(evidence: list[Passage], language: str, *, general: bool, confidence: str = "", note: str = "") -> str:
    """The passages, folded; `general`: none is named for this statement; `note`: a curator's on how a figure was read.

    `confidence` says how sure the reading is.
    """
    if general:
        whole = f'<a href="#whole">{_("see the whole")}</a>'
        return f'<p class="compare-unnamed">{_("no passage for this alone:")} {whole}</p>'
    if not evidence:
        return ""
    said = [passages(evidence, language)]
    if confidence:
        said.append(f'<p class="compare-remark">{_("Confidence in the reading:")} {escape(confidence)}</p>')
    if note:
        said.append(f'<p class="compare-remark">{_("Note:")} {spoken(note, language)}</p>')
    summary = _evidence_summary(len(evidence), language)
    return f'<details class="evidence">\n{summary}\n<div class="evidence-body">{"".join(said)}\n</div>\n</details>'


# `language` is that of the page, in which the word is found.
@lru_cache(maxsize=128)
def _evidence_summary(number: int, language: str) -> str:
    count = f" {_span('evidence-count', f'({number})')}" if number > 1 else ""
    return f"<summary>{_('Evidence')}{count}</summary>"


def _linked(words: str, address: str, language: str) -> str:
    said = spoken(words, language)
    return f'<a href="{escape(address)}">{said}</a>' if address else said


def _span(look: str, content: str) -> str:
    return f'<span class="{look}">{content}</span>'
