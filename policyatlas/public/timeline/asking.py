"""What a reader asks of the timeline, read from the address: what is meant, and what had to be left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policyatlas.editions.reading import Reading
from policyatlas.public import words, years
from policyatlas.public.lists.filters import LONGEST_QUERY, Choice
from policyatlas.public.lists.sayings import Coded, Entries, as_ref
from policyatlas.values.folding import words as folded_words
from policyatlas.values.vocabularies import LEVEL, PHASE, POLICY_KIND

from .items import THING, Item

GROUPS = ("phase", "level", "kind")
VIEWS = ("drawing", "list")
FACETS = (
    Choice("of", Coded(THING), gettext_lazy("What")),
    Choice("kind", Coded(POLICY_KIND), gettext_lazy("Kind of policy")),
    Choice("level", Coded(LEVEL)),
    Choice("phase", Coded(PHASE)),
    Choice("place", Entries(), gettext_lazy("Place")),
)
_OPTIONS = {"group": GROUPS, "view": VIEWS}


@dataclass(frozen=True)
class Asked:
    """A question to the timeline in its one canonical form; `chosen` are the filters that are set, and to what."""

    chosen: dict[str, Any]
    group: str
    view: str
    ignored: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words asked for, for the form."""
        return self.chosen.get("q", "")

    @property
    def year_from(self) -> str:
        """The first year asked for, for the form."""
        return str(self.chosen.get("year_from", ""))

    @property
    def year_to(self) -> str:
        """The last year asked for, for the form."""
        return str(self.chosen.get("year_to", ""))

    def without(self, *names: str) -> dict[str, Any]:
        """What is chosen, some filters left out."""
        return {name: value for name, value in self.chosen.items() if name not in names}

    def query(self, chosen: Mapping[str, Any] | None = None, **options: str) -> str:
        """The canonical question: sorted by name, defaults left out; `options` changes group or view."""
        wanted = {"group": self.group, "view": self.view, **options}
        pairs = [
            (name, str(one))
            for name, value in (self.chosen if chosen is None else chosen).items()
            for one in (value if isinstance(value, list) else [value])
        ]
        pairs += [(name, value) for name, value in wanted.items() if value != _OPTIONS[name][0]]
        return urlencode(sorted(pairs), safe=":")

    def address(self, chosen: Mapping[str, Any] | None = None, **options: str) -> str:
        """The address of the timeline with that question."""
        query = self.query(chosen, **options)
        return reverse("timeline") + (f"?{query}" if query else "")

    def matching(self, items: Iterable[Item], chosen: Mapping[str, Any] | None = None) -> list[Item]:
        """Those of `items` that match what is chosen; what has no year matches no years."""
        wanted = self.chosen if chosen is None else chosen
        return [item for item in items if all(_matches(item, name, value) for name, value in wanted.items())]


def values_of(item: Item, name: str) -> Iterable[str]:
    """The values that an item has of a facet; events are of no kind of policy, level or phase."""
    if name == "of":
        return (item.thing,)
    if name == "place":
        return item.places
    if item.thing == "events":
        return ()
    value = {"kind": item.kind, "level": item.level, "phase": item.phase}[name]
    return (value,) if value else ()


def ask(reading: Reading, items: list[Item], parameters: QueryDict) -> Asked:
    """Reads the question; at most two queries, and only for places that this edition does not have."""
    ignored: list[str] = []
    chosen: dict[str, Any] = {}
    if wanted := _words(parameters, ignored):
        chosen["q"] = wanted
    chosen |= years.asked(parameters, ignored)
    for choice in FACETS:
        if values := _values(reading, items, choice, parameters, ignored):
            chosen[choice.name] = values
    known = {"q", *years.ENDS, *_OPTIONS, *(choice.name for choice in FACETS)}
    for name in parameters:
        if name not in known:
            said = {"name": words.shortened(name)}
            ignored.append(_("“%(name)s” is not something the timeline can be asked, so it was left out.") % said)
    group, view = (_option(name, parameters, ignored) for name in _OPTIONS)
    return Asked(chosen, group, view, ignored)


def _matches(item: Item, name: str, value: Any) -> bool:
    if name == "q":
        return all(word in item.text for word in folded_words(value))
    if name == "year_from":
        return item.dated and (item.last is None or item.last >= value)
    if name == "year_to":
        return item.dated and (item.start is None or item.start <= value)
    return not set(value).isdisjoint(values_of(item, name))


def _words(parameters: QueryDict, ignored: list[str]) -> str:
    asked = parameters.get("q", "").strip()
    if asked.isprintable() and len(asked) <= LONGEST_QUERY:
        return asked
    ignored.append(
        _("The words searched for were too long or held characters that cannot be typed; they were left out.")
    )
    return ""


def _values(
    reading: Reading, items: list[Item], choice: Choice, parameters: QueryDict, ignored: list[str]
) -> list[str]:
    """The values of one facet that something in this edition has; what became of the others is said in `ignored`."""
    there = {value for item in items for value in values_of(item, choice.name)}
    asked = list(dict.fromkeys(value for value in parameters.getlist(choice.name) if value.strip()))
    found = {value for value in asked if value in there}
    lost = [value for value in asked if value not in there]
    moved = reading.moved(as_ref(value) for value in lost) if lost and choice.name == "place" else {}
    for value in lost:
        said = {"name": choice.heading(words.page_language()), "value": words.shortened(value)}
        now = ":".join(moved.get(as_ref(value), ()))
        if now in there:
            found.add(now)
            sentence = _("%(name)s: “%(value)s” is “%(now)s” in this edition, so that was taken.")
            ignored.append(sentence % (said | {"now": now}))
        else:
            ignored.append(_("%(name)s: nothing in this edition is “%(value)s”, so it was left out.") % said)
    return sorted(found)


def _option(name: str, parameters: QueryDict, ignored: list[str]) -> str:
    value, allowed = parameters.get(name, ""), _OPTIONS[name]
    if value in allowed:
        return value
    if value.strip():
        said = {"name": name, "value": words.shortened(value)}
        ignored.append(_("“%(value)s” is not something “%(name)s” can be, so it was left out.") % said)
    return allowed[0]
