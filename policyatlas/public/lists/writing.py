"""What a list page has by the hundred, written without a template: the options of its filters, the rows of its table.

A template takes a hundred times as long for each. The templates around them say where these stand; what is not ours is
escaped here, piece by piece.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policyatlas.public.marking import spoken

from .cells import Cell, Part
from .facets import Option
from .tables import Heading, Row


def options(name: str, shown: Iterable[Option], language: str) -> SafeString:
    """The values of the facet `name` to tick."""
    return SafeString("".join(_option(name, option, language) for option in shown))


def rows(table: list[Row], language: str) -> SafeString:
    """The rows of a table; the roles are written out because a narrow screen shows each row as a card."""
    openings = [_opening(heading) for heading, cell in table[0].cells] if table else []
    return SafeString(
        "".join(
            '\n<tr role="row">'
            + "".join(
                f"\n{opening}{_cell(cell, language)}</td>"
                for opening, (heading, cell) in zip(openings, row.cells, strict=True)
            )
            + "\n</tr>"
            for row in table
        )
    )


def _option(name: str, option: Option, language: str) -> str:
    before, after = _around(name, option.value, option.label, language)
    checked = " checked" if option.selected else ""
    return f"{before}{checked}{after}{option.count}</span></label>"


@lru_cache(maxsize=4096)
def _around(name: str, value: str, label: str, language: str) -> tuple[str, str]:
    # What does not follow what else is asked: all but the number, and whether it is ticked.
    identifier = f"f-{name}-{quote(value, safe='')}"
    box = f'<input class="form-check-input" type="checkbox" id="{escape(identifier)}" name="{escape(name)}"'
    return (
        f'\n<label class="option">{box} value="{escape(value)}"',
        f'> <span>{spoken(label, language)}</span> <span class="option-count">',
    )


def _opening(heading: Heading) -> str:
    look = ' class="number"' if heading.number else ' class="long"' if heading.long else ""
    return f'<td role="cell" data-label="{escape(heading.label)}"{look}>'


def _cell(cell: Cell, language: str) -> str:
    parts = "".join(_part(part, language) for part in cell.parts)
    if cell.rest:
        more = escape(_("and %(rest)s more") % {"rest": cell.rest})
        parts += f'\n<a class="part quiet" href="{escape(cell.rest_address)}">{more}</a>'
    beneath = "".join(
        f'<span class="beneath {part.look}"{_lang(part)}>{spoken(part.text, language)}</span>' for part in cell.beneath
    )
    return f'\n<span class="parts">{parts}\n</span>\n{beneath}\n'


def _part(part: Part, language: str) -> str:
    said = spoken(part.text, language)
    if part.address:
        look = f' class="{part.look}"' if part.look else ""
        return f'\n<span class="part"><a{look} href="{escape(part.address)}"{_lang(part)}>{said}</a></span>'
    return f'\n<span class="part{part.look and " " + part.look}">{said}</span>'


def _lang(part: Part) -> str:
    return f' lang="{part.lang}"' if part.lang else ""
