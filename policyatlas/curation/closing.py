"""What closing the open edition would seal: how it differs from the one before, and what is still unfit to print."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from policyatlas.editions.models import Edition, Entry
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
    """What the open edition holds, by its `digest`, beside the newest closed edition (None: there is none)."""

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
    """The open edition beside the newest closed one; six queries."""
    reading = Reading.now()
    before = reading.newest_closed
    now, then = _entries(reading.edition), _entries(before) if before else {}
    counts, counts_then = Counter(kind for kind, _ in now), Counter(kind for kind, _ in then)
    label = f"{before.label}/" if before else ""
    moved = {address: to for address, to in reading.moved(then.keys() - now.keys()).items() if to in now}
    return Preview(
        digest=edition_digest(reading.edition),
        before=before,
        total=len(now),
        counts=[
            Count(kind.en_plural, counts[kind.code], counts_then[kind.code])
            for kind in KINDS.values()
            if counts[kind.code] or counts_then[kind.code]
        ],
        new=_named(now, now.keys() - then.keys() - set(moved.values())),
        moved=[
            Named(KINDS[kind].en, f"{then[kind, slug][1]} (was: {slug})", _address(*moved[kind, slug]))
            for kind, slug in _sorted(then, moved)
        ],
        changed=_named(now, (address for address in now.keys() & then.keys() if now[address][0] != then[address][0])),
        gone=_named(then, then.keys() - now.keys() - moved.keys(), label),
    )


def unfinished() -> list[Unfinished]:
    """The drafts and the records being revised, noun by noun; of these the edition has what was last published."""
    records = [
        record for model in RECORDS for record in model.objects.filter(status__in=("draft", "revising")).order_by("pk")
    ]
    return [
        Unfinished(record, [problem.sentence for problem in problems(record)] if place < LOOKED_AT else None)
        for place, record in enumerate(records)
    ]


def next_label() -> str:
    """The label that would come next: this year and a number, such as `2026.2`."""
    year = timezone.localdate().year
    labels = Edition.objects.filter(label__startswith=f"{year}.").values_list("label", flat=True)
    return f"{year}.{max((int(label.partition('.')[2]) for label in labels), default=0) + 1}"


def _entries(edition: Edition) -> dict[tuple[str, str], tuple[str, str]]:
    rows = Entry.objects.in_edition(edition).order_by().values_list("kind", "slug", "sha256", "title_en")
    return {(kind, slug): (sha256, title) for kind, slug, sha256, title in rows}


def _named(entries: dict, addresses: Iterable[tuple[str, str]], label: str = "") -> list[Named]:
    return [
        Named(KINDS[kind].en, entries[kind, slug][1], _address(kind, slug, label))
        for kind, slug in _sorted(entries, addresses)
    ]


def _sorted(entries: dict, addresses: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    order = list(KINDS)
    return sorted(addresses, key=lambda address: (order.index(address[0]), entries[address][1].casefold(), address))


def _address(kind: str, slug: str, label: str = "") -> str:
    return f"/{label}{KINDS[kind].address}/{slug}/"
