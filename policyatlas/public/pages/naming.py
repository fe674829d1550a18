"""The names above a record's page, and which of them the atlas gave: no source that is cited has them."""

from dataclasses import dataclass

from policyatlas.public import words

from .gathering import Gathered

# What the sources name; the titles of evaluations, findings and disagreements are the atlas's in any language, and a
# term is a word of its own. The name of a source is its title.
_NAMED = {"policy", "cluster", "prefecture", "place", "organisation", "indicator", "framework", "event"}


@dataclass(frozen=True)
class Name:
    """A name in one language; `editorial` if the sources that the record rests on are all in other languages."""

    text: str
    language: str
    editorial: bool = False


def names_of(gathered: Gathered) -> tuple[Name, Name | None]:
    """The name in the language of the page, or else in English, and the one in the other language if there is one."""
    names, given = gathered.entry.payload["name"], editorial_languages(gathered)
    found = [Name(names[code], code, code in given) for code in ("en", "ja") if names[code]]
    if words.page_language() == "ja":
        found.reverse()
    return found[0], found[1] if len(found) > 1 else None


def editorial_languages(gathered: Gathered) -> set[str]:
    """Of `en` and `ja`, those in which no cited source is written; none where a source's language is not known."""
    entry, evidence = gathered.entry, gathered.entry.payload.get("evidence", [])
    languages = {source.language for source in gathered.cards_of(found["source"] for found in evidence)}
    if entry.kind not in _NAMED or not languages or "" in languages:
        return set()
    # A data set in English may print the names in Japanese too.
    quoted = {
        code for code in ("en", "ja") if any(_has(found["quote"], entry.payload["name"][code]) for found in evidence)
    }
    return {"en", "ja"} - languages - quoted


def _has(quote: str, name: str) -> bool:
    return bool(name) and name.casefold() in quote.casefold()
