"""What every file says about itself: which view of which edition it holds, and how to read, cite and check it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.citing.citations import cited_at
from policyatlas.public.data import LICENCE, label_of
from policyatlas.public.extracts.table import Extract
from policyatlas.values.vocabularies import MISSING

# So many of the facts, the first ones, do not depend on the rows.
KNOWN_BEFORE = 5


@dataclass(frozen=True)
class About:
    """The facts about a file; `day` is the day its edition was closed, or that of the fetching where it is open.

    `covered` is how many columns, from the first, the fingerprint covers; `filters` are what was asked, in words.
    """

    title: str
    address: str
    filters: tuple[str, ...]
    edition: str
    day: date
    rows: int
    language: str
    fingerprint: str
    citation: str
    covered: int

    @property
    def filters_said(self) -> str:
        """What was asked in one sentence."""
        return "; ".join(self.filters) or _("none: all lines of the view are here")

    def pairs(self) -> list[tuple[str, str | int]]:
        """The facts in the order in which a spreadsheet gives them, each as its name and one line of text."""
        licence = f"{LICENCE['name']}, {LICENCE['url']}"
        return [
            ("title", _one_line(self.title)),
            ("address", self.address),
            ("filters", _one_line(self.filters_said)),
            ("edition", self.edition),
            ("date", self.day.isoformat()),
            ("rows", self.rows),
            ("licence", licence),
            ("citation", _one_line(self.citation)),
            ("fingerprint", self.fingerprint),
            ("columns in the fingerprint", self.covered),
            ("language", self.language),
            *((f"missing: {code}", f"“{said}”: {why}") for code, said, why in _missing(self.language)),
            ("units", units()),
            ("sources", sources()),
            ("to check", to_check()),
        ]

    def data(self) -> dict:
        """The same facts as JSON data."""
        return {
            "title": self.title,
            "address": self.address,
            "filters": list(self.filters),
            "edition": self.edition,
            "date": self.day.isoformat(),
            "rows": self.rows,
            "licence": LICENCE,
            "citation": self.citation,
            "fingerprint": self.fingerprint,
            "language": self.language,
            "missing": {code: {"words": said, "meaning": why} for code, said, why in _missing(self.language)},
            "units": units(),
            "sources": sources(),
            "to_check": to_check(),
        }


def about(extract: Extract, reading: Reading, root: str) -> About:
    """The facts about a file of `extract`; `root` is the absolute address of the edition, with a slash at its end."""
    return About(
        title=extract.title,
        address=f"{root}{extract.path}",
        filters=extract.asked,
        edition=label_of(reading.edition),
        day=day_of(reading.edition),
        rows=extract.rows,
        language=words.page_language(),
        fingerprint=extract.fingerprint,
        citation=cited_at(f"{root}{extract.path}", extract, reading.edition).words(),
        covered=len(extract.columns),
    )


def day_of(edition: Edition) -> date:
    """The day on which an edition was closed; of the open one, today."""
    return edition.closed_on or timezone.localdate()


def units() -> str:
    """How numbers are to be read."""
    return _(
        "Numbers are in full units: 680 million yen are 680000000. The unit stands beside the number or in its words, "
        "as do “about”, “at least”, “over”, “nearly” and the upper value of a range. Years are calendar years unless "
        "they are called fiscal (April to March). An absence is said in words and is never a zero."
    )


def sources() -> str:
    """Where each line says what it rests on."""
    return _(
        "Each line names the documents it rests on and the place in them. The columns after those of the fingerprint "
        "say where to find things: key is the name of the line in every edition, url the page of its entry."
    )


def to_check() -> str:
    """How anybody finds out whether the file is unaltered."""
    return _(
        "manage.py verify_download FILE says whether the file is unaltered and what has changed since; how to compute "
        "its fingerprint without the atlas is in docs/data.md. Of a text that begins with an apostrophe the first one "
        "was put there to keep spreadsheets from running it."
    )


def _missing(language: str) -> list[tuple[str, str, str]]:
    return [(code, MISSING.label(code, language), words.meaning(code)) for code in MISSING.codes]


def _one_line(text: str) -> str:
    return " ".join(text.split())
