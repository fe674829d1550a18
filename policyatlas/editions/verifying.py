"""Whether closed editions are still what they were when they were closed; reads only."""

from collections.abc import Iterator

from .models import Edition, Entry
from .writing import edition_digest, entry_hash


def alterations() -> Iterator[str]:
    """A sentence for every closed edition and every entry of one that no longer has the digest it was sealed with."""
    editions = list(Edition.objects.closed().order_by("number"))
    if not editions:
        return
    for entry in _entries_until(editions[-1]):
        if entry_hash(entry) != entry.sha256:
            yield (
                f"The entry {entry} (printed in edition {_label(editions, entry)}) was altered: "
                f"what is stored does not have its hash {entry.sha256[:12]}…."
            )
    for edition in editions:
        if edition_digest(edition) != edition.digest:
            yield (
                f"Edition {edition} was altered: entries were added, removed or replaced since it was closed "
                f"(digest {edition.digest[:12]}…)."
            )


def _entries_until(edition: Edition) -> Iterator[Entry]:
    entries = Entry.objects.filter(since__lte=edition.number).order_by("since", "kind", "slug")
    return entries.prefetch_related("facets").iterator(chunk_size=500)


def _label(editions: list[Edition], entry: Entry) -> str:
    return next(edition.label for edition in editions if edition.number == entry.since_id)
