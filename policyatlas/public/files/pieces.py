"""Long lists as CSV, JSON and workbooks in pieces: each the same to the byte as if it had been made whole."""

import json
from collections.abc import Iterator

from django.utils import translation

from policyatlas.editions.models import Entry
from policyatlas.public.spreadsheets import BYTE_ORDER_MARK, csv_line, remark

from .about import KNOWN_BEFORE
from .contents import content, named_in_list, of_list
from .sheet import Sheet
from .streaming import Long, pieces_of, spool

# The lists of entries and of lines in the JSON file, as they stand there while nothing is in them.
_RESULTS, _LINES = '\n "results": []', '\n "lines": []'
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
    """The same facts first, as far as they are known; then the entries, which wait in one file, and the lines."""
    with translation.override(language):
        known = _json_without_rows(long, long.without_rows()).partition(_DEPENDS)[0]
    yield known.encode()
    with spool() as results, spool() as lines:
        with translation.override(language):
            summed = long.write(_json_elements, results, lines)
            whole = _json_without_rows(long, summed)
        facts, _, rest = whole[len(known) :].partition(_RESULTS)
        between, _, end = rest.partition(_LINES)
        for before, empty, elements in ((facts, _RESULTS, results), (between, _LINES, lines)):
            if summed.about.rows:
                yield f"{before}{empty[:-1]}".encode()
                # Without the comma before the first.
                yield from pieces_of(elements, 1)
                yield b"\n ]"
            else:
                yield f"{before}{empty}".encode()
        yield end.encode()


def _json_without_rows(long: Long, sheet: Sheet) -> str:
    return as_json(content(sheet, of_list(sheet.extract.asked, long.asked.ignored, sheet.about.rows, [])))


def _json_elements(sheet: Sheet, entries: list[Entry]) -> tuple[str, ...]:
    results = [named_in_list(entry, url) for entry, url in zip(entries, sheet.urls, strict=True)]
    return "".join(map(_element, results)), "".join(map(_element, content(sheet, {})["lines"]))


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
