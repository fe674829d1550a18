"""What the form says of a conflict: who saved what meanwhile, what is to be decided, and what was taken over."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from policyatlas.curation.differences import Words
from policyatlas.curation.reconciling import Cell, Place, Row
from policyatlas.curation.seen import happened
from policyatlas.curation.snapshots import owner_of, parts_of
from policyatlas.records.models import Record
from policyatlas.records.models.base import EDITABLE
from policyatlas.values.marking import Piece, marked, now_of, was_of
from policyatlas.values.typed import whole_number

from .choices import label
from .conflicts import Clash, Conflict
from .sheets import is_new


def panel(conflict: Conflict, person) -> dict:
    """All that the template shows to `person`."""
    return _Panel(conflict).told() | {"they": _they(conflict, person)}


def _they(conflict: Conflict, person) -> str:
    people = {event.by.pk: str(event.by) for event in conflict.saw.since}
    if [*people] == [person.pk]:
        return "you, in another window,"
    return "your colleagues" if len(people) != 1 else next(iter(people.values()))


class _Panel:
    def __init__(self, conflict: Conflict):
        self.conflict = conflict
        self.model = type(conflict.thing)
        self.parts = parts_of(self.model)
        snapshots = [one for one in (conflict.saw.snapshot, conflict.stored) if one]
        self.words = Words(self.model, snapshots)
        self.rows = {
            (part, str(row["id"])): row for one in snapshots for part, rows in one["parts"].items() for row in rows
        }

    def told(self) -> dict:
        """All that the template shows."""
        thing = self.conflict.thing
        is_locked = isinstance(thing, Record) and thing.status not in EDITABLE
        return {
            "thing": thing,
            "opts": thing._meta,
            "since": self.conflict.since,
            "events": [happened(event) for event in self.conflict.saw.since],
            "locked": thing.get_status_display().lower() if is_locked else "",
            "reaches_back": self.conflict.was is not None,
            "clashes": [self._clash(clash) for clash in self.conflict.clashes],
            "undecided": sum(not clash.pick for clash in self.conflict.clashes),
            "taken": list(self._taken()),
        }

    def _clash(self, clash: Clash) -> dict:
        place = clash.place
        found = {"name": clash.name, "pick": clash.pick, "kept": clash.kept, "where": self._where(place)}
        if place.part and not place.field:
            removed_by_them = is_new(place.key) or place.key not in self.conflict.theirs.parts[place.part]
            other = self.conflict.mine if removed_by_them else self.conflict.theirs
            changes = list(self._changes(place, other.parts[place.part].get(place.key)))
            return found | {"is_row": True, "removed_by_them": removed_by_them, "changes": changes}
        field = self.conflict.shape.field(place)
        was, theirs, mine = (
            self._said(field, cell)
            for cell in (
                _cell(self.conflict.was, place),
                _cell(self.conflict.theirs, place),
                Cell(clash.kept, None) if clash.kept else _cell(self.conflict.mine, place),
            )
        )
        return found | {
            "label": self._label(place),
            "was": was,
            "theirs": now_of(marked(was, theirs)) if self.conflict.was else [Piece("same", theirs)],
            "mine": now_of(marked(was, mine)) if self.conflict.was else [Piece("same", mine)],
        }

    def _changes(self, place: Place, row: Row | None) -> Iterator[dict]:
        before = self.conflict.was.parts[place.part].get(place.key) if self.conflict.was else None
        for name, cell in row.cells.items() if row else ():
            old = before.cells.get(name) if before else None
            if old != cell:
                yield self._change(Place(name, place.part, place.key), old, cell)

    def _taken(self) -> Iterator[dict]:
        for place in self.conflict.taken:
            where = self._where(place)
            if place.field:
                old, new = _cell(self.conflict.was, place), _cell(self.conflict.theirs, place)
                yield {"where": where} | self._change(place, old, new)
            else:
                yield {"where": where, "is_added": place.key in self.conflict.theirs.parts[place.part]}

    def _change(self, place: Place, old: Cell | None, new: Cell | None) -> dict:
        field = self.conflict.shape.field(place)
        pieces = marked(self._said(field, old), self._said(field, new))
        return {"label": self._label(place), "was": was_of(pieces), "now": now_of(pieces)}

    def _where(self, place: Place) -> str:
        """The row of a place in words; empty for the record itself."""
        if not place.part:
            return ""
        part, row = self.parts[place.part], self.rows.get((place.part, place.key))
        return self.words.part(
            part, owner_of(part, self.model), row or self._typed_row(part, place), self.conflict.thing
        )

    def _typed_row(self, part, place: Place) -> dict:
        """A row that is not stored, as it stands in the form; without what cannot be read."""
        found: dict[str, object] = {"id": None}
        cells = self.conflict.mine.parts[place.part][place.key].cells
        for field in part._meta.concrete_fields:
            if field.name in cells:
                with suppress(ValidationError):
                    found[field.name] = field.to_python("".join(cells[field.name].sent[-1:]) or None)
        return found

    def _label(self, place: Place) -> str:
        field = self.conflict.shape.field(place)
        return capfirst(str(field.label or place.field.replace("_", " ")))

    def _said(self, field: forms.Field, cell: Cell | None) -> str:
        """What a form sends for a field, in the words that the form has for it."""
        sent = [one for one in (cell.sent if cell else ()) if one]
        if isinstance(field, forms.BooleanField):
            return "yes" if sent else "no"
        if isinstance(field, forms.ModelChoiceField):
            return "; ".join(_names(field, sent))
        if isinstance(field, forms.ChoiceField):
            known = {str(code): str(name) for code, name in field.choices}
            return "; ".join(known.get(one, one) for one in sent)
        return "\n".join(sent).replace("\r\n", "\n")


def _cell(sheet, place: Place) -> Cell | None:
    if sheet is None:
        return None
    row = sheet.parts.get(place.part, {}).get(place.key) if place.part else sheet
    return row.cells.get(place.field) if row else None


def _names(field: forms.ModelChoiceField, keys: Iterable[str]) -> list[str]:
    numbers = {key: whole_number(key) for key in keys}
    known = field.queryset.model._base_manager.in_bulk({*numbers.values()} - {None})
    return [label(known[number]) if number in known else f"number {key}" for key, number in numbers.items()]
