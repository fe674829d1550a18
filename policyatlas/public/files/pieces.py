"""Long lists and searches as CSV, JSON and workbooks in pieces: the same to the byte as if made whole."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from django.utils import translation

from policyatlas.editions.models import Entry
from policyatlas.public.spreadsheets import BYTE_ORDER_MARK, csv_line, remark

from .about import KNOWN_BEFORE
from .contents import content, lines_of, named_in_list
from .sheet import Sheet
from .streaming import Long, pieces_of, spool

# The first of the facts about a file that depends on its rows.
_DEPENDS = '\n  "rows": '


def pieces(long: Long, ending: str) -> Iterator[bytes]:
    """The file with that `ending`. What is known before the rows are read comes at once, where the format lets it."""
    # They are asked for when the view has answered and the language of its page is no longer set.
    return _PIECES[ending](long, translation.get_language())


def _csv(long: Long, language: str | None) -> Iterator[bytes]:
    """The number of rows and the fingerprint stand above the rows, so these wait in a file until the last is there."""
    with translation.override(language):
        above = remark(long.without_rows().about.pairs()[:KNOWN_BEFORE])
    yield f"{BYTE_ORDER_MARK}{above}".encode()
    with spool() as rows:
        with translation.override(language):
            summed = long.write(_csv_lines, rows)
            facts = summed.about.pairs()
        rest = [*facts[KNOWN_BEFORE:], ("lines above the headings", len(facts) + 1)]
        yield f"{remark(rest)}{csv_line(summed.headings)}".encode()
        yield from pieces_of(rows)


def _csv_lines(sheet: Sheet, _entries: list[Entry]) -> tuple[str, ...]:
    return ("".join(csv_line(row) for row in sheet.rows()),)


def _json(long: Long, language: str | None) -> Iterator[bytes]:
    """The same facts first, as far as they are known; then the lists of what there is by the row, each from a file."""
    with translation.override(language):
        empty = _json_without_rows(long, long.without_rows())
    known = empty.partition(_DEPENDS)[0]
    yield known.encode()
    by_the_row = [name for name in _BY_THE_ROW if _empty(name) in empty]

    def elements(sheet: Sheet, entries: list[Entry]) -> tuple[str, ...]:
        return tuple("".join(map(_element, _BY_THE_ROW[name](sheet, entries))) for name in by_the_row)

    with ExitStack() as stack:
        files = [stack.enter_context(spool()) for _ in by_the_row]
        with translation.override(language):
            summed = long.write(elements, *files)
            rest = _json_without_rows(long, summed)[len(known) :]
        for name, file in zip(by_the_row, files, strict=True):
            before, nothing, rest = rest.partition(_empty(name))
            if summed.about.rows:
                yield f"{before}{nothing[:-1]}".encode()
                # Without the comma before the first.
                yield from pieces_of(file, 1)
                yield b"\n ]"
            else:
                yield f"{before}{nothing}".encode()
        yield rest.encode()


def _json_without_rows(long: Long, sheet: Sheet) -> str:
    return as_json(content(sheet, long.selection.said(sheet.extract)))


def _results(sheet: Sheet, entries: list[Entry]) -> list[dict]:
    return [named_in_list(entry, url) for entry, url in zip(entries, sheet.urls, strict=True)]


def _lines(sheet: Sheet, _entries: list[Entry]) -> list[dict]:
    return lines_of(sheet)


# What a JSON file has by the row, in its order: the entries in the file of a list, and the lines of the table.
_BY_THE_ROW: dict[str, Callable[[Sheet, list[Entry]], list[dict]]] = {"results": _results, "lines": _lines}


def _empty(name: str) -> str:
    """One of them as it stands in the file while nothing is in it; a text that says so has no such end of line."""
    return f'\n "{name}": []'


def _element(data: dict) -> str:
    return ",\n  " + as_json(data).replace("\n", "\n  ")


def as_json(data: dict) -> str:
    """JSON as it stands in files."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def _xlsx(long: Long, language: str | None) -> Iterator[bytes]:
    """Nothing comes before all is there: a workbook is a zip file, in which the rows are pressed."""
    from .workbooks import write

    with spool() as rows, spool() as made:
        with translation.override(language):
            summed = long.write(_cells, rows)

            def again() -> Iterator[list]:
                rows.seek(0)
                return map(json.loads, rows)

            write(summed.headings, again, summed.about, made)
        yield from pieces_of(made)


def _cells(sheet: Sheet, _entries: list[Entry]) -> tuple[str, ...]:
    return ("".join(f"{json.dumps(row)}\n" for row in sheet.rows()),)


_PIECES = {"csv": _csv, "json": _json, "xlsx": _xlsx}
