"""The reference of a document: in words, and in the forms that reference managers read."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .authors import Name, and_others, for_bibtex, for_csl, names_in
from .citations import date_parts, day_in_words, for_latex, on_one_line
from .containers import Container, read

# What stands in place of a year and of a title that no source reports.
_UNDATED = {"en": "n.d.", "ja": "刊年不明"}
_UNTITLED = {"en": "[title not reported]", "ja": "［題名の記載なし］"}
# “London: Routledge”: where a publisher is, and who.
_PLACED = re.compile(r"(?P<place>[^\W\d_a-z][^:;/\d]*): (?P<name>[^:]+)")
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/[\w.()/:-]+)", re.IGNORECASE | re.ASCII)
# “<http://www.oecd.org/…> access date 27/05/04”: on which day a citing document found an address.
_FOUND_ON = re.compile(r"https?://\S+ (?:access date |accessed )?(\d\d)/(\d\d)/(\d\d)$")
# The kind of a source: its type in BibTeX, RIS and CSL.
_TYPES = {
    "article": ("article", "JOUR", "article-journal"),
    "report": ("report", "RPRT", "report"),
    "slides": ("misc", "SLIDE", "speech"),
    "dataset": ("dataset", "DATA", "dataset"),
    "web-page": ("online", "ELEC", "webpage"),
    "cited-work": ("misc", "GEN", "document"),
}
# What a work is that others cite nobody has recorded, but where it stands may show it.
_STANDING = {"book": ("incollection", "CHAP", "chapter"), "journal": _TYPES["article"]}
_LANGUAGES = {"en": "english", "ja": "japanese"}


@dataclass(frozen=True)
class Reference:
    """What names a document, as far as it is known: what is not is empty, and is not made up.

    `authors` are joined by semicolons, `year_printed` is the year as it is printed, perhaps with a letter (2001a);
    `remark` is what is known about its author and date beyond these; `printed` is the whole reference as a citing
    document prints it; `address` is that of its page in the atlas.
    """

    key: str
    kind: str
    title: str
    authors: str
    year: int | None
    year_printed: str
    container: str
    publisher: str
    url: str
    read_on: date | None
    language: str
    licence: str
    remark: str
    printed: str
    address: str

    @property
    def names(self) -> list[Name]:
        """The authors, each by name; those who are only “and others” are left out."""
        return names_in(self.authors)

    @property
    def and_others(self) -> bool:
        """Whether there are more authors than are named."""
        return and_others(self.authors)

    @property
    def stands(self) -> Container:
        """The journal or book it stands in. Of pages, data and reports only the day is read: they are parts of none."""
        found = read(on_one_line(self.container), self.year)
        if self.kind in ("article", "cited-work"):
            return found
        return Container(on_one_line(self.container), issued=found.issued)

    @property
    def doi(self) -> str:
        """Its DOI, if its address is one."""
        found = _DOI.fullmatch(self.url)
        return found[1] if found else ""

    @property
    def found_on(self) -> date | None:
        """The day on which a citing document found its address, if it prints one that can be read in one way only."""
        found = _FOUND_ON.search(on_one_line(self.printed)) if self.url else None
        if not found or (int(found[1]) <= 12 and found[1] != found[2]):
            return None
        try:
            # Nothing was found on the web before 1991.
            return date((1900 if int(found[3]) > 90 else 2000) + int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            return None

    @property
    def accessed(self) -> date | None:
        """The day for the fields of that name: the one on which it was read, or else on which it was found."""
        return self.read_on or self.found_on

    @property
    def types(self) -> tuple[str, str, str]:
        """Its type in BibTeX, RIS and CSL."""
        return _STANDING.get(self.stands.form, _TYPES[self.kind])

    @property
    def placed(self) -> tuple[str, str]:
        """Where its publisher is, if that is said in the usual form, and who."""
        publisher = on_one_line(self.publisher)
        found = _PLACED.fullmatch(publisher)
        return (found["place"], found["name"]) if found else ("", publisher)

    def pieces(self, language: str = "en") -> tuple[str, str, str]:
        """What stands before the title, the title, and what follows it at once: `Goto, A (1993) `, `Title`, `. Pinter.`

        Where no author is known the year follows the title.
        """
        when = self.year_printed or str(self.year or "") or _UNDATED[language]
        when = f"（{when}）" if language == "ja" else f" ({when})"
        authors = on_one_line(self.authors)
        title = on_one_line(self.title) or _UNTITLED[language]
        if authors:
            before, end = f"{authors}{when}" + ("" if language == "ja" else " "), "." * (title[-1] not in ".?!]")
        else:
            before, end = "", f"{when}."
        return before, title, "".join([end, *(f" {said}" for said in self._further(language))])

    def words(self, language: str = "en") -> str:
        """The whole reference on one line, the address on the web last."""
        return " ".join(filter(None, ["".join(self.pieces(language)), on_one_line(self.url)]))

    def bibtex(self) -> str:
        """An entry for BibTeX and biblatex, with UTF-8."""
        kind, stands, (place, publisher) = self.types[0], self.stands, self.placed
        container = {"article": "journal", "incollection": "booktitle"}.get(kind, "howpublished")
        fields = {
            "author": for_bibtex(self.authors),
            "title": f"{{{for_latex(on_one_line(self.title))}}}" if self.title else "",
            "year": str(self.year or ""),
            "date": "-".join(f"{part:02}" for part in stands.issued),
            container: for_latex(stands.title),
            "editor": for_bibtex(stands.editors),
            "edition": stands.edition,
            "volume": stands.volume,
            "number": for_latex(stands.issue),
            "pages": stands.pages.replace("-", "--"),
            "address": for_latex(place),
            "institution" if kind == "report" else "publisher": for_latex(publisher),
            "doi": self.doi,
            "url": _plain_address(self.url),
            "urldate": self.accessed.isoformat() if self.accessed else "",
            "language": _LANGUAGES.get(self.language, self.language),
            "note": for_latex(self.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@{kind}{{{self.key},", *lines, "}", ""])

    def ris(self) -> str:
        """A RIS record: one tag a line, lines ended as RIS wants them."""
        stands, (place, publisher) = self.stands, self.placed
        first, _, last = stands.pages.partition("-")
        tags = [
            ("TY", self.types[1]),
            ("ID", self.key),
            *(("AU", name.inverted) for name in self.names),
            ("TI", self.title),
            ("T2", stands.title),
            *(("A2", name.inverted) for name in names_in(stands.editors)),
            ("ET", stands.edition),
            ("VL", stands.volume),
            ("IS", stands.issue),
            ("SP", first),
            ("EP", last),
            ("PY", str(self.year or "")),
            ("DA", "/".join([*(f"{part:02}" for part in stands.issued), "", "", ""][:4]) if stands.issued else ""),
            ("CY", place),
            ("PB", publisher),
            ("DO", self.doi),
            ("UR", _plain_address(self.url)),
            ("Y2", f"{self.accessed:%Y/%m/%d}/" if self.accessed else ""),
            ("LA", self.language),
            ("N1", self._note_with_others),
        ]
        # No value has a line break, so none can begin a line with a tag of its own.
        lines = [f"{tag}  - {on_one_line(value)}" for tag, value in tags if value]
        return "\r\n".join([*lines, "ER  - ", ""])

    def csl(self) -> dict[str, Any]:
        """One item of CSL-JSON."""
        stands, (place, publisher) = self.stands, self.placed
        issued = list(stands.issued) or ([self.year] if self.year else [])
        item = {
            "id": self.key,
            "type": self.types[2],
            "title": on_one_line(self.title),
            "author": [for_csl(name) for name in self.names],
            "issued": {"date-parts": [issued]} if issued else None,
            "container-title": stands.title,
            "editor": [for_csl(name) for name in names_in(stands.editors)],
            "edition": re.sub(r"\D", "", stands.edition),
            "volume": stands.volume,
            "issue": stands.issue,
            "page": stands.pages,
            "publisher": publisher,
            "publisher-place": place,
            "DOI": self.doi,
            "URL": self.url,
            "accessed": date_parts(self.accessed) if self.accessed else None,
            "language": self.language,
            "note": self._note_with_others,
        }
        return {name: value for name, value in item.items() if value}

    @property
    def note(self) -> str:
        """What no form has a field for: how it is printed where it has no title, what is uncertain, licence, page."""
        printed = f"Printed as: {self.printed}" if self.printed and not self.title else ""
        said = [on_one_line(text).rstrip(".") for text in (printed, self.remark)]
        return ". ".join(filter(None, [*said, self.licence, f"In PolicyAtlas: {self.address}"]))

    @property
    def _note_with_others(self) -> str:
        """The note for forms that know names only: whoever is not named would be a person called “et al.” there."""
        lists = [("Authors", self.authors), ("Editors", self.stands.editors)]
        said = [
            f"{role}: {'; '.join(name.inverted for name in names_in(names))} and others. "
            for role, names in lists
            if and_others(names)
        ]
        return "".join([*said, self.note])

    def _further(self, language: str) -> list[str]:
        """Where it stands, who published it, and when it was read: one sentence each."""
        container = on_one_line(self.container)
        parts = [f"In: {container}" if self.stands.form == "book" else container, on_one_line(self.publisher)]
        said = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
        if self.read_on:
            day = day_in_words(self.read_on, language)
            said.append(f"{day}閲覧。" if language == "ja" else f"Read on {day}.")
        elif self.found_on:
            day = day_in_words(self.found_on, language)
            said.append(
                f"引用元による閲覧：{day}。" if language == "ja" else f"Accessed by the citing document on {day}."
            )
        return said


def bibtex(references: Iterable[Reference]) -> str:
    """All `references` as one BibTeX file."""
    return "\n".join(one.bibtex() for one in references)


def ris(references: Iterable[Reference]) -> str:
    """All `references` as one RIS file."""
    return "\r\n".join(one.ris() for one in references)


def csl_json(references: Iterable[Reference]) -> str:
    """All `references` as one list of CSL-JSON."""
    return json.dumps([one.csl() for one in references], ensure_ascii=False, indent=2) + "\n"


def _plain_address(url: str) -> str:
    """An address that no form takes for more than one, or for an end: spaces, braces and semicolons by their number."""
    return re.sub(r"[\s{};\\]", lambda sign: f"%{ord(sign[0]):02X}", url)
