"""What one row asks for: the whole record as it would be, beside what is stored, cell by cell."""

from django.db import models

from policyatlas.curation.snapshots import Snapshot, plain
from policyatlas.records.models import Passage

from .cells import Unfit, passages_of, slugs_of, text_of, value_of
from .plans import Change, Item, New
from .references import References, Words
from .rows import Part
from .shapes import PASSAGE, Column, Shape, Sort

# How much of a part is told where all of it comes or goes.
_TOLD = 160


def want(shape: Shape, item: Item, references: References) -> None:
    """Fill in `item.wanted`, and what would change or is wrong."""
    stored = item.stored
    wanted: Snapshot = _copy(stored.snapshot) if stored else _blank(shape)
    item.wanted = wanted
    values: dict[str, object] = {}
    was = stored.row.cells if stored else None
    # That it has no slug was said.
    cells = {name: cell for name, cell in item.row.cells.items() if name != "slug" or item.row.slug}
    _fill(item, item.row.line, "", shape.columns, cells, was, values, references)
    for name, value in values.items():
        wanted["links" if shape.by_name[name].is_list else "fields"][name] = value
    for name, parts in item.row.parts.items():
        wanted["parts"][name] = _parts(shape.sort[name], item, parts, references)
    if stored:
        item.outcome = item.outcome if item.mistakes or not item.changes else "changed"
    else:
        item.changes.clear()
        item.outcome = item.outcome if item.mistakes else "new"


def words_of(cells: dict[str, str], references: References) -> Words | None:
    """The passage that three cells name, as it is stored or would be; None where all are empty."""
    raw = (cells["source"].strip(), cells["locator"], cells["quote"])
    tidy = (raw[0], _tidy(raw[1]), _tidy(raw[2]))
    return None if not any(tidy) else raw if raw in references.passages else tidy


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _copy(snapshot: Snapshot) -> Snapshot:
    # Its parts are replaced and never changed.
    return {name: dict(values) for name, values in snapshot.items()}


def _blank(shape: Shape) -> Snapshot:
    return {
        "fields": _defaults(shape.columns),
        "links": {column.name: [] for column in shape.columns if column.is_list},
        "parts": {sort.name: [] for sort in shape.sorts},
    }


def _defaults(columns: tuple[Column, ...]) -> dict[str, object]:
    fields = dict.fromkeys(column.field for column in columns if not column.is_list)
    return {field.name: plain(field, field.get_default()) for field in fields}


def _fill(
    item: Item,
    line: int,
    before: str,
    columns: tuple[Column, ...],
    cells: dict[str, str],
    was: dict[str, str] | None,
    values: dict[str, object],
    references: References,
) -> list[Change]:
    """Put the value of each column into `values`; what changes is among the item's changes, and what cannot be, its
    mistakes.
    """
    own: list[Change] = []
    for column in columns:
        if column.name not in cells:
            # Without a slug it may be a record that is there, which has what the file leaves out.
            if was is None and column.is_needed and not column.piece and item.row.slug:
                item.fail(line, before + column.name, f"A new record needs the column “{before}{column.name}”.")
            continue
        text = cells[column.name]
        if column.piece:
            if column.piece == PASSAGE[0] and set(PASSAGE) <= cells.keys():
                _fill_passage(item, line, before, column, cells, was, values, references, own)
            continue
        if was is not None and text == was[column.name]:
            continue
        try:
            value, now = _value(column, text, references)
        except Unfit as reason:
            item.fail(line, before + column.name, str(reason))
            continue
        if was is None or now != _tidy(was[column.name]):
            values[column.name] = value
            own.append(Change(before + column.name, was[column.name] if was else "", now))
    item.changes += own
    return own


def _fill_passage(item, line, before, column, cells, was, values, references, own) -> None:
    words = words_of(cells, references)
    if was is not None and (words or ("", "", "")) == tuple(was[name] for name in PASSAGE):
        return
    if words is None and not column.field.null:
        item.fail(line, f"{before}source", "It needs a passage: its source, its locator and its quotation.")
        return
    try:
        if words is not None:
            references.check_passage(words)
    except Unfit as reason:
        item.fail(line, f"{before}source", str(reason))
        return
    values[column.field.name] = words and references.passages.get(words, New(Passage, words))
    now = words or ("", "", "")
    for name, text in zip(PASSAGE, now, strict=True):
        if was is None or text != was[name]:
            own.append(Change(before + name, was[name] if was else "", text))


def _value(column: Column, text: str, references: References) -> tuple[object, str]:
    """The value of a cell as a snapshot holds it, and its text as we write it."""
    field = column.field
    if column.is_list and field.related_model is Passage:
        several = passages_of(text)
        for words in several:
            references.check_passage(words)
        return [references.passages.get(words, New(Passage, words)) for words in several], text
    if field.is_relation:
        names = slugs_of(text) if column.is_list else [text.strip()] if text.strip() else []
        for name in names:
            references.check(column, name)
        found = [_target(field, name, references) for name in names]
        if column.is_list:
            return found, "; ".join(names)
        if not found and not field.null:
            raise Unfit("It must not be empty.")
        return (found[0], names[0]) if found else (None, "")
    value = value_of(field, text)
    return plain(field, value), text_of(value)


def _target(field: models.Field, name: str, references: References) -> object:
    key = references.keys[field.related_model].get(name)
    return New(field.related_model, name) if key is None else key


# --- Parts


def _parts(sort: Sort, item: Item, given: list[Part], references: References) -> list[dict]:
    """The parts of one sort as they would be: those stored that the row still has, and new ones."""
    stored = item.stored
    there = stored.row.parts[sort.name] if stored else []
    keys = stored.keys[sort.name] if stored else []
    data = {part["id"]: part for part in stored.snapshot["parts"][sort.name]} if stored else {}
    known: dict[tuple, list[int]] = {}
    identity = [name for name in sort.identity if all(name in part.cells for part in given)]
    for place, part in enumerate(there):
        known.setdefault(_key(sort, identity, part.cells, references), []).append(place)
    found, kept = [], set()
    for part in given:
        places = known.get(_key(sort, identity, part.cells, references))
        if places:
            place = places.pop(0)
            kept.add(place)
            found.append(_changed(sort, item, part, there[place].cells, data[keys[place]], references))
        else:
            found.append(_added(sort, item, part, references))
    for place, part in enumerate(there):
        if place not in kept:
            item.changes.append(Change(sort.name, _said(part.cells), ""))
    return sorted(found, key=lambda part: part.get("id", float("inf")))


def _changed(sort: Sort, item: Item, part: Part, was: dict[str, str], data: dict, references: References) -> dict:
    values: dict[str, object] = {}
    changes = _fill(item, part.line, f"{sort.name}.", sort.columns, part.cells, was, values, references)
    if changes:
        del item.changes[-len(changes) :]
        name = _said({name: was[name] for name in sort.identity})
        item.changes += [Change(f"{change.column} of {name}", change.was, change.now) for change in changes]
    return data | values


def _added(sort: Sort, item: Item, part: Part, references: References) -> dict:
    values = _defaults(sort.columns) | {column.name: [] for column in sort.columns if column.is_list}
    changes = _fill(item, part.line, f"{sort.name}.", sort.columns, part.cells, None, values, references)
    del item.changes[len(item.changes) - len(changes) :]
    item.changes.append(Change(sort.name, "", _said(part.cells)))
    return values


def _key(sort: Sort, identity: list[str], cells: dict[str, str], references: References) -> tuple:
    words = words_of(cells, references) if set(PASSAGE) <= cells.keys() else None
    found = []
    for name in identity:
        column = sort.by_name[name]
        if column.piece:
            found.append(words and words[PASSAGE.index(name)])
        elif column.field.is_relation:
            found.append(cells[name].strip())
        else:
            try:
                found.append(text_of(value_of(column.field, cells[name])))
            except Unfit:
                found.append(_tidy(cells[name]))
    return tuple(found)


def _said(cells: dict[str, str]) -> str:
    said = " · ".join(cell.strip() for cell in cells.values() if cell.strip())
    return said if len(said) <= _TOLD else said[:_TOLD] + " …"
