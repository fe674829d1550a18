"""What lists and searches have in common: one line for each entry they select, made of all at once or of some."""

from typing import Protocol

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .table import Extract


class Selection(Protocol):
    """The entries that the address of a list or a search asks for, in its order: read at once, or some at a time."""

    @property
    def reading(self) -> Reading:
        """The edition that is read."""

    def at_most(self) -> int:
        """No fewer than there are, found out without reading any of them; one query at most."""

    def keys(self) -> list[int]:
        """The primary keys of all of them, in order; one query."""

    def entries(self) -> list[Entry]:
        """All of them without their texts, in order; one query."""

    def extract(self, entries: list[Entry]) -> Extract:
        """The extract with a line for each of these `entries`; with none of them it says what is asked. One query."""

    def said(self, found: Extract) -> dict:
        """What JSON says of the question and of the extract made for it, beside its lines.

        Where it also holds what was printed of each entry, there are `results`, empty.
        """
