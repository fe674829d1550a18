"""Forms as plain sheets, and back: what a stored record would send, what somebody sent, and a sheet to be sent."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from policyatlas.curation.reconciling import Cell, Place, Row, Sheet
from policyatlas.curation.snapshots import Snapshot
from policyatlas.values.typed import whole_number

# More rows than any formset takes.
_ROWS = 2000
_NEW = "new-"


@dataclass(frozen=True)
class Shape:
    """The fields that a form sends, by name, and those of the rows of its parts."""

    fields: dict[str, forms.Field]
    parts: dict[str, dict[str, forms.Field]]

    def field(self, place: Place) -> forms.Field:
        """The field of a place."""
        return (self.parts[place.part] if place.part else self.fields)[place.field]


def shape_of(model_admin, request, thing) -> Shape:
    """What the form of `thing` sends."""
    form = model_admin.get_form(request, thing, change=True)
    parts = model_admin.get_formsets_with_inlines(request, thing)
    return Shape(form.base_fields, {rows.get_default_prefix(): _fields_of(rows) for rows, inline in parts})


def _fields_of(rows) -> dict[str, forms.Field]:
    """What is typed into a row, and what is chosen; not by what one searches for a choice, such as its source."""
    stored = {field.name for field in rows.model._meta.get_fields()}
    return {
        name: field
        for name, field in rows.form.base_fields.items()
        if name in stored or not isinstance(field, forms.ModelChoiceField)
    }


# --- From what is stored


def stored_sheet(shape: Shape, snapshot: Snapshot) -> Sheet:
    """What the form of a record with this snapshot would send, untouched."""
    values = snapshot["fields"] | snapshot["links"]
    cells = {name: cell_of(field, _sent(values[name])) for name, field in shape.fields.items() if name in values}
    return Sheet(
        cells,
        {
            name: {str(row["id"]): Row(_stored_cells(fields, row)) for row in snapshot["parts"].get(name, ())}
            for name, fields in shape.parts.items()
        },
    )


def _stored_cells(fields: dict[str, forms.Field], row: dict[str, object]) -> dict[str, Cell]:
    """The cells of a row; what is not stored, such as a passage that is being typed, is empty in it."""
    return {name: cell_of(field, _sent(row.get(name))) for name, field in fields.items()}


def _sent(value: object) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("on",) if value else ()
    if isinstance(value, list):
        return tuple(str(one) for one in value)
    return ("" if value is None else str(value),)


def cell_of(field: forms.Field, sent: tuple[str, ...]) -> Cell:
    """What is sent for a field, as a cell."""
    return Cell(sent, _value(field, sent))


def _value(field: forms.Field, sent: tuple[str, ...]):
    """By what two contents of a field are the same: in a number “12.0” is “12”; spaces around words are nothing."""
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return frozenset(one for one in sent if one)
    if isinstance(field, forms.BooleanField):
        return bool(sent) and sent[-1] != ""
    # Browsers send lines with the ends of their own.
    text = (sent[-1] if sent else "").replace("\r\n", "\n")
    if isinstance(field, forms.ModelChoiceField):
        return text
    try:
        value = field.to_python(text)
    except ValidationError:
        return text
    return value if getattr(value, "is_finite", lambda: True)() else text


# --- From what was sent


def sent_sheet(shape: Shape, data: QueryDict, theirs: Sheet) -> Sheet:
    """What somebody sent; a field that was not sent at all is left as `theirs`."""
    known = theirs.cells
    cells = {name: _sent_cell(shape.fields[name], data, name, cell) for name, cell in known.items()}
    return Sheet(
        cells, {name: _sent_rows(shape, data, name, theirs) for name in shape.parts if _count(data, name) >= 0}
    )


def _sent_rows(shape: Shape, data: QueryDict, part: str, theirs: Sheet) -> dict[str, Row]:
    rows = {}
    for number in range(_count(data, part)):
        key = row_key(data, part, number)
        stored = theirs.parts[part].get(key)
        blank = _stored_cells(shape.parts[part], {})
        cells = {
            name: _sent_cell(shape.parts[part][name], data, f"{part}-{number}-{name}", cell)
            for name, cell in (stored.cells if stored else blank).items()
        }
        rows[key] = Row(cells, bool(data.get(f"{part}-{number}-DELETE")), is_new(key))
    return rows


def _sent_cell(field: forms.Field, data: QueryDict, name: str, unsent: Cell) -> Cell:
    if field.widget.value_omitted_from_data(data, {}, name):
        return unsent
    return cell_of(field, tuple(data.getlist(name)))


def row_key(data: QueryDict, part: str, number: int) -> str:
    """The primary key of the row that was sent under this number; a new row has a name instead."""
    key = data.get(f"{part}-{number}-id", "")
    return f"{_NEW}{number}" if whole_number(key) is None else key


def is_new(key: str) -> bool:
    """Whether this is the name of a new row."""
    return key.startswith(_NEW)


def row_numbers(data: QueryDict, part: str) -> dict[str, int]:
    """Under which number each row of a part was sent."""
    return {row_key(data, part, number): number for number in range(_count(data, part))}


def _count(data: QueryDict, part: str) -> int:
    total = whole_number(data.get(f"{part}-TOTAL_FORMS", ""))
    return -1 if total is None else min(total, _ROWS)


# --- To be sent


def write(sheet: Sheet, data: QueryDict) -> dict[tuple[str, str], int]:
    """Put `sheet` in the place of what was sent; the number that each row has now, by part and key."""
    for name, cell in sheet.cells.items():
        put(data, name, cell.sent)
    numbers = {}
    for part, rows in sheet.parts.items():
        # What a row sends besides its cells, such as the record it belongs to, moves with it.
        before = {key: _take_row(data, part, number) for key, number in row_numbers(data, part).items()}
        for number, (key, row) in enumerate(rows.items()):
            numbers[part, key] = number
            for name, values in before.get(key, {}).items():
                data.setlist(f"{part}-{number}-{name}", values)
            for name, cell in row.cells.items():
                put(data, f"{part}-{number}-{name}", cell.sent)
            put(data, f"{part}-{number}-id", ("" if row.is_new else key,))
            put(data, f"{part}-{number}-DELETE", ("on",) if row.gone else ())
        data[f"{part}-INITIAL_FORMS"] = str(sum(not row.is_new for row in rows.values()))
        data[f"{part}-TOTAL_FORMS"] = str(len(rows))
    return numbers


def put(data: QueryDict, name: str, sent: tuple[str, ...] | list[str]) -> None:
    """Send these values under `name`; none at all if there are none, as a browser does."""
    if name.endswith("-passage") and data.get(name, "") != "".join(sent[-1:]):
        # The source among whose passages another one was chosen.
        data.pop(f"{name}_source", None)
    if sent:
        data.setlist(name, list(sent))
    else:
        data.pop(name, None)


def as_new(data: QueryDict, owners: dict[str, str]) -> QueryDict:
    """The same words for a record that is not there: every row is a new one.

    `owners` names the field by which the rows of each part belong to their record.
    """
    found = data.copy()
    for part, owner in owners.items():
        for number in range(_count(data, part)):
            found[f"{part}-{number}-id"] = found[f"{part}-{number}-{owner}"] = ""
        found[f"{part}-INITIAL_FORMS"] = "0"
    return found


def _take_row(data: QueryDict, part: str, number: int) -> dict[str, list[str]]:
    start = f"{part}-{number}-"
    return {name.removeprefix(start): data.pop(name) for name in [*data] if name.startswith(start)}
