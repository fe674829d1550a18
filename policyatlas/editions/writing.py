"""Putting entries into print in the open edition, taking them out, and closing an edition.

Called by the press and the verbs of the desk alone. Entries of closed editions are only ever given an end (`until`).
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from policyatlas.values.canonical import digest

from .hashing import fingerprint
from .models import Edition, Entry, Facet, Withdrawal
from .payloads import SCHEMA, Shape, references


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


def put_in_print(origin: str, sheets: list[Sheet], reason: str = "") -> None:
    """Print `sheets` in the open edition as the entries of `origin`; what it printed before and not now goes out.

    `reason` says to readers why; an entry that is printed once more before its edition closes keeps all its reasons.
    """
    edition = Edition.objects.open()
    new = {(sheet.kind, sheet.slug): sheet for sheet in sheets}
    said: dict[tuple[str, str], str] = {}
    for entry in Entry.objects.filter(origin=origin, until=None):
        sheet = new.get((entry.kind, entry.slug))
        if sheet is not None and _hash(sheet) == entry.sha256:
            # Printed again without a change: the entry in print stays, so that editions stay small.
            del new[entry.kind, entry.slug]
            continue
        if sheet is None:
            _say_gone(entry, edition, reason)
        elif entry.since_id == edition.number:
            said[entry.kind, entry.slug] = entry.reason
        _end(entry, edition)
    _write(origin, list(new.values()), edition, reason, said)


def take_out_of_print(origin: str, reason: str = "") -> int:
    """End all entries of `origin` with the open edition, for a `reason` readers see; returns how many there were."""
    edition = Edition.objects.open()
    entries = list(Entry.objects.filter(origin=origin, until=None))
    for entry in entries:
        _say_gone(entry, edition, reason)
        _end(entry, edition)
    return len(entries)


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
    return edition


def edition_digest(edition: Edition) -> str:
    """The SHA-256 over kind, slug and hash of every entry in `edition`; the same on every machine and database."""
    lines = Entry.objects.in_edition(edition).values_list("kind", "slug", "sha256")
    # Sorted here, because databases sort text by different rules.
    return digest("\n".join(" ".join(line) for line in sorted(lines)))


def entry_hash(entry: Entry) -> str:
    """The hash that `entry` should have, made anew from what is stored."""
    facets = [(facet.name, facet.value) for facet in entry.facets.all()]
    return fingerprint(entry, entry.payload, entry.schema, facets)


def _hash(sheet: Sheet) -> str:
    return fingerprint(sheet, sheet.payload.model_dump(mode="json"), SCHEMA, _pairs(sheet))


def _pairs(sheet: Sheet) -> set[tuple[str, str]]:
    pairs = {(name, value) for name, values in sheet.facets.items() for value in values}
    pairs |= {("refers", f"{kind}:{slug}") for kind, slug in references(sheet.payload.model_dump(mode="json"))}
    return pairs


def _say_gone(entry: Entry, edition: Edition, reason: str) -> None:
    Withdrawal.objects.update_or_create(
        kind=entry.kind,
        slug=entry.slug,
        defaults={
            "title_en": entry.title_en,
            "title_ja": entry.title_ja,
            "edition": edition,
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


def _write(origin: str, sheets: list[Sheet], edition: Edition, reason: str, said: dict[tuple[str, str], str]) -> None:
    entries = [
        Entry(
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
            payload=sheet.payload.model_dump(mode="json"),
            schema=SCHEMA,
            sha256=_hash(sheet),
            reason=" ".join(dict.fromkeys(filter(None, [said.get((sheet.kind, sheet.slug), ""), reason]))),
        )
        for sheet in sheets
    ]
    Entry.objects.bulk_create(entries)
    Facet.objects.bulk_create(
        Facet(entry=entry, name=name, value=value)
        for entry, sheet in zip(entries, sheets, strict=True)
        for name, value in _pairs(sheet)
    )
