"""The reference of a document: in words, and in the forms that reference managers read."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from .citations import date_parts, day_in_words, for_latex, on_one_line

# What stands in place of a year and of a title that no source reports.
_UNDATED = {"en": "n.d.", "ja": "刊年不明"}
_UNTITLED = {"en": "[title not reported]", "ja": "［題名の記載なし］"}
# What a given name looks like after a family name and a comma; all else with a comma is taken for an organisation.
_GIVEN = re.compile(r"(?:[A-Z]\.[- ]?)+[A-Z]?\.?|[A-Z](?:-[A-Z])?\.?|[A-Z][a-z]+")
_EDITORS = re.compile(r"\s*\([Ee]ds?\.?\)$")
_AND_OTHERS = re.compile(r",?\s+(?:et al\.?|and others)$")
# The kind of a source: its type in BibTeX, RIS and CSL. What a work is that others cite nobody has recorded.
_TYPES = {
    "article": ("article", "JOUR", "article-journal"),
    "report": ("report", "RPRT", "report"),
    "slides": ("misc", "SLIDE", "speech"),
    "dataset": ("dataset", "DATA", "dataset"),
    "web-page": ("online", "ELEC", "webpage"),
    "cited-work": ("misc", "GEN", "document"),
}
_LANGUAGES = {"en": "english", "ja": "japanese"}


class Name(NamedTuple):
    """A name of an author: of a person in two parts, or of whoever it is in one (then `given` is empty)."""

    family: str
    given: str

    @property
    def inverted(self) -> str:
        """`Family, Given`, or the name as it is."""
        return f"{self.family}, {self.given}" if self.given else self.family


@dataclass(frozen=True)
class Reference:
    """What names a document, as far as it is known: what is not is empty, and is not made up.

    `authors` are joined by semicolons, `year_printed` is the year as it is printed, perhaps with a letter (2001a);
    `printed` is the whole reference as a citing document prints it; `address` is that of its page in the atlas.
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
    printed: str
    address: str

    @property
    def names(self) -> list[Name]:
        """The authors, each by name; those who are only “and others” are left out."""
        return [_name(author) for author in self._authors]

    @property
    def and_others(self) -> bool:
        """Whether there are more authors than are named."""
        return bool(_AND_OTHERS.search(_EDITORS.sub("", self.authors.strip())))

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
        names = [f"{{{for_latex(name.family)}}}" if not name.given else for_latex(name.inverted) for name in self.names]
        container = "journal" if self.kind == "article" else "howpublished"
        fields = {
            "author": " and ".join(names + (["others"] if self.and_others else [])),
            "title": f"{{{for_latex(on_one_line(self.title))}}}" if self.title else "",
            "year": str(self.year or ""),
            container: for_latex(on_one_line(self.container)),
            "institution" if self.kind == "report" else "publisher": for_latex(on_one_line(self.publisher)),
            "url": _plain_address(self.url),
            "urldate": self.read_on.isoformat() if self.read_on else "",
            "language": _LANGUAGES.get(self.language, self.language),
            "note": for_latex(self.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@{_TYPES[self.kind][0]}{{{self.key},", *lines, "}", ""])

    def ris(self) -> str:
        """A RIS record: one tag a line, lines ended as RIS wants them."""
        tags = [
            ("TY", _TYPES[self.kind][1]),
            ("ID", self.key),
            *(("AU", name.inverted) for name in self.names),
            ("TI", self.title),
            ("T2", self.container),
            ("PY", str(self.year or "")),
            ("PB", self.publisher),
            ("UR", _plain_address(self.url)),
            ("Y2", f"{self.read_on:%Y/%m/%d}/" if self.read_on else ""),
            ("LA", self.language),
            ("N1", self._note_with_others),
        ]
        # No value has a line break, so none can begin a line with a tag of its own.
        lines = [f"{tag}  - {on_one_line(value)}" for tag, value in tags if value]
        return "\r\n".join([*lines, "ER  - ", ""])

    def csl(self) -> dict[str, Any]:
        """One item of CSL-JSON."""
        names = [
            {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
            for name in self.names
        ]
        item = {
            "id": self.key,
            "type": _TYPES[self.kind][2],
            "title": on_one_line(self.title),
            "author": names,
            "issued": {"date-parts": [[self.year]]} if self.year else None,
            "container-title": on_one_line(self.container),
            "publisher": on_one_line(self.publisher),
            "URL": self.url,
            "accessed": date_parts(self.read_on) if self.read_on else None,
            "language": self.language,
            "note": self._note_with_others,
        }
        return {name: value for name, value in item.items() if value}

    @property
    def note(self) -> str:
        """What no form has a field for: how it is printed where it has no title, its licence, its page in the atlas."""
        printed = f"Printed as: {self.printed}" if self.printed and not self.title else ""
        return ". ".join(
            filter(None, [on_one_line(printed).rstrip("."), self.licence, f"In PolicyAtlas: {self.address}"])
        )

    @property
    def _note_with_others(self) -> str:
        """The note for forms that know names only: whoever is not named would be a person called “et al.” there."""
        if not self.and_others:
            return self.note
        return f"Authors: {'; '.join(name.inverted for name in self.names)} and others. {self.note}"

    def _further(self, language: str) -> list[str]:
        """Where it stands, who published it, and when it was read: one sentence each."""
        parts = [on_one_line(self.container), on_one_line(self.publisher)]
        said = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
        if self.read_on:
            day = day_in_words(self.read_on, language)
            said.append(f"{day}閲覧。" if language == "ja" else f"Read on {day}.")
        return said

    @property
    def _authors(self) -> list[str]:
        authors = _AND_OTHERS.sub("", _EDITORS.sub("", on_one_line(self.authors)))
        return [found for author in authors.split(";") if (found := author.strip())]


def bibtex(references: Iterable[Reference]) -> str:
    """All `references` as one BibTeX file."""
    return "\n".join(one.bibtex() for one in references)


def ris(references: Iterable[Reference]) -> str:
    """All `references` as one RIS file."""
    return "\r\n".join(one.ris() for one in references)


def csl_json(references: Iterable[Reference]) -> str:
    """All `references` as one list of CSL-JSON."""
    return json.dumps([one.csl() for one in references], ensure_ascii=False, indent=2) + "\n"


def _name(author: str) -> Name:
    family, _, given = author.partition(", ")
    return Name(family, given) if _GIVEN.fullmatch(given) else Name(author, "")


def _plain_address(url: str) -> str:
    """An address that no form takes for more than one, or for an end: spaces, braces and semicolons by their number."""
    return re.sub(r"[\s{};\\]", lambda sign: f"%{ord(sign[0]):02X}", url)
