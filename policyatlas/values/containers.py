"""What the journal or book of a document says by its form: its editors, volume, issue, pages, day.

Records keep it in one text, as printed. Only forms that cannot mean anything else are read; any other text stays whole.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .citations import MONTHS

_FAMILY = r"\b(?:(?:da|de|del|den|der|di|du|la|le|ten|ter|van|von) )*[A-Z][^\W\d_]*(?:[-’' ][A-Z][^\W\d_]+)?"
# Initials with points, or a letter or two without: “OECD” after a comma is nobody's given name.
_INITIALS = r"(?:(?:[A-Z]\.[- ]?)*[A-Z]\.|[A-Z](?:-[A-Z])?\.?)"
_PERSON = rf"{_FAMILY}, {_INITIALS}"
_PAGES = r"pp?\. ?(?P<pages>\d+ ?[-–] ?\d+)"
_BOOK = re.compile(
    rf"(?P<editors>{_PERSON}(?:(?:,? (?:and|&) |, ){_PERSON})*)(?P<others>,? et al\.?)?,? ?"
    r"\([Ee]ds?\.?\)[.,]? (?P<title>[A-Z“‘'\"].+?)"
    rf"(?:[.,] (?P<edition>\d+(?:st|nd|rd|th)) (?:edition|ed\.))?(?:,? {_PAGES})?"
)
_JOURNALS = (
    # Regional Studies 24.1, pp.41-53; Regional Studies, 32, No.5, pp.391-403; Regional Studies 32(5), pp. 391-403
    re.compile(
        r"(?P<title>[^\W\d_a-z].*?[^\W\d_]),? (?P<volume>\d{1,3})"
        rf"(?:\((?P<in_brackets>\d+)\)|(?:\.|, (?:[Nn]o\. ?)?)(?P<issue>\d+(?:/\d+)?))?,? {_PAGES}"
    ),
    # Regional Studies, vol 39, n. 7, October 2005
    re.compile(
        r"(?P<title>.+?),? (?P<special>Special Issue )?[Vv]ol\.? ?(?P<volume>\d+), [Nn]o?\. ?(?P<issue>\d+)"
        rf"(?:, (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}}))?"
    ),
    # 産学官連携ジャーナル 2005年8月号
    re.compile(r"(?P<title>.+?) (?P<year>\d{4})年(?P<issue>(?P<month>\d{1,2})月号)"),
    # 京都新聞 2002年4月30日付
    re.compile(r"(?P<title>.+?) (?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日付"),
)
# What is numbered and has pages, and yet is no journal.
_NO_JOURNAL = re.compile(
    r"\b(?:papers?|reports?|proceedings|conference|chapters?|final|editions?|eds?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Container:
    """Where a document stands: all of it in `title` where its form is not one that is known.

    `editors` are joined by semicolons, with “et al.” after them if there are more. `issued` is year, month and perhaps
    day where they are said more exactly than by a year.
    """

    title: str
    form: Literal["", "book", "journal"] = ""
    editors: str = ""
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issued: tuple[int, ...] = ()


def read(text: str, year: int | None = None) -> Container:
    """What a container says; a day of another year than the document's leaves all as it stands."""
    if book := _BOOK.fullmatch(text):
        editors = "; ".join(re.findall(_PERSON, book["editors"])) + (" et al." if book["others"] else "")
        return Container(book["title"], "book", editors, book["edition"] or "", pages=_span(book["pages"]))
    for form in _JOURNALS:
        found = form.fullmatch(text)
        if found and not _NO_JOURNAL.search(found["title"]):
            return _journal(found.groupdict(), year) or Container(text)
    return Container(text)


def _journal(found: dict[str, str | None], year: int | None) -> Container | None:
    """A journal as it was found; None where its day does not exist or is of another year."""
    issued: tuple[int, ...] = ()
    if found.get("year"):
        month = found["month"] or ""
        parts = [int(found["year"] or 0), int(month) if month.isdigit() else MONTHS.index(month) + 1]
        parts += [int(day)] if (day := found.get("day")) else []
        try:
            date(*[*parts, 1][:3])
        except ValueError:
            return None
        if parts[0] != year:
            return None
        issued = tuple(parts)
    issue = found.get("issue") or found.get("in_brackets") or ""
    if found.get("special"):
        issue += ", Special Issue"
    return Container(
        found["title"] or "",
        "journal",
        volume=found.get("volume") or "",
        issue=issue,
        pages=_span(found.get("pages")),
        issued=issued,
    )


def _span(pages: str | None) -> str:
    return re.sub(r" ?[-–] ?", "-", pages or "")
