"""What rests on a source: how many entries of each kind, and the lists that show them."""

from dataclasses import dataclass

from django.urls import reverse

from policyatlas.public import words
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

# For each value of the facet `source`, how many entries of each kind have it.
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Resting:
    """How many entries of a kind rest on a source, in words, and the list of them."""

    said: str
    kind: str
    number: int
    address: str


def resting_on(slug: str, counts: Counts) -> list[Resting]:
    """What rests on a source, by kind, each with its list; `counts` is what `Reading.counts_by_value` gives."""
    found = counts.get(f"source:{slug}", {})
    return [_resting(code, found[code], slug) for code in KINDS if code in found and _filters_by_source(code)]


def _resting(code: str, number: int, slug: str) -> Resting:
    language = words.page_language()
    name = words.kind_label(code, language, plural=number > 1)
    said = f"{name}{number}件" if language == "ja" else f"{number} {name.lower()}"
    address = f"{reverse('list', args=[KINDS[code].address])}?source=source:{slug}"
    return Resting(said, code, number, address)


def _filters_by_source(code: str) -> bool:
    return any(choice.name == "source" for choice in LISTS[code].filters)
