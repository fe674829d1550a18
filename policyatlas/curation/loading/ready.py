"""Rows that are fit to become records: what is to be stored of each, so that many can be stored together."""

from dataclasses import dataclass

from policyatlas.curation.snapshots import Snapshot, columns_of, owner_of, parts_of

from .rows import Row
from .run import Attached, Draft, Part, Run

Extra = tuple[Attached, Row]


@dataclass(frozen=True)
class Ready:
    """A row that is fit to be created: its draft, all its parts, and the rows of other files among them."""

    row: Row
    draft: Draft
    parts: list[Part]
    extras: list[Extra]

    @property
    def can_wait(self) -> bool:
        """Whether all its parts are its own: parts of parts are saved with it alone."""
        return {type(part.child) for part in self.parts} <= {*parts_of(type(self.draft.record)).values()}

    def whole(self, run: Run) -> Snapshot:
        """All of it as it is to be stored, with what is not stored yet as instances."""
        record = self.draft.record
        names = {model: name for name, model in parts_of(type(record)).items()}
        parts: dict[str, list[dict]] = {name: [] for name in names.values()}
        for child in run.bound(self.parts, record):
            columns = columns_of(type(child), owner_of(type(child), type(record)))
            linked = {field.name: [] for field in child._meta.many_to_many}
            parts[names[type(child)]].append({field.name: getattr(child, field.name) for field in columns} | linked)
        links = {field.name: self.draft.links.get(field.name, []) for field in record._meta.many_to_many}
        return {"fields": {}, "links": links, "parts": parts}
