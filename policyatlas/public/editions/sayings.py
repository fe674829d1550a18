"""What is said of a whole edition, on its page and in its files: licence, citation, and what the absences mean."""

from django.utils.translation import gettext as _

from policyatlas.editions.models import Edition
from policyatlas.public import data, words
from policyatlas.public.lists.columns import NONE_IN_PRINT, NOT_IN_PRINT
from policyatlas.values.citations import day_in_words
from policyatlas.values.vocabularies import MISSING

# The licence of all data, as data packages name licences: by its SPDX code.
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": data.LICENCE["url"],
}
# What lists say besides, where it is not a value that is missing but an entry.
_OF_ENTRIES = {
    "none-in-print": (NONE_IN_PRINT, "The edition has no such entry; that is not a count of nought in a source."),
    "not-in-print": (NOT_IN_PRINT, "It names an entry that is not in this edition."),
}


def absences() -> list[tuple[str, str, str, str]]:
    """Every word that stands where a value would: its code, the word in English and Japanese, and what it means."""
    kinds = [(code, MISSING.label(code), MISSING.label(code, "ja"), words.meaning(code)) for code in MISSING.codes]
    return kinds + [(code, said["en"], said["ja"], meaning) for code, (said, meaning) in _OF_ENTRIES.items()]


def citation(edition: Edition, address: str = "") -> str:
    """The whole edition as a reference in words; the files leave out the `address`, which differs between sites."""
    said = {
        "label": edition.label,
        "date": day_in_words(edition.closed_on, words.page_language()),
        "address": f" {address}" if address else "",
        "digest": edition.digest,
    }
    return _("PolicyAtlas. Edition %(label)s, closed on %(date)s.%(address)s (SHA-256 %(digest)s)") % said
