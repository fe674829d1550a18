"""What an edition holds by kind, what of it came or went since the edition before, and the errata in it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from policyatlas.editions.between import happened
from policyatlas.editions.models import Edition, Entry, Erratum
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.links import address_in, changes_address, within
from policyatlas.values.kinds import KINDS


@dataclass(frozen=True)
class Share:
    """The entries of one kind, their list, and how many of them are new or changed and how many are gone since."""

    kind: str
    name: str
    address: str
    count: int
    new: int = 0
    changed: int = 0
    gone: int = 0
    changes_address: str = ""

    @property
    def words(self) -> str:
        """What came and went, in words: `2 new, 1 changed, 1 gone`."""
        counted = (
            (self.new, _("%(number)s new")),
            (self.changed, _("%(number)s changed")),
            (self.gone, _("%(number)s gone")),
        )
        return words.listed(said % {"number": number} for number, said in counted if number) or _("nothing changed")


@dataclass(frozen=True)
class Shares:
    """What an edition holds: the kinds of which it, or the edition before, has any; and all of them together."""

    by_kind: list[Share]
    all: Share


@dataclass(frozen=True)
class Row:
    """An edition in the list of them, with how many entries it holds."""

    edition: Edition
    entries: int


@dataclass(frozen=True)
class Mistake:
    """An erratum: its text, and the entry concerned as it stands in that edition; no title for the whole edition."""

    erratum: Erratum
    title: str = ""
    address: str = ""


def shares(reading: Reading, before: Edition | None) -> Shares:
    """What the edition holds against the one `before`; one query where there is none before, otherwise at most six."""
    counts = reading.counts_by_kind()
    came = _came_and_went(before, reading.edition) if before else {}
    language = words.page_language()
    label = reading.edition.label

    def changes(stem: str) -> str:
        return changes_address(stem, "", before.label, label) if before else ""

    found = [
        Share(
            kind=kind.code,
            name=kind.label(language, plural=True),
            address=within(label, f"{kind.address}/"),
            count=counts.get(kind.code, 0),
            changes_address=changes(kind.address) if came.get(kind.code) else "",
            **came.get(kind.code, {}),
        )
        for kind in KINDS.values()
        if kind.code in counts or kind.code in came
    ]
    sums = {name: sum(getattr(share, name) for share in found) for name in ("count", "new", "changed", "gone")}
    return Shares(found, Share("", "", within(label, ""), changes_address=changes(""), **sums))


def _came_and_went(before: Edition, after: Edition) -> dict[str, dict[str, int]]:
    """By kind, how many entries `after` has that `before` had not, or had otherwise, or had alone."""
    what = happened(before, after)
    by_name = {"new": what.new, "changed": what.otherwise, "gone": what.ended}
    counted = {name: Counter(heading.ref[0] for heading in named) for name, named in by_name.items()}
    kinds = {kind for counter in counted.values() for kind in counter}
    return {kind: {name: counter[kind] for name, counter in counted.items()} for kind in kinds}


def rows(reading: Reading) -> list[Row]:
    """The open edition and all closed ones, newest first; read in a closed edition, those that there were by then."""
    closed = [one for one in Edition.objects.closed() if not reading.pinned or one.number <= reading.edition.number]
    # What is open changes, and a pinned page must not.
    shown = closed if reading.pinned else [reading.edition, *closed]
    counted = entries_of(shown)
    return [Row(one, counted[one.number]) for one in shown]


def entries_of(editions: Iterable[Edition]) -> dict[int, int]:
    """How many entries each edition holds, by its number; one query for all of them."""
    within = {
        f"edition_{edition.number}": Count(
            "pk", filter=Q(since__lte=edition.number) & (Q(until__isnull=True) | Q(until__gt=edition.number))
        )
        for edition in editions
    }
    counted = Entry.objects.order_by().aggregate(**within) if within else {}
    return {int(name.removeprefix("edition_")): number for name, number in counted.items()}


def mistakes(reading: Reading) -> list[Mistake]:
    """The errata of the edition, oldest first; two queries at most."""
    errata = list(reading.edition.errata.order_by("pk"))
    cards = reading.cards({(erratum.kind, erratum.slug) for erratum in errata if erratum.kind})
    language = words.page_language()
    return [
        Mistake(
            erratum,
            card.title(language) if (card := cards.get((erratum.kind, erratum.slug))) else erratum.slug,
            address_in(reading.edition.label, erratum.kind, erratum.slug) if card else "",
        )
        for erratum in errata
    ]
