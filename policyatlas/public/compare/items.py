"""Writes the items of cells from entries: figures, findings, links and plain words, each with its passages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.evidence import Cards, shown, supporting
from policyatlas.public.evidence import Item as Passage
from policyatlas.public.figures import Disputes, figure, period_of
from policyatlas.public.links import address_of

from .gathering import Printed
from .table import Item, Part


@dataclass(frozen=True)
class Scribe:
    """Writes items in one language from one set of cards; `disputes` names the disagreements of each figure."""

    cards: Cards
    language: str = "en"
    disputes: Disputes = field(default_factory=dict)

    def figure(self, entry: Printed, column: str) -> Item:
        """An observation; it says whose figure it is where that is not `column` (`kind:slug`)."""
        said = figure(entry, self.cards, language=self.language, disputes=self.disputes)
        whose, whose_address = self._whose(entry.payload["subject"], column)
        return Item(
            words=said.words,
            address=said.address,
            whose=whose,
            whose_address=whose_address,
            whose_kind=entry.payload["subject"]["kind"] if whose else "",
            period=said.period,
            span=period_of(entry.payload),
            remark=said.remark,
            rank=said.rank,
            rank_words=said.rank_words,
            value=said.value,
            upper=said.upper,
            unit=said.unit,
            qualifier=said.qualifier,
            missing=said.missing,
            evidence=said.evidence,
            about=(entry.kind, entry.slug),
            disagreements=said.disagreements,
        )

    def finding(self, entry: Printed, column: str) -> Item:
        """A finding, with who judged, when, how and how strongly the method can carry it."""
        data = entry.payload
        whose, whose_address = self._whose(data["subject"], column)
        judged = self._judged(data)
        return Item(
            words=self.title(entry),
            address=address_of("finding", entry.slug),
            whose=whose,
            whose_address=whose_address,
            verdict=data["verdict"],
            verdict_words=words.said("finding", "verdict", data["verdict"], self.language),
            dimension=self.name(data["dimension"]),
            judged=judged,
            period=str(data["year"] or ""),
            detail="; ".join(f"{part.label} {part.words}" for part in judged),
            evidence=shown(data["evidence"], self.cards, self.language),
            about=(entry.kind, entry.slug),
        )

    def entry(self, entry: Printed, *, attribute: str = "", whose: dict | None = None, detail: str = "") -> Item:
        """A link to an entry, with the passages for one of its attributes, or for it as a whole."""
        name, address = self._whose(whose, "") if whose else ("", "")
        return Item(
            words=self.title(entry),
            address=address_of(entry.kind, entry.slug),
            whose=name,
            whose_address=address,
            detail=detail,
            evidence=self.passages(entry, attribute),
            about=(entry.kind, entry.slug),
        )

    def ref(self, ref: dict, evidence: Iterable[dict] = (), *, detail: str = "", remark: str = "") -> Item:
        """A link to what `ref` names; where that is not in print, its slug stands there without a link."""
        card = self.cards.get((ref["kind"], ref["slug"]))
        return Item(
            words=card.title(self.language) if card else ref["slug"],
            address=address_of(card.kind, card.slug) if card else "",
            detail=detail,
            remark=remark,
            evidence=shown(evidence, self.cards, self.language),
            about=(ref["kind"], ref["slug"]),
        )

    def said(self, said: str, evidence: Iterable[dict], *, period: str = "") -> Item:
        """Plain words with passages of their own."""
        return Item(words=said, period=period, evidence=shown(evidence, self.cards, self.language))

    def card(self, card: Card) -> Item:
        """A link to what a card names."""
        return Item(
            words=card.title(self.language), address=address_of(card.kind, card.slug), about=(card.kind, card.slug)
        )

    def disagreement(self, entry: Printed) -> Item:
        """A disagreement with its claims and the passages of all of them."""
        positions = entry.payload["positions"]
        return Item(
            words=self.title(entry),
            address=address_of("disagreement", entry.slug),
            remark=" ↔ ".join(position["claim"] for position in positions),
            evidence=shown((e for position in positions for e in position["evidence"]), self.cards, self.language),
            about=(entry.kind, entry.slug),
        )

    def text(self, said: str, entry: Printed, *attributes: str, remark: str = "") -> Item:
        """Words of the entry itself, with the passages for those attributes alone; `general` where there are none."""
        named = self.named(entry, *attributes)
        return Item(words=said, remark=remark, evidence=named, general=not named)

    def named(self, entry: Printed, *attributes: str) -> list[Passage]:
        """The passages that are said to support one of the attributes of an entry."""
        evidence = entry.payload.get("evidence", [])
        named = [found for attribute in attributes for found in supporting(evidence, attribute)]
        return shown(named, self.cards, self.language)

    def passages(self, entry: Printed, attribute: str = "") -> list[Passage]:
        """The passages that support one attribute of an entry; where none is named, those for it as a whole."""
        evidence = entry.payload.get("evidence", [])
        chosen = (attribute and supporting(evidence, attribute)) or supporting(evidence, "")
        return shown(chosen, self.cards, self.language)

    def title(self, target: Printed | Card) -> str:
        """The title of an entry or a card in the language of the page."""
        return (self.language == "ja" and target.title_ja) or target.title_en

    def name(self, ref: dict | None) -> str:
        """The title of what `ref` names, its slug where that is not in print, nothing for no reference."""
        if ref is None:
            return ""
        card = self.cards.get((ref["kind"], ref["slug"]))
        return card.title(self.language) if card else ref["slug"]

    def _judged(self, data: dict) -> tuple[Part, ...]:
        """Who judged and when, by which method, and how strongly it can carry the judgement; absences in words."""
        absent = {name: data["missing"].get(name, "not-reported") for name in ("year", "method", "strength")}
        said = {name: words.absent(kind, self.language) for name, kind in absent.items()}
        year = str(data["year"] or _("year %(missing)s") % {"missing": said["year"]})
        strength = words.said("finding", "strength", data["strength"], self.language)
        return (
            Part(_("by"), f"{data['evaluator']}, {year}"),
            Part(_("method:"), data["method"] or said["method"], "" if data["method"] else absent["method"]),
            Part(_("strength:"), strength or said["strength"], "" if strength else absent["strength"]),
        )

    def _whose(self, subject: dict, column: str) -> tuple[str, str]:
        kind, slug = subject["kind"], subject["slug"]
        if f"{kind}:{slug}" == column:
            return "", ""
        return self.name(subject), address_of(kind, slug) if (kind, slug) in self.cards else ""
