"""Whether a file taken from the atlas is unaltered, whether its edition holds just that, and what has changed since."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from policyatlas.editions.between import forwardings
from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.changes.comparing import Compared, compared
from policyatlas.public.changes.moves import Moves
from policyatlas.public.data import OPEN
from policyatlas.public.extracts.finding import STEM, extract_at
from policyatlas.public.extracts.table import Extract
from policyatlas.values.kinds import BY_ADDRESS

from .contents import content, found_at
from .differing import alike, changes_between, of_extract, of_file, sentences, told
from .reading import Taken, UnreadableError, read
from .sheet import Sheet, sheet_of

UNALTERED, ALTERED, UNKNOWN = 0, 1, 2
# The site, the edition if any, the view, its question.
_ADDRESS = re.compile(
    rf"(?P<site>https?://[^/?#\s]+)(?P<prefix>/(?:[^?#\s]*?/)??)(?P<stem>{STEM})/(?:\?(?P<query>[^#\s]*))?"
)
_LABEL = re.compile(r"(?:^|/)(\d{4}\.\d+)/$")


@dataclass(frozen=True)
class Where:
    """The view that a file names: its site, the path of its edition, that edition's label (empty: open), its place."""

    site: str
    prefix: str
    label: str
    stem: str
    query: str

    @property
    def root(self) -> str:
        """The absolute address of the edition."""
        return f"{self.site}{self.prefix}"

    @property
    def below(self) -> str:
        """The address below the edition."""
        return f"{self.stem}/" + (f"?{self.query}" if self.query else "")


@dataclass
class Report:
    """What is found: `code` is 0 for unaltered, 1 for altered, 2 for unreadable or unknown; each with sentences."""

    code: int = UNALTERED
    sentences: list[str] = field(default_factory=list)

    def say(self, *sentences: str, code: int = UNALTERED) -> None:
        """Adds to what is said; the worst code stands."""
        self.sentences += sentences
        self.code = max(self.code, code)


def verify(data: bytes) -> Report:
    """What can be said of a file, from itself and from the editions of this atlas; a bad file raises nothing."""
    report = Report()
    try:
        taken = read(data)
        where = _where(taken.facts.get("address", ""))
    except UnreadableError as refused:
        report.say(str(refused), code=UNKNOWN)
        return report
    _by_itself(report, taken)
    _contradictions(report, taken, where)
    edition = _edition(where.label)
    if edition is None:
        report.say(
            f"This atlas has no edition {where.label}, so it cannot say what that edition holds.",
            code=report.code or UNKNOWN,
        )
        return report
    with _as_addressed(where, taken.facts.get("language", "en")):
        _in_the_atlas(report, taken, where, Reading(edition, pinned=not edition.is_open))
    return report


def _in_the_atlas(report: Report, taken: Taken, where: Where, reading: Reading) -> None:
    """What the editions of this atlas say of the file."""
    named = _named(reading.edition)
    report.say(f"It names {where.below} in {named}.")
    if reading.edition.is_open:
        report.say(
            "An open edition is not kept as it was: nothing but the fingerprint speaks for the lines of the file."
        )
        found, headings = _as_fetched(taken, where, reading)
        _since(report, found, headings, f"Since {taken.facts.get('date', '') or 'it was fetched'}", where)
        return
    extract = extract_at(where.stem, reading, QueryDict(where.query))
    if extract is None:
        report.say(f"Altered: {named} holds nothing at that address.", code=ALTERED)
        return
    _against_its_edition(report, taken, extract, where, reading)
    now = Reading.now()
    moves = Moves(forwardings(), reading.edition.number, now.edition.number)
    found = compared(where.stem, QueryDict(where.query), reading, now, moves)
    _since(report, found, of_extract(extract).headings, f"Since edition {where.label}", where)


def _as_fetched(taken: Taken, where: Where, now: Reading) -> tuple[Compared, tuple[str, ...]]:
    """What differs between a file of the open edition and what is in print now; and in which columns.

    Nobody knows which names were given up since. But none that the file has is given to anything else: so all count.
    """
    moves = Moves(forwardings(), -1, now.edition.number)
    stem, asked = moves.asked_in(now, where.stem, QueryDict(where.query))
    present = extract_at(stem, now, asked)
    if present is None:
        return Compared(None, None, []), ()
    held = of_file(taken, present)
    held = replace(held, lines=tuple(moves.carried(held.lines, where.stem)))
    changes, headings = changes_between(held, of_extract(present))
    return Compared(None, present, changes), headings


def _where(address: str) -> Where:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise UnreadableError("It names no address of a list, record, comparison or search of the atlas.")
    try:
        QueryDict(found["query"] or "")
    except (TooManyFieldsSent, ValueError) as mistake:
        raise UnreadableError("The question in its address cannot be read.") from mistake
    label = _LABEL.search(found["prefix"])
    return Where(found["site"], found["prefix"], label[1] if label else "", found["stem"], found["query"] or "")


def _edition(label: str) -> Edition | None:
    return Edition.objects.closed().filter(label=label).first() if label else Edition.objects.open()


def _named(edition: Edition) -> str:
    return f"edition {edition.label}" if edition.label else "the open edition"


@contextmanager
def _as_addressed(where: Where, language: str) -> Iterator[None]:
    """Links and words as they were where the file was made."""
    before = get_script_prefix()
    set_script_prefix(where.prefix)
    try:
        with translation.override(language if language in ("en", "ja") else "en"):
            yield
    finally:
        set_script_prefix(before)


def _by_itself(report: Report, taken: Taken) -> None:
    """Whether the file has the fingerprint that it names."""
    if taken.computed == taken.named:
        report.say(f"Unaltered: its {_lines(len(taken.rows))} the fingerprint that it names, {_short(taken.named)}")
    else:
        report.say(
            f"Altered: it names the fingerprint {_short(taken.named)}, "
            f"but its {_lines(len(taken.rows))} {_short(taken.computed)}",
            code=ALTERED,
        )


def _contradictions(report: Report, taken: Taken, where: Where) -> None:
    """Facts of the file that cannot all be true."""
    # A spreadsheet program may have taken the label for a number and written a decimal comma.
    rows, edition = taken.facts.get("rows", ""), taken.facts.get("edition", "").replace(",", ".")
    if rows and rows != str(len(taken.rows)):
        report.say(f"Altered: it names {rows} rows and has {len(taken.rows)}.", code=ALTERED)
    if edition and edition != (where.label or OPEN):
        report.say(f"Altered: it names the edition {edition}, and its address another one.", code=ALTERED)


def _against_its_edition(report: Report, taken: Taken, extract: Extract, where: Where, reading: Reading) -> None:
    """A closed edition decides: what it holds is rebuilt and compared, cell by cell and outside the fingerprint too."""
    named = _named(reading.edition)
    if taken.computed == extract.fingerprint:
        report.say(f"Its lines are exactly what {named} holds.")
        _outside_the_fingerprint(report, taken, sheet_of(extract, reading, where.root), where, reading)
        return
    held = of_extract(extract)
    differing = told(held, of_file(taken, extract))
    if taken.computed != taken.named:
        report.say(f"These are not the lines that {named} holds:", code=ALTERED)
        report.say(*(differing or ["only the order of the lines, or which columns there are, is another one."]))
    elif taken.own != held.headings and not differing:
        report.say(f"The atlas lays {named} out in other columns by now; in those that both have, the file agrees.")
    else:
        report.say(
            f"Yet these are not the lines that {named} holds: either the file and its fingerprint were altered "
            "together, or this atlas says the same in other words by now:",
            *differing,
            code=ALTERED,
        )


def _outside_the_fingerprint(report: Report, taken: Taken, sheet: Sheet, where: Where, reading: Reading) -> None:
    """What the fingerprint does not cover: title, further columns, and all else that a JSON file holds."""
    spoilt = [] if alike([taken.facts.get("title", "")], [sheet.about.title]) else ["its title"]
    for heading, cells in sheet.further.items():
        written = taken.column(heading)
        if written is not None and not alike(written, cells):
            spoilt.append(f"its column “{heading}”")
    if taken.whole is not None:
        found = found_at(where.stem, reading, QueryDict(where.query), lambda path: f"{where.site}{path}")
        # By way of text: what was read from a file has lists where there were tuples.
        held = json.loads(json.dumps(content(sheet, found[1] if found else {})))
        # What is said for readers may be put better one day without any datum having changed; and a question that was
        # put in another way leads to the same view.
        worded = {"about", "asked", "ignored", "licence"}
        spoilt += [f"“{name}”" for name, value in held.items() if name not in worded and taken.whole.get(name) != value]
    if spoilt:
        report.say(f"Altered outside the fingerprint: {', '.join(spoilt)}.", code=ALTERED)


def _since(report: Report, then: Compared, headings: Sequence[str], since: str, where: Where) -> None:
    """What differs between what was held `then`, in columns with these `headings`, and what is in print now."""
    if then.after is None:
        report.say(f"{since} it has gone out of print.{_why_gone(where.stem)}")
        return
    if then.after.stem != where.stem:
        report.say(f"It is at {then.after.stem}/ now.")
    changed = sentences(then.changes, headings)
    if changed:
        report.say(f"{since} {len(changed)} {'line has' if len(changed) == 1 else 'lines have'} changed:", *changed)
    else:
        report.say(f"{since} nothing of it has changed.")


def _why_gone(stem: str) -> str:
    """The reason why a record is not in print, under whatever name it was last."""
    address, _, slug = stem.partition("/")
    now, ref = Reading.now(), (BY_ADDRESS[address].code, slug)
    withdrawal = now.withdrawal(*(now.forwarding(*ref) or ref))
    return f" The reason given: “{withdrawal.reason}”" if withdrawal and withdrawal.reason else ""


def _lines(number: int) -> str:
    return f"{number} line has" if number == 1 else f"{number} lines have"


def _short(fingerprint: str) -> str:
    return f"{fingerprint[:12]}…" if len(fingerprint) > 12 else f"{fingerprint}."
