"""What an address asks to be compared (`?s=aomori&s=iwate`), and the addresses of neighbouring comparisons."""

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

# As many as there are prefectures.
FEWEST, MOST = 2, 47
# Only what can be a slug is asked of the database: an address may hold anything.
SLUG = re.compile(r"[a-z0-9-]{1,120}")
# An address typed or pasted wrongly is quoted back to its reader, but not whole books of it.
_QUOTED_WORDS, _QUOTED_LENGTH = 12, 60


@dataclass(frozen=True)
class Asked:
    """The slugs to show, in the order of the address, and what became of everything else that was asked for."""

    slugs: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    unquoted: int = 0

    @property
    def enough(self) -> bool:
        """Whether there is something to compare."""
        return len(self.slugs) >= FEWEST

    @property
    def full(self) -> bool:
        """Whether another subject would be one too many."""
        return len(self.slugs) >= MOST


def typed(values: Iterable[str]) -> list[str]:
    """The values of an address as slugs would be written: no surrounding space, lower case, nothing empty."""
    return [slug for value in values if (slug := value.strip().lower())]


def asked(values: Iterable[str], known: Container[str]) -> Asked:
    """Sort out the values of `s`: what is known and shown, repeated, unknown, or too many."""
    slugs: dict[str, None] = {}
    repeated: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for slug in typed(values):
        if slug in slugs:
            repeated[slug] = None
        elif slug in known:
            slugs[slug] = None
        else:
            unknown[quotable(slug)] = None
    found = list(slugs)
    return Asked(
        slugs=tuple(found[:MOST]),
        repeated=tuple(repeated),
        unknown=tuple(unknown)[:_QUOTED_WORDS],
        beyond=tuple(found[MOST:]),
        unquoted=max(0, len(unknown) - _QUOTED_WORDS),
    )


def without(slugs: Sequence[str], slug: str) -> list[str]:
    """`slugs` without one of them."""
    return [other for other in slugs if other != slug]


def swapped(slugs: Sequence[str], index: int, other: int) -> list[str]:
    """`slugs` with the columns `index` and `other` in each other's place."""
    moved = list(slugs)
    moved[index], moved[other] = moved[other], moved[index]
    return moved


def quotable(value: str) -> str:
    """What somebody typed, fit to be shown: no invisible signs, and not endless."""
    shown = "".join(sign if unicodedata.category(sign)[0] != "C" else "�" for sign in value)
    return shown if len(shown) <= _QUOTED_LENGTH else f"{shown[:_QUOTED_LENGTH]}…"
