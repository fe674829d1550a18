"""Putting entries into print in the open edition, taking them out, and closing an edition.

Called by the press and the verbs of the desk alone. Entries of closed editions are only ever given an end (`until`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from policyatlas.values.canonical import digest

from . import stamps, wordings
from .hashing import fingerprint
from .models import Edition, Entry, Erratum, Facet, Forwarding, Withdrawal
from .payloads import SCHEMA, Address, Shape, references

Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Sheet:
    """What the press hands over for one entry: index card, payload and facets (name to values)."""

    kind: str
    slug: str
    payload: Shape
    title_en: str
    title_ja: str = ""
    year_from: int | None = None
    year_to: int | None = None
    number: Decimal | None = None
    text: str = ""
    facets: dict[str, list[str]] = field(default_factory=dict)

    @property
    def address(self) -> Address:
        """Kind and slug."""
        return self.kind, self.slug

    @cached_property
    def data(self) -> dict:
        """The payload as JSON data."""
        return self.payload.model_dump(mode="json")

    @cached_property
    def pairs(self) -> Pairs:
        """Every facet and value, those included that say what the payload refers to."""
        own = {(name, value) for name, values in self.facets.items() for value in values}
        return own | {("refers", f"{kind}:{slug}") for kind, slug in references(self.data)}

    @cached_property
    def sha256(self) -> str:
        """The hash of the entry it becomes."""
        return fingerprint(self, self.data, SCHEMA, self.pairs)


def put_in_print(origin: str, sheets: list[Sheet], reason: str = "") -> None:
    """Print `sheets` in the open edition as the entries of `origin`; what it printed before and not now goes out.

    `reason` says to readers why; an entry that is printed once more before its edition closes keeps all its reasons.
    """
    edition = Edition.objects.open()
    new = {sheet.address: sheet for sheet in sheets}
    said: dict[Address, str] = {}
    replaced, gone = set(), []
    for entry in Entry.objects.filter(origin=origin, until=None):
        address = entry.kind, entry.slug
        sheet = new.get(address)
        if sheet is not None and sheet.sha256 == entry.sha256:
            # Printed again without a change: the entry in print stays, so that editions stay small.
            del new[address]
            continue
        if sheet is None:
            _say_gone(entry, edition, reason)
        else:
            replaced.add(address)
            said[address] = entry.reason if entry.since_id == edition.number else ""
        gone.append(entry.pk)
        _end(entry, edition)
    clear_addresses(new.keys() - replaced)
    came = write(
        (_entry(origin, sheet, edition, reasons(said.get(sheet.address, ""), reason)), sheet.pairs)
        for sheet in new.values()
    )
    if came or gone:
        stamps.advance(came, gone)


def take_out_of_print(origin: str, reason: str = "") -> int:
    """End all entries of `origin` with the open edition, for a `reason` readers see; returns how many there were."""
    edition = Edition.objects.open()
    entries = list(Entry.objects.filter(origin=origin, until=None))
    gone = [entry.pk for entry in entries]
    for entry in entries:
        _say_gone(entry, edition, reason)
        _end(entry, edition)
    if gone:
        stamps.advance(gone=gone)
    return len(gone)


def close_edition(label: str, notes: str = "") -> Edition:
    """Seal the open edition under `label` with the digest of its entries, and open the next one."""
    edition = Edition.objects.select_for_update().open()
    edition.label = label
    edition.notes = notes
    edition.digest = edition_digest(edition)
    edition.closed_at = timezone.now()
    edition.is_open = False
    edition.save()
    Edition.objects.create(number=edition.number + 1)
    stamps.advance()
    return edition


def add_erratum(edition: Edition, text: str, kind: str = "", slug: str = "") -> Erratum:
    """Say beside a closed edition, or one entry of it, what is wrong there; what is printed stays as it is."""
    erratum = Erratum.objects.create(edition=edition, kind=kind, slug=slug, text=text)
    stamps.advance()
    return erratum


def edition_digest(edition: Edition) -> str:
    """The SHA-256 over kind, slug and hash of every entry in `edition`; the same on every machine and database."""
    lines = Entry.objects.in_edition(edition).order_by().values_list("kind", "slug", "sha256")
    # Sorted here, because databases sort text by different rules.
    return digest("\n".join(" ".join(line) for line in sorted(lines)))


def entry_hash(entry: Entry) -> str:
    """The hash that `entry` should have, made anew from what is stored."""
    facets = [(facet.name, facet.value) for facet in entry.facets.all()]
    return fingerprint(entry, entry.payload, entry.schema, facets)


# --- Steps, also of giving entries another address


def reasons(before: str, reason: str) -> str:
    """What is said of an entry that is printed once more in one edition: each reason once."""
    return " ".join(dict.fromkeys(filter(None, [before, reason])))


def end_all(entries: QuerySet[Entry], edition: Edition) -> list[int]:
    """Take `entries` in print out of print with the open `edition`; what no closed edition has is gone.

    Returns their primary keys.
    """
    gone = list(entries.order_by().values_list("pk", flat=True))
    entries.filter(since=edition).delete()
    entries.filter(since__lt=edition.number).update(until=edition)
    return gone


def clear_addresses(addresses: Iterable[Address]) -> None:
    """Forget what the `addresses` said of entries that had gone: something stands there again."""
    by_kind = defaultdict(list)
    for kind, slug in addresses:
        by_kind[kind].append(slug)
    for kind, slugs in by_kind.items():
        Forwarding.objects.filter(kind=kind, slug__in=slugs).delete()
        Withdrawal.objects.filter(kind=kind, slug__in=slugs).delete()


def write(printed: Iterable[tuple[Entry, Pairs]]) -> list[int]:
    """Store new entries, each with its pairs of facet and value, and by what they are found; the same queries however
    many there are. Returns the primary keys of what readers find otherwise than before: theirs, and those of entries
    that are found by other words.
    """
    made = list(printed)
    Entry.objects.bulk_create(entry for entry, _ in made)
    Facet.objects.bulk_create(
        Facet(entry=entry, name=name, value=value) for entry, pairs in made for name, value in pairs
    )
    return [*wordings.word(made), *(entry.pk for entry, _ in made)]


def _entry(origin: str, sheet: Sheet, edition: Edition, reason: str) -> Entry:
    return Entry(
        printed_at=timezone.now(),
        kind=sheet.kind,
        slug=sheet.slug,
        origin=origin,
        since=edition,
        title_en=sheet.title_en,
        title_ja=sheet.title_ja,
        year_from=sheet.year_from,
        year_to=sheet.year_to,
        number=sheet.number,
        text=sheet.text,
        payload=sheet.data,
        schema=SCHEMA,
        sha256=sheet.sha256,
        reason=reason,
    )


def _say_gone(entry: Entry, edition: Edition, reason: str) -> None:
    Withdrawal.objects.update_or_create(
        kind=entry.kind,
        slug=entry.slug,
        defaults={
            "title_en": entry.title_en,
            "title_ja": entry.title_ja,
            "edition": edition,
            "at": timezone.now(),
            "reason": reason,
        },
    )


def _end(entry: Entry, edition: Edition) -> None:
    if entry.since_id == edition.number:
        # It never stood in a closed edition, so no pinned page shows it.
        entry.delete()
    else:
        entry.until = edition
        entry.save(update_fields=["until"])
