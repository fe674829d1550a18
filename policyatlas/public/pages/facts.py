"""The attributes of an entry for display, each with its evidence; absent ones in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policyatlas.editions.reading import Card
from policyatlas.public import words
from policyatlas.public.evidence import Item, supporting
from policyatlas.values.units import unit_label

from .gathering import Gathered

_BETWEEN_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")


@dataclass(frozen=True)
class Fact:
    """One attribute: plain `text`, or `cards` to link to, or a kind of `missing`; `unprinted`: dead references.

    `note` is what the entry's remark says of this attribute alone, in English.
    """

    name: str
    label: str
    text: str = ""
    cards: list[Card] = field(default_factory=list)
    unprinted: int = 0
    missing: str = ""
    url: str = ""
    note: str = ""
    evidence: list[Item] = field(default_factory=list)


def facts(gathered: Gathered, *names: str) -> list[Fact]:
    """The attributes `names` of the entry in that order; one that is empty and not said to be missing is left out."""
    return [fact for name in names if (fact := _fact(gathered, name))]


def with_remark(gathered: Gathered, found: list[Fact]) -> list[Fact]:
    """The facts `found` with the sentences of the remark that begin with their names; the other sentences come last."""
    sentences = _BETWEEN_SENTENCES.split(gathered.data["remark"])
    shown = []
    for fact in found:
        name = words.attribute(fact.name, "en", gathered.entry.kind)
        about = [sentence for sentence in sentences if re.match(rf"{re.escape(name)}\b", sentence)]
        sentences = [sentence for sentence in sentences if sentence not in about]
        shown.append(replace(fact, note=" ".join(about)))
    others = [replace(fact, text=" ".join(sentences)) for fact in facts(gathered, "remark") if sentences]
    return [*shown, *others]


def own_evidence(gathered: Gathered, *shown: Iterable[Fact]) -> list[Item]:
    """The evidence for the entry as a whole, and for attributes that are not among the facts `shown` with theirs."""
    names = {fact.name for found in shown for fact in found}
    return gathered.shown([found for found in gathered.data["evidence"] if found["supports"] not in names])


def _fact(gathered: Gathered, name: str) -> Fact | None:
    data, language = gathered.data, gathered.language
    value = data[name]
    label = words.attribute(name, language, gathered.entry.kind)
    evidence = gathered.shown(supporting(data.get("evidence", []), name))
    if value in ("", None, []):
        missing = data["missing"].get(name, "")
        return Fact(name, label, missing=missing, evidence=evidence) if missing else None
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, list):
        cards = gathered.cards_of(value)
        return Fact(name, label, cards=cards, unprinted=len(value) - len(cards), evidence=evidence)
    if (gathered.entry.kind, name) in words.VOCABULARIES:
        value = words.said(gathered.entry.kind, name, value, language)
    if name == "unit":
        value = unit_label(value, language)
    if name == "fields_printed":
        # Joined by bare semicolons in the records.
        value = "; ".join(value.split(";"))
    return Fact(name, label, text=str(value), url=value if name == "url" else "", evidence=evidence)
