"""What a backup says of itself: when it was made, of which database, after which migrations, and what is in print."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from policyatlas.curation.refusals import Refused
from policyatlas.values.canonical import digest

# Raised when the form of backups changes, so that an older PolicyAtlas refuses a newer file with a sentence.
FORM = 1

# Runs a statement without parameters and gives its rows, whichever database it asks.
Ask = Callable[[str], Iterable[tuple]]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MIGRATION = re.compile(r"\w+\.\w+")


@dataclass(frozen=True)
class Seal:
    """An edition with the digest of the entries that it holds; the open edition has no label."""

    number: int
    label: str
    digest: str

    def __str__(self) -> str:
        return f"edition {self.label}" if self.label else "the open edition"


@dataclass(frozen=True)
class Contents:
    """What a database holds: the migrations it has been through (`app.name`), its editions, and how many entries.

    Only what every state of the database since the first has is asked for, so that older ones can be described too.
    """

    migrations: tuple[str, ...]
    editions: tuple[Seal, ...]
    entries: int


@dataclass(frozen=True)
class Manifest:
    """All that a backup says of itself; `made_at` is a moment as ISO 8601, `sha256` that of the database's file."""

    made_at: str
    engine: str
    contents: Contents
    sha256: str

    def written(self) -> str:
        """As the JSON that lies in the backup."""
        return json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, indent=1)


def read(text: str) -> Manifest:
    """The manifest that `text` is; refused, with a sentence, where it is none or a newer PolicyAtlas wrote it."""
    try:
        said = json.loads(text)
        if said["form"] > FORM:
            raise Refused("A newer PolicyAtlas made this backup: restore it with that one.")
        contents = said["contents"]
        seals = tuple(Seal(int(one["number"]), str(one["label"]), one["digest"]) for one in contents["editions"])
        migrations = tuple(contents["migrations"])
        # They become part of statements and of sentences for people.
        if not all(map(_DIGEST.fullmatch, [said["sha256"], *(seal.digest for seal in seals)])):
            raise ValueError("a digest is none")
        if not all(map(_MIGRATION.fullmatch, migrations)):
            raise ValueError("a migration is none")
        return Manifest(
            str(said["made_at"]),
            str(said["engine"]),
            Contents(migrations, seals, int(contents["entries"])),
            said["sha256"],
        )
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise Refused("This is no backup of PolicyAtlas: what it says of itself cannot be understood.") from wrong


def contents(ask: Ask) -> Contents:
    """What the database that `ask` asks holds; the digests are made anew from its entries."""
    migrations = tuple(sorted(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations")))
    editions = list(ask("SELECT number, label FROM editions_edition ORDER BY number"))
    ((entries,),) = ask("SELECT COUNT(*) FROM editions_entry")
    return Contents(migrations, tuple(Seal(number, label, _digest(ask, number)) for number, label in editions), entries)


def _digest(ask: Ask, number: int) -> str:
    """As `editions.writing.edition_digest`, of a database that may be older than the models."""
    rows = ask(
        f"SELECT kind, slug, sha256 FROM editions_entry WHERE since_id <= {int(number)} "  # noqa: S608 - a number
        f"AND (until_id IS NULL OR until_id > {int(number)})"
    )
    return digest("\n".join(" ".join(row) for row in sorted(rows)))


def differences(wanted: Contents, found: Contents) -> list[str]:
    """A sentence for every edition that is not the one wanted."""
    there = {seal.number: seal for seal in found.editions}
    sentences = [
        f"{_begun(seal)} has the digest {there[seal.number].digest[:12]}… and should have {seal.digest[:12]}…."
        if seal.number in there
        else f"{_begun(seal)} is missing."
        for seal in wanted.editions
        if there.get(seal.number) != seal
    ]
    further = there.keys() - {seal.number for seal in wanted.editions}
    return [*sentences, *(f"{_begun(there[number])} should not be there." for number in sorted(further))]


def _begun(seal: Seal) -> str:
    """What an edition is called at the beginning of a sentence."""
    return str(seal).capitalize()
