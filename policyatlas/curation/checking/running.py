"""The invariants of the atlas by name, and asking all of them of one moment of the database; nothing is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from . import database, imports, in_print, log, records


@dataclass(frozen=True)
class Invariant:
    """What must hold, in a sentence, and `broken`, which gives a sentence for every place where it does not.

    `costly` ones read all that is stored, and are left out where somebody is in a hurry. What is not `grave` may also
    come from an upgrade: a newer press prints some records otherwise, and what is in print stays as it is.
    """

    name: str
    sentence: str
    broken: Callable[[], Iterator[str]]
    costly: bool = False
    grave: bool = True


@dataclass(frozen=True)
class Finding:
    """One place where an invariant does not hold."""

    invariant: Invariant
    sentence: str


INVARIANTS = [
    Invariant("migrations", "The tables are those that the code expects", database.missing_steps),
    Invariant("file", "The database is whole", database.damage, costly=True),
    Invariant("file-quickly", "The pages of the database are whole", database.damage_seen_quickly),
    Invariant("rules", "The database keeps every rule of the models", database.missing_rules),
    Invariant("references", "Whatever a row names is there", database.lost_references),
    Invariant("one-open", "Exactly one edition is open, the last one", in_print.open_editions),
    Invariant("editions", "Closed editions hold what they were closed with", in_print.digests_of_closed_editions),
    Invariant("closed", "Closed editions are unaltered", in_print.contents_of_closed_editions, costly=True),
    Invariant("open", "The open edition is what was printed", in_print.contents_of_the_open_edition, costly=True),
    Invariant("lives", "Every address has one entry at a time", in_print.lives_of_entries),
    Invariant("stamps", "What is told of entries that came and went is so", in_print.movements),
    Invariant("findable", "Search can find every entry", in_print.unfindable_entries),
    Invariant("wordings", "Search finds every entry by its own words", in_print.misworded_entries, costly=True),
    Invariant("vanished", "Nothing goes out of print without a word", in_print.entries_that_vanished),
    Invariant("given-up", "What stands somewhere was not given up", in_print.addresses_that_say_two_things),
    Invariant("forwardings", "Every forwarding leads somewhere", in_print.forwardings_that_lead_nowhere),
    Invariant("states", "What is in print is what the desk says is", records.states_and_print),
    Invariant("origins", "Every entry has the record it was printed from", records.origins),
    Invariant("press", "Printing again would change nothing", records.what_is_printed, costly=True, grave=False),
    Invariant("versions", "Records are in the version and state that the log tells", log.versions),
    Invariant("deletions", "What is gone was deleted", log.deletions),
    Invariant("log", "Records say what the log last kept of them", log.words, costly=True),
    Invariant("plans", "Of a planned import nothing is written", imports.plans),
    Invariant("written", "Imports are written wholly", imports.written),
    Invariant("undone", "Imports are undone wholly", imports.undone),
    Invariant("imports", "Imports say who wrote and undid them", imports.people),
]


def findings(*, quick: bool = False, say: Callable[[Invariant], object] = lambda invariant: None) -> Iterator[Finding]:
    """Every place where an invariant does not hold, all of one moment; `say` is told which one is asked next.

    `quick` leaves out the costly ones.
    """
    with one_moment():
        for invariant in INVARIANTS:
            if quick and invariant.costly:
                continue
            say(invariant)
            for sentence in invariant.broken():
                yield Finding(invariant, sentence)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it the database is read as it is at one moment, whatever others write meanwhile, and cannot be written."""
    if connection.in_atomic_block:
        # Somebody's transaction: it is a moment of its own.
        yield
        return
    # Not `atomic`: on SQLite that would take the turn to write, and keep others waiting.
    postgresql = connection.vendor == "postgresql"
    begin = ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"] if postgresql else ["PRAGMA query_only = 1", "BEGIN"]
    end = ["ROLLBACK"] if postgresql else ["ROLLBACK", "PRAGMA query_only = 0"]
    _execute(begin)
    try:
        yield
    finally:
        _execute(end)


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
