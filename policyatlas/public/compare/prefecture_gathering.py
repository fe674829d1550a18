"""What a comparison of prefectures stands on: the entries about them and about what lies in them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import disputed

from .gathering import Filed, Printed, filed, key, of_kind, ref_key, references_of
from .items import Scribe

_PARTS = ("cluster", "place", "organisation")


@dataclass(frozen=True)
class Gathered:
    """Everything about some prefectures.

    `near` and `far` are the entries filed under them, and under their `parts` (keys of clusters, places and
    organisations in them, by column); `larger` says of places (keys), those they lie in among them, how many policies
    name each.
    """

    subjects: list[Printed]
    near: Filed
    far: Filed
    larger: Mapping[str, int]
    parts: dict[str, list[str]]
    scribe: Scribe

    @property
    def columns(self) -> list[str]:
        """The keys of the columns."""
        return [key(entry) for entry in self.subjects]

    def own(self, column: str, *kinds: str) -> list[Printed]:
        """Entries of those kinds that lie in the prefecture or speak of it."""
        return of_kind(self.near.get(column, []), *kinds)

    def of_parts(self, column: str, kind: str) -> list[Printed]:
        """Entries of one kind that speak of a cluster, place or organisation in the prefecture, each once."""
        found = {e.pk: e for part in self.parts[column] for e in of_kind(self.far.get(part, []), kind)}
        own = {entry.pk for entry in self.own(column, kind)}
        return [entry for pk, entry in found.items() if pk not in own]

    def figures(self, column: str) -> list[Printed]:
        """The figures of the prefecture, its places and clusters.

        Those of its organisations are left to the organisations' pages: they would crowd out its own.
        """
        parts = [
            entry
            for entry in self.of_parts(column, "observation")
            if entry.payload["subject"]["kind"] != "organisation"
        ]
        return self.own(column, "observation") + parts


def gather(reading: Reading, subjects: list[Printed], indicators: Iterable[str]) -> Gathered:
    """Everything about `subjects`, and the names of `indicators` (slugs) in any case; five queries."""
    columns = [key(entry) for entry in subjects]
    near = filed(reading, {"place": columns, "within": columns, "subject": columns})
    parts = {column: [key(e) for e in of_kind(near.get(column, []), *_PARTS)] for column in columns}
    far = filed(reading, {"subject": sorted({part for found in parts.values() for part in found})})
    ancestors = {ref_key(ref) for entry in subjects for ref in entry.payload["within"]}
    policies = reading.entries("policy").with_facet("place", ancestors).order_by()
    entries = list({e.pk: e for found in (near, far) for several in found.values() for e in several}.values())
    named = references_of([*subjects, *entries])
    cards = reading.cards(named | {("indicator", slug) for slug in indicators})
    disputes = disputed(reading, of_kind(entries, "observation"))
    scribe = Scribe(cards, words.page_language(), disputes)
    larger = _how_many_name(policies.values_list("payload__places", flat=True))
    return Gathered(subjects, near, far, larger, parts, scribe)


def _how_many_name(places: Iterable[list[dict]]) -> Counter[str]:
    """How many policies name each place, where `places` are those that each policy names."""
    return Counter(place for named in places for place in {ref_key(ref) for ref in named})
