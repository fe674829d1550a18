"""What closing the open edition would seal: how it differs from the one before, and what is still unfit to print."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from policyatlas.editions.between import Happened, Heading, happened
from policyatlas.editions.models import Edition
from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import edition_digest
from policyatlas.records.models import RECORDS, Record
from policyatlas.values.kinds import KINDS

from .readiness import problems

# Whether a record is fit takes some queries to find out: it is asked of the first ones only.
LOOKED_AT = 50


@dataclass(frozen=True)
class Named:
    """An entry of either edition: its kind and title for people, and the address at which it is read."""

    kind: str
    title: str
    address: str


@dataclass(frozen=True)
class Count:
    """How many entries of a kind there are, and how many the edition before has."""

    name: str
    now: int
    before: int


@dataclass(frozen=True)
class Preview:
    """What the open edition holds, by its `digest`, beside the newest closed edition.

    `before` is None where none is closed yet, and then nothing is said to be new.
    """

    digest: str
    before: Edition | None
    total: int
    counts: list[Count]
    new: list[Named]
    moved: list[Named]
    changed: list[Named]
    gone: list[Named]

    @property
    def is_the_same(self) -> bool:
        """Whether nothing has changed since the edition before."""
        return self.before is not None and self.digest == self.before.digest


@dataclass(frozen=True)
class Unfinished:
    """A draft, or a record being revised, and what it lacks before it can be printed (None: nobody looked)."""

    record: Record
    lacks: list[str] | None


def preview() -> Preview:
    """The open edition beside the newest closed one; ten queries at most."""
    reading = Reading.now()
    before = reading.newest_closed
    counts = reading.counts_by_kind()
    counts_then = Reading(before).counts_by_kind() if before else {}
    what = happened(before, reading.edition) if before else Happened([], [], [], [])
    return Preview(
        digest=edition_digest(reading.edition),
        before=before,
        total=sum(counts.values()),
        counts=[
            Count(kind.en_plural, counts.get(kind.code, 0), counts_then.get(kind.code, 0))
            for kind in KINDS.values()
            if kind.code in counts or kind.code in counts_then
        ],
        new=_named(what.new),
        moved=[
            Named(KINDS[one.was.ref[0]].en, f"{one.was.title_en} (was: {one.was.ref[1]})", _address(one.to))
            for one in sorted(what.moved, key=lambda one: _place(one.was))
        ],
        changed=_named(what.changed),
        gone=_named(what.gone, f"{before.label}/" if before else ""),
    )


def unfinished() -> list[Unfinished]:
    """The drafts and the records being revised, noun by noun; of these the edition has what was last published."""
    records = [record for model in RECORDS for record in model.objects.unfinished().order_by("pk")]
    return [
        Unfinished(record, [problem.sentence for problem in problems(record)] if place < LOOKED_AT else None)
        for place, record in enumerate(records)
    ]


def next_label() -> str:
    """The label that would come next: this year and a number, such as `2026.2`."""
    year = timezone.localdate().year
    labels = Edition.objects.filter(label__startswith=f"{year}.").values_list("label", flat=True)
    return f"{year}.{max((int(label.partition('.')[2]) for label in labels), default=0) + 1}"


def _named(found: Iterable[Heading], label: str = "") -> list[Named]:
    return [Named(KINDS[one.ref[0]].en, one.title_en, _address(one.ref, label)) for one in sorted(found, key=_place)]


def _place(heading: Heading) -> tuple[int, str, Address]:
    return list(KINDS).index(heading.ref[0]), heading.title_en.casefold(), heading.ref


def _address(ref: Address, label: str = "") -> str:
    kind, slug = ref
    return f"/{label}{KINDS[kind].address}/{slug}/"
