"""What entries can be found by: made from what is printed, beside the entries and no part of what is hashed.

Spelling becomes better with the years, what is printed never changes: `refold` makes all of this anew, for entries of
closed editions too.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet

from policyatlas.values import searching
from policyatlas.values.folding import fold

from . import stamps
from .addresses import among

# The facets whose entries it is found by as well: a cluster by its prefecture and its fields, in both languages.
FOUND_BY = ("dimension", "field", "instrument", "place", "programme", "subject", "within")
_PLACES = ("place", "prefecture")
_WIDE = ("economy", "economy-group")
_AT_ONCE = 500
# What may be left out of the name of a place.
_BESIDES = re.compile(r"\s+Region$|\s*\(.*\)$|(?<=..)(?:地方|[都府県市])$")

_Titles = tuple[str, str]
_Keyed = list[tuple[Model, list[str]]]


def word(made: Iterable[tuple[Model, Iterable[tuple[str, str]]]], get_model: Callable = apps.get_model) -> list[int]:
    """Store by what the entries just `made`, each with its pairs of facet and value, are found; three queries.

    Where one of them is a place, what lies in it is found by its name from now on: returned are the primary keys of
    what is found by other words than before.
    """
    keyed = [(entry, [value for name, value in pairs if name in FOUND_BY]) for entry, pairs in made]
    get_model("editions", "Wording").objects.bulk_create(_wordings(keyed, get_model))
    places = [f"{entry.kind}:{entry.slug}" for entry, _ in keyed if entry.kind in _PLACES]
    if not places:
        return []
    new = {entry.pk for entry, _ in keyed}
    inside = get_model("editions", "Facet").objects.filter(name__in=("place", "within"), value__in=places)
    entries = get_model("editions", "Entry").objects.filter(pk__in=inside.values("entry"), until=None)
    return made_anew(entries.exclude(pk__in=new), get_model)


@transaction.atomic
def refold() -> int:
    """Make anew by what all entries, of every edition, are found; returns of how many it was different."""
    # First of all, as those do who print: they would wait for each other for ever, each with rows that the other needs.
    stamps.wait_for_the_press()
    changed = made_anew(apps.get_model("editions", "Entry").objects.all())
    if changed:
        stamps.advance(came=changed)
    return len(changed)


def made_anew(entries: QuerySet, get_model: Callable = apps.get_model) -> list[int]:
    """Make anew by what `entries` are found; returns the primary keys of those of which it was different."""
    entry_model, wording_model = get_model("editions", "Entry"), get_model("editions", "Wording")
    changed = []
    numbers = list(entries.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        keys = defaultdict(list)
        facets = get_model("editions", "Facet").objects.filter(entry__in=some, name__in=FOUND_BY)
        for entry, value in facets.values_list("entry", "value"):
            keys[entry].append(value)
        keyed = [(entry, keys[entry.pk]) for entry in entry_model.objects.filter(pk__in=some)]
        stored = {one.pk: one for one in wording_model.objects.filter(pk__in=some)}
        new = [one for one in _wordings(keyed, get_model) if not _same(one, stored.get(one.pk))]
        wording_model.objects.filter(pk__in=[one.pk for one in new]).delete()
        wording_model.objects.bulk_create(new)
        changed += [one.pk for one in new]
    return changed


def misworded() -> Iterator[Model]:
    """The entries of every edition that are not found by their own names and words as they are spelt now.

    What they are found by besides is not looked at: it changes with the names of what they name.
    """
    entries = apps.get_model("editions", "Entry").objects.filter(wording__isnull=False).select_related("wording")
    for entry in entries.order_by("pk").iterator(chunk_size=_AT_ONCE):
        own = searching.spelt(" ".join(filter(None, _own_words(entry))))
        if entry.wording.names != _names(entry) or not entry.wording.words.startswith(f" {own} "):
            yield entry


def _own_words(entry: Model) -> list[str]:
    titles = [title for title in (entry.title_en, entry.title_ja) if fold(title) not in entry.text]
    return [*titles, entry.text, *_further(entry.payload)]


def _names(entry: Model) -> str:
    return searching.names(entry.title_en, entry.title_ja, *_further_names(entry.payload))


def _same(one: Model, other: Model | None) -> bool:
    return other is not None and (one.names, one.words) == (other.names, other.words)


def _wordings(keyed: _Keyed, get_model: Callable) -> Iterator[Model]:
    wording = get_model("editions", "Wording")
    places, titles = _titles(keyed, get_model)
    gazetteer = _gazetteer(tuple(dict.fromkeys(places.values())))
    for entry, keys in keyed:
        named = [title for key in sorted(keys) for title in titles.get(key, ())]
        years = [str(year) for year in (entry.year_from, entry.year_to) if year]
        own = _own_words(entry)
        mentioned = gazetteer.mentioned(" ".join(own))
        yield wording(
            entry=entry,
            names=_names(entry),
            words=searching.searchable(*own, also=[*years, *named, *mentioned]),
        )


def _titles(keyed: _Keyed, get_model: Callable) -> tuple[dict[str, _Titles], dict[str, _Titles]]:
    """The titles of every place, and of everything that is named; the last printed ones, in two queries."""
    printed = get_model("editions", "Entry").objects.order_by("since", "pk")
    # Their hashes tell whether they are still those that were read before.
    places = _places(tuple(printed.filter(kind__in=_PLACES).values_list("pk", "sha256")), printed.model)
    wanted = [key.split(":", 1) for key in {key for _, keys in keyed for key in keys}]
    others = [(kind, slug) for kind, slug in wanted if kind not in _PLACES]
    named = printed.filter(among(others)).values_list("kind", "slug", "title_en", "title_ja") if others else []
    return places, places | {f"{kind}:{slug}": (en, ja) for kind, slug, en, ja in named}


@lru_cache(maxsize=2)
def _places(printings: tuple[tuple[int, str], ...], entry_model: type[Model]) -> dict[str, _Titles]:
    """The titles of the places of these printings, without economies and what they lie in."""
    rows = entry_model.objects.filter(pk__in=[pk for pk, _ in printings]).order_by("since", "pk")
    wide, places = set(), {}
    for kind, slug, en, ja, payload in rows.values_list("kind", "slug", "title_en", "title_ja", "payload"):
        places[f"{kind}:{slug}"] = (en, ja)
        if payload.get("place_kind") in _WIDE:
            wide |= {f"{kind}:{slug}", *(f"{one['kind']}:{one['slug']}" for one in payload["within"])}
    return {key: title for key, title in places.items() if key not in wide}


def _further(payload: dict) -> list[str]:
    """What the text of an entry lacks: the names of a policy's stages, and a period as its source prints it."""
    stages = [stage["title"] for stage in payload.get("stages", ())]
    return [*(title[language] for title in stages for language in ("en", "ja")), payload.get("period_printed", "")]


def _further_names(payload: dict) -> list[str]:
    return [payload.get("abbreviation", ""), payload.get("title", "")]


class _Gazetteer:
    """Finds the names of places in texts, and says how they are called in the other language."""

    def __init__(self, titles: tuple[_Titles, ...]):
        self._called: dict[str, set[str]] = defaultdict(set)
        whole = {searching.spelt(title) for pair in titles for title in pair}
        for en, ja in titles:
            for title in filter(None, (en, ja)):
                short = _BESIDES.sub("", title)
                # 中国 is China before it is the Chugoku region, and 京都 stands for itself.
                for name in (
                    {title, short} if searching.spelt(short) not in whole - {searching.spelt(title)} else {title}
                ):
                    self._called[searching.spelt(name)] |= {one for one in (en, ja) if one}
        longest = sorted(filter(None, self._called), key=len, reverse=True)
        either = "|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in longest)
        self._pattern = re.compile(either or r"(?!)")

    def mentioned(self, text: str) -> list[str]:
        """The names, in both languages, of the places that `text` names in either."""
        found = {name for match in self._pattern.findall(searching.spelt(text)) for name in self._called[match]}
        return sorted(found)


@lru_cache(maxsize=4)
def _gazetteer(titles: tuple[_Titles, ...]) -> _Gazetteer:
    return _Gazetteer(titles)
