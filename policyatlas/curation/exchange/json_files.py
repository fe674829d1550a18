"""Records as JSON: a list of objects with their parts as lists of objects, alone or under the name of the noun."""

import json
from collections.abc import Callable

from .cells import BETWEEN, passages_text, text_of
from .limits import LONGEST, ROWS
from .quoted import quoted, shortened
from .rows import Mistake, Part, Row, Table, Unreadable, lacking, nearest
from .shapes import PASSAGE, Column, Shape, nouns, shape_of


def from_json(content: bytes, shape: Shape | None, named: Callable[[], Shape]) -> Table:
    """The file as a table; raises `Unreadable`. `named` finds the noun where nothing else says it."""
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            parse_int=str,
            parse_float=str,
            parse_constant=_refused,
            object_pairs_hook=_object,
        )
        _check_signs(data)
    except UnicodeDecodeError:
        raise Unreadable("The file is not in UTF-8, as JSON must be.") from None
    except json.JSONDecodeError as mistake:
        raise Unreadable(f"The file is broken JSON at line {mistake.lineno}, column {mistake.colno}.") from None
    except RecursionError:
        raise Unreadable("The file is nested too deeply to be a list of records.") from None
    if isinstance(data, dict):
        known = nouns()
        if "kind" in data and str(data["kind"]) not in known:
            raise Unreadable(f"There is no kind {quoted(str(data['kind']))}.{nearest(str(data['kind']), known)}")
        if "kind" in data and shape is not None and shape.model is not known[data["kind"]]:
            raise Unreadable(f"The file holds records of the kind {quoted(str(data['kind']))}, not “{shape.noun}”.")
        shape = shape or ("kind" in data and shape_of(known[data["kind"]])) or None
        data = data.get("records")
    if not isinstance(data, list):
        raise Unreadable("The file must hold a list of records, or {“kind”: “policy”, “records”: [ … ]}.")
    table = Table(shape or named(), how="JSON", counted="record")
    if len(data) > ROWS:
        raise Unreadable(f"The file has {len(data):,} records; {ROWS:,} are allowed. Split it into several.")
    for number, one in enumerate(data, 1):
        _take(table, number, one)
    return table


def _check_signs(data: object) -> None:
    """Refuse what JSON can write and no text of ours can hold: NUL, and the half of a sign that takes two."""
    said = json.dumps(data, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError as mistake:
        half = f"\\u{ord(said[mistake.start]):04x}"
        raise Unreadable(f"The file holds {half}, which is half a character. Write the whole one.") from None
    if r"\u0000" in said.replace("\\\\", ""):
        raise Unreadable(r"The file holds \u0000, which is no text. Take it out.")


class _Twice(dict):
    """An object in which a name stands twice."""


def _object(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Twice(found)


def _refused(name: str) -> object:
    raise Unreadable(f"The file holds {name}, which is no value of JSON.")


def _take(table: Table, number: int, data: object) -> None:
    if not isinstance(data, dict):
        table.mistakes.append(Mistake(number, "", "It is no record: a record is an object with a slug."))
        return
    row = Row(number, {})
    shape = table.shape
    for name, value in data.items():
        if name in shape.sort and isinstance(value, list):
            row.parts[name] = [
                Part(number, _cells(table, number, one, shape.sort[name].by_name, f"{name}.")) for one in value
            ]
        elif name in shape.sort:
            table.mistakes.append(Mistake(number, name, f"“{name}” must be a list."))
    own = {name: value for name, value in data.items() if name not in shape.sort}
    row.cells = _cells(table, number, _Twice(own) if isinstance(data, _Twice) else own, shape.by_name, "")
    row.cells.setdefault("slug", "")
    there = {"slug", *(f"{sort}.{name}" for sort, parts in row.parts.items() for part in parts for name in part.cells)}
    table.mistakes += lacking(shape, there, number)
    table.rows.append(row)


def _cells(table: Table, number: int, data: object, columns: dict[str, Column], before: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if not isinstance(data, dict):
        table.mistakes.append(Mistake(number, before.rstrip("."), "It must be a list of objects."))
        return found
    if isinstance(data, _Twice):
        table.mistakes.append(Mistake(number, before.rstrip("."), "A name stands in it twice."))
    for name, value in data.items():
        text = _text(value) if name in columns else None
        if name not in columns:
            said = f"There is no column {quoted(before + name)}.{nearest(name, columns)}"
        elif text is None:
            said = f"{quoted(before + name)} must be a text, a number, yes or no, or a list of slugs."
        elif len(text) > LONGEST:
            said = f"{quoted(before + name)} has {len(text)} characters; {LONGEST} are allowed."
        else:
            found[name] = text
            continue
        table.mistakes.append(Mistake(number, shortened(before + name), said))
    return found


def _text(value: object) -> str | None:
    """A value as the text of a cell; None for what no cell can hold."""
    if value is None or isinstance(value, (str, bool)):
        return text_of(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return BETWEEN.join(value)
    if isinstance(value, list) and all(isinstance(one, dict) and set(one) == set(PASSAGE) for one in value):
        return passages_text([tuple(str(one[name]) for name in PASSAGE) for one in value])
    return None
