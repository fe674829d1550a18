"""The answer to a question to the timeline: what matches, in groups, with the titles of all that it names."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Card, Reading
from policyatlas.public import words
from policyatlas.public.lists.sayings import as_ref
from policyatlas.values.vocabularies import LEVEL, PHASE, POLICY_KIND

from .asking import Asked, ask
from .items import THING, Item, items

_VOCABULARIES = {"phase": PHASE, "level": LEVEL, "kind": POLICY_KIND}
# Events belong to no phase, level or kind of policy: they stand in a group of their own, the last.
_EVENTS = "events"


@dataclass(frozen=True)
class Group:
    """What belongs together, by year; `code` is empty for what the sources put nowhere."""

    code: str
    name: str
    dated: list[Item]
    undated: list[Item]

    @property
    def count(self) -> int:
        """How many things it holds."""
        return len(self.dated) + len(self.undated)


@dataclass(frozen=True)
class Answer:
    """The question, everything that the timeline could show, what it does show, and the cards of what is named."""

    asked: Asked
    everything: list[Item]
    found: list[Item]
    cards: dict[Address, Card]

    @cached_property
    def groups(self) -> list[Group]:
        """What is found in groups, in the order of their vocabulary; empty groups are left out."""
        language = words.page_language()
        held: dict[str, list[Item]] = {}
        for item in self.found:
            code = _EVENTS if item.thing == _EVENTS else getattr(item, self.asked.group)
            held.setdefault(code, []).append(item)
        order = [*_VOCABULARIES[self.asked.group].codes, "", _EVENTS]
        order += sorted(held.keys() - set(order))
        return [
            Group(
                code,
                _name(self.asked.group, code, language),
                [item for item in held[code] if item.dated],
                [item for item in held[code] if not item.dated],
            )
            for code in order
            if code in held
        ]


def answer(reading: Reading, parameters: QueryDict) -> Answer:
    """What the timeline shows for a question; three queries, and two more where it names a place not in print."""
    everything = items(reading)
    asked = ask(reading, everything, parameters)
    found = asked.matching(everything)
    named = {(one["source"]["kind"], one["source"]["slug"]) for item in found for one in item.evidence}
    named |= {as_ref(value) for item in everything for value in item.places}
    return Answer(asked, everything, found, reading.cards(named))


def _name(group: str, code: str, language: str) -> str:
    if code == _EVENTS:
        return THING.label(_EVENTS, language)
    if code:
        return _VOCABULARIES[group].label(code, language)
    nowhere = {
        "phase": _("In no phase"),
        "level": _("Level of government not reported"),
        "kind": _("Kind not reported"),
    }
    return nowhere[group]
