"""Changes as a spreadsheet: one row for each cell that differs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.public.data import LICENCE, label_of
from policyatlas.public.extracts.table import BETWEEN, Value
from policyatlas.public.spreadsheets import csv_text

from .comparing import Compared
from .reasons import Reasons
from .spans import Span
from .telling import Told, in_numbers, told

COLUMNS = ("how", "line", "column", "was", "was_with", "now", "now_with", "reason", "sources_before", "sources_after")


def as_csv(title: str, address: str, found: Compared, span: Span, why: Reasons) -> str:
    """All changes of the view `title`, without a limit; absences in words. `address` is that of the page."""
    rows = [row for line in told(found, span, why, found.changes) for row in _rows(line)]
    facts = [
        ("title", _("What changed: %(view)s") % {"view": " ".join(title.split())}),
        ("address", address),
        ("from", label_of(span.before)),
        ("to", label_of(span.after)),
        ("changes", in_numbers(found)),
        ("rows", len(rows)),
        ("licence", f"{LICENCE['name']}, {LICENCE['url']}"),
    ]
    return csv_text(COLUMNS, rows, facts)


def _rows(line: Told) -> Iterator[dict[str, Value]]:
    none, inapplicable = _("none named"), words.absent("not-applicable", words.page_language())
    for cell in line.cells:
        yield {
            "how": line.how,
            "line": line.label,
            "column": cell.heading,
            "was": cell.values[0] if cell.was else (_("not there") if line.how == "added" else _("nothing")),
            "was_with": cell.was_with or inapplicable,
            "now": cell.values[1] if cell.now else (_("not there") if line.how == "removed" else _("nothing")),
            "now_with": cell.now_with or inapplicable,
            "reason": BETWEEN.join(line.reasons) or line.unexplained,
            "sources_before": BETWEEN.join(line.sources[0]) or none,
            "sources_after": BETWEEN.join(line.sources[1]) or none,
        }
