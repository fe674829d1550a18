"""A citation of one view in one edition: in words, and in the forms that reference managers read."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote, urlsplit

from .canonical import digest

SITE = "PolicyAtlas"

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NOUNS = {
    "entries": ("entry", "entries", "{}件"),
    "statements": ("statement", "statements", "{}件の記述"),
}
# What LaTeX would take for an instruction. Braces by name: BibTeX counts them even after a backslash.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&#$_"},
    }
)
# Two signs of which LaTeX would make one: a dash, a quotation mark, an exclamation mark upside down.
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`!?])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
# All that may stand in an address as it is, but for the semicolon, at which RIS would divide it.
_OF_ADDRESSES = "%:/?#@!$&'()*+,=-._~"


@dataclass(frozen=True)
class Citation:
    """What names a view, and exactly what it showed.

    `title` and `asked` say in `language` what is seen and with which filters; `edition` is the label of a closed
    edition and `closed_on` the day it was closed. Both are empty for what is in print now, and then `read_on`, the day
    of access, says which state is meant: a closed edition needs none, so that its citation never changes. `address` is
    the whole address, edition included; `rows` says how many of the `noun` there are; `fingerprint` is the SHA-256 of
    the data as 64 hexadecimal characters. Without an edition and without a day it raises ValueError.
    """

    title: str
    asked: tuple[str, ...]
    address: str
    rows: int
    noun: Literal["entries", "statements"]
    fingerprint: str
    licence: str
    language: Literal["en", "ja"] = "en"
    edition: str = ""
    closed_on: date | None = None
    read_on: date | None = None

    def __post_init__(self) -> None:
        if bool(self.edition) != (self.closed_on is not None):
            raise ValueError("A closed edition has a label and a date; what is in print now has neither.")
        if self.read_on is None and not self.edition:
            raise ValueError("What is in print now is cited with the day on which it was read.")

    @property
    def full_title(self) -> str:
        """The title with the filters: `Policies (Kind: Law; Level of government: National)`."""
        japanese = self.language == "ja"
        filters = [on_one_line(asked) for asked in self.asked]
        said = ("（{}）" if japanese else " ({})").format(("；" if japanese else "; ").join(filters)) if filters else ""
        return on_one_line(self.title) + said

    @property
    def number(self) -> str:
        """How many lines the view has, in words: `1 entry`, `8 entries`, `75 statements`."""
        one, many, japanese = _NOUNS[self.noun]
        if self.language == "ja":
            return japanese.format(self.rows)
        return f"{self.rows} {one if self.rows == 1 else many}"

    @property
    def state(self) -> str:
        """Which state of the atlas is cited: the edition and its date, or what is in print on the day of access."""
        if self.language == "ja":
            read = f"{day_in_words(self.read_on, 'ja')}閲覧" if self.read_on else ""
            edition = f"{self.edition}版（{day_in_words(self.closed_on, 'ja')}）" if self.closed_on else "公開中の版"
            return "、".join(filter(None, [edition, read]))
        read = f"read on {day_in_words(self.read_on)}" if self.read_on else ""
        edition = f"Edition {self.edition}, {day_in_words(self.closed_on)}" if self.closed_on else "Open edition"
        return ", ".join(filter(None, [edition, read]))

    @property
    def after_title(self) -> str:
        """What follows the title in words: state, number of rows, address, fingerprint."""
        if self.language == "ja":
            return f"{self.state}。{self.number}。{self.url} （SHA-256 {self.fingerprint}）"
        return f"{self.state}. {self.number}. {self.url} (SHA-256 {self.fingerprint})"

    @property
    def url(self) -> str:
        """The address in the signs that every form of citation takes as they are."""
        return quote(self.address, safe=_OF_ADDRESSES)

    @property
    def key(self) -> str:
        """The name of the citation: the same for the same view of the same edition, another for any other."""
        parts = urlsplit(self.url)
        # The label of the edition is the first part of the path; what is in print now is another thing every day.
        day = "" if self.edition else f"open-{self.read_on}"
        plain = re.sub(r"[^a-z0-9]+", "-", parts.path.lower()).strip("-")
        return "-".join(filter(None, ["policyatlas", day, plain, digest(parts.query)[:8] if parts.query else ""]))

    @property
    def note(self) -> str:
        """What no form has a field for: number of rows, fingerprint, licence."""
        if self.language == "ja":
            return f"{self.number}。SHA-256 {self.fingerprint}。{self.licence}"
        return f"{self.number}. SHA-256 {self.fingerprint}. {self.licence}"

    @property
    def version(self) -> str:
        """The edition for a field of that name: its label, or `open`."""
        return self.edition or "open"

    @property
    def issued(self) -> date:
        """The day from which what is cited has been as it is: that of the edition, or of access."""
        return self.closed_on or self.read_on  # type: ignore[return-value]

    def words(self) -> str:
        """The whole reference on one line: `PolicyAtlas. Policies. Edition 2026.1, …`."""
        if self.language == "ja":
            return f"{SITE}「{self.full_title}」{self.after_title}"
        return f"{SITE}. {self.full_title}. {self.after_title}"

    def bibtex(self) -> str:
        """A BibTeX entry, for LaTeX with UTF-8: Japanese stays as it is, what LaTeX would obey is escaped."""
        fields = {
            # In braces of their own: no style may turn a corporate name about, or write names in a title small.
            "author": f"{{{SITE}}}",
            "title": f"{{{for_latex(self.full_title)}}}",
            "version": self.version,
            "date": self.issued.isoformat(),
            "year": str(self.issued.year),
            "publisher": SITE,
            "url": self.url,
            "urldate": self.read_on.isoformat() if self.read_on else "",
            "language": {"en": "english", "ja": "japanese"}[self.language],
            "note": for_latex(self.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@dataset{{{self.key},", *lines, "}", ""])

    def ris(self) -> str:
        """A RIS record: one tag a line, lines ended as RIS wants them."""
        tags = [
            ("TY", "DATA"),
            ("ID", self.key),
            ("AU", SITE),
            ("TI", self.full_title),
            ("ET", self.version),
            ("PY", str(self.issued.year)),
            ("DA", f"{self.issued:%Y/%m/%d}/"),
            ("PB", SITE),
            ("UR", self.url),
            ("Y2", f"{self.read_on:%Y/%m/%d}/" if self.read_on else ""),
            ("LA", self.language),
            ("N1", self.note),
        ]
        # No value has a line break, so none can begin a line with a tag of its own.
        lines = [f"{tag}  - {on_one_line(value)}" for tag, value in tags if value]
        return "\r\n".join([*lines, "ER  - ", ""])

    def csl_json(self) -> str:
        """CSL-JSON, as citation processors take it: a list of this one data set."""
        item = {
            "id": self.key,
            "type": "dataset",
            "title": self.full_title,
            "author": [{"literal": SITE}],
            "publisher": SITE,
            "version": self.version,
            "issued": date_parts(self.issued),
            "accessed": date_parts(self.read_on) if self.read_on else None,
            "URL": self.url,
            "dimensions": self.number,
            "language": self.language,
            "note": self.note,
        }
        return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2) + "\n"


def day_in_words(day: date, language: str = "en") -> str:
    """A day as people write it: `25 November 2026`, `2026年11月25日`."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_parts(day: date) -> dict:
    """A day as CSL-JSON has it."""
    return {"date-parts": [[day.year, day.month, day.day]]}


def on_one_line(text: str) -> str:
    """`text` with single spaces for whatever breaks lines or leaves gaps, and without signs that steer a terminal."""
    printed = (sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs"))
    return " ".join("".join(printed).split())


def for_latex(text: str) -> str:
    """`text` as LaTeX prints it: what it would obey is escaped."""
    return "{}".join(piece.translate(_LATEX) for piece in _LIGATURES.split(text))
