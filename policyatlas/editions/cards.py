"""Cards: what a link to an entry needs of it, without its payload."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from .addresses import among
from .models import Entry
from .payloads import Address


@dataclass(frozen=True)
class Card:
    """What a link to an entry needs; `url` (its address on the web), `language`, `date_read` and `year` are a source's.

    `date_read` is the day on which the source was read (`2026-11-03`), empty where that was not recorded.
    """

    kind: str
    slug: str
    title_en: str
    title_ja: str = ""
    url: str = ""
    language: str = ""
    date_read: str = ""
    year: int | None = None

    def title(self, language: str = "en") -> str:
        """The title in `language`, or in English where there is none."""
        return (self.title_ja if language == "ja" else "") or self.title_en


def read_cards(entries: QuerySet[Entry], refs: Collection[Address]) -> dict[Address, Card]:
    """The cards of those of `refs` that are among `entries`, in one query; the others are left out."""
    if not refs:
        return {}
    rows = entries.filter(among(refs)).values_list(
        "kind",
        "slug",
        "title_en",
        "title_ja",
        "payload__url",
        "payload__language",
        "payload__date_read",
        "year_from",
    )
    return {
        (kind, slug): Card(kind, slug, en, ja, *(one or "" for one in known), year if kind == "source" else None)
        for kind, slug, en, ja, *known, year in rows
    }
