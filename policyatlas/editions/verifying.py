"""Whether closed editions, and files of whole ones, are still what they were when they were closed; reads only."""

import json
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from django.db.models import QuerySet

from policyatlas.values.canonical import digest

from .hashing import CARD, hash_of
from .models import Edition, Entry
from .writing import edition_digest, entry_hash

# Of how many entries it is said that they have been compared: a second or two of work.
STEP = 10_000


def alterations(say: Callable[[str], object] = lambda line: None) -> Iterator[str]:
    """A sentence for every closed edition and every entry of one that no longer has the digest it was sealed with.

    `say` is told how far it is where there are many entries.
    """
    editions = list(Edition.objects.closed().order_by("number"))
    if not editions:
        return
    entries = _entries_until(editions[-1])
    total = entries.count()
    for number, entry in enumerate(entries.iterator(chunk_size=500), start=1):
        if number % STEP == 0:
            say(f"{number:,} of {total:,} entries compared with their hashes.")
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


def _entries_until(edition: Edition) -> QuerySet[Entry]:
    entries = Entry.objects.filter(since__lte=edition.number).order_by("since", "kind", "slug")
    return entries.prefetch_related("facets")


def _label(editions: list[Edition], entry: Entry) -> str:
    return next(edition.label for edition in editions if edition.number == entry.since_id)


def digest_of_package(path: Path) -> str:
    """The digest of the edition that a data package or an SQLite file holds, from its entries alone; asks no database.

    Whatever else stands in the file plays no part: compare it with the digest that was published. A ValueError, with
    a sentence, if the file is neither of the two or holds no entries.
    """
    try:
        entries = sorted(_packed(path) if zipfile.is_zipfile(path) else _stored(path))
        lines = [" ".join(entry) for entry in entries]
    except (AttributeError, KeyError, TypeError, ValueError, sqlite3.Error, zipfile.BadZipFile) as wrong:
        raise ValueError(f"{path.name} is no data package and no SQLite file of a whole edition.") from wrong
    if not lines:
        raise ValueError(f"{path.name} holds no entries.")
    return digest("\n".join(lines))


def _packed(path: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, slug and hash of every entry of a data package."""
    with zipfile.ZipFile(path) as package, package.open("entries.jsonl") as lines:
        for line in lines:
            entry = json.loads(line)
            yield _named(list(entry["card"].values()), entry["payload"], entry["schema"], entry["facets"])


def _stored(path: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, slug and hash of every entry of an SQLite file."""
    # By its address and to be read only: a file that is not there must not come into being.
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
        facets = defaultdict(list)
        for kind, slug, *pair in file.execute("SELECT kind, slug, name, value FROM facet"):
            facets[kind, slug].append(pair)
        for payload, schema, *card in file.execute(f"SELECT payload, schema, {', '.join(CARD)} FROM entry"):  # noqa: S608
            yield _named(card, json.loads(payload), schema, facets[card[0], card[1]])


def _named(card: list, payload: dict, schema: int, facets: Iterable) -> tuple[str, str, str]:
    kind, slug, *_ = card
    return kind, slug, hash_of(card, payload, schema, facets)
