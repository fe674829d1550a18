"""The names of authors and editors, joined by semicolons, as records keep them and as reference managers read them."""

import re
from typing import NamedTuple

from .citations import for_latex, on_one_line

# What a given name looks like after a family name and a comma; all else with a comma is taken for an organisation.
_GIVEN = re.compile(r"(?:[A-Z]\.[- ]?)+[A-Z]?\.?|[A-Z](?:-[A-Z])?\.?|[A-Z][a-z]+")
_EDITORS = re.compile(r"\s*\([Ee]ds?\.?\)$")
_AND_OTHERS = re.compile(r",?\s+(?:et al\.?|and others)$")


class Name(NamedTuple):
    """A name of an author: of a person in two parts, or of whoever it is in one (then `given` is empty)."""

    family: str
    given: str

    @property
    def inverted(self) -> str:
        """`Family, Given`, or the name as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


def names_in(joined: str) -> list[Name]:
    """Names that are joined by semicolons; those who are only “and others” are left out."""
    named = _AND_OTHERS.sub("", _EDITORS.sub("", on_one_line(joined)))
    return [_name(one) for name in named.split(";") if (one := name.strip())]


def _name(author: str) -> Name:
    family, _, given = author.partition(", ")
    return Name(family, given) if _GIVEN.fullmatch(given) else Name(author, "")


def and_others(joined: str) -> bool:
    """Whether there are more of them than are named."""
    return bool(_AND_OTHERS.search(_EDITORS.sub("", joined.strip())))


def for_bibtex(joined: str) -> str:
    """The names as BibTeX joins them; those that it must not divide stand in braces."""
    names = [
        f"{{{for_latex(name.family)}}}" if not name.given else for_latex(name.inverted) for name in names_in(joined)
    ]
    return " and ".join(names + (["others"] if and_others(joined) else []))


def for_csl(name: Name) -> dict[str, str]:
    """A name as CSL-JSON has it."""
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
