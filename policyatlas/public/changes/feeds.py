"""The changes of a view as an Atom feed: an entry for each edition in which it changed, and one for what came since."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.http import QueryDict
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policyatlas.editions.between import last_printed, stirring
from policyatlas.editions.models import Edition
from policyatlas.public.links import changes_address as page_address
from policyatlas.public.links import feed_address

from .comparing import Compared, compared
from .reasons import Reasons, reasons
from .spans import Span
from .telling import Difference, Told, in_numbers, told

# So many editions back, and so many lines told of each: the page has the others.
EDITIONS = 12
LINES = 20
# What XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Step:
    """What changed in a view from one edition to the next."""

    span: Span
    found: Compared
    why: Reasons

    @property
    def changed_at(self) -> datetime:
        """When the later edition was closed; while it is open, when it was last printed for this view."""
        if self.span.after.closed_at is not None:
            return self.span.after.closed_at
        dates = self.why.dates() or filter(None, [last_printed(self.span.after), self.span.before.closed_at])
        return max(dates)


class _Feed(Atom1Feed):
    """An Atom feed that says when its view last changed, also where it has no entries."""

    def latest_post_date(self) -> datetime:
        """The newest date of an entry, or the one that was handed over."""
        return max((item["updateddate"] for item in self.items), default=self.feed["began"])


def steps(stem: str, question: QueryDict, editions: list[Edition]) -> Iterator[Step]:
    """The steps in which the view changed, newest first; `editions` are all there are, newest first."""
    pairs = list(pairwise(editions))[: EDITIONS + 1]
    stirred = stirring(after for after, _ in pairs)
    for after, before in pairs:
        if after.number not in stirred:
            continue
        span = Span(before, after, question, editions, [])
        found = compared(stem, question, *span.readings, span.moves)
        if found.changes:
            yield Step(span, found, reasons(found.changes, span))


@dataclass(frozen=True)
class View:
    """The view that a feed follows; `site` is the address of the atlas without a path."""

    stem: str
    query: str
    title: str
    site: str


def feed(view: View, made: list[Step], editions: list[Edition]) -> str:
    """The feed of a view as XML."""
    closed = (edition.closed_at for edition in editions if edition.closed_at)
    written = _Feed(
        title=_clean(_("What changed: %(view)s – PolicyAtlas") % {"view": view.title}),
        link=view.site + page_address(view.stem, view.query, ""),
        description="",
        feed_url=view.site + feed_address(view.stem, view.query),
        author_name="PolicyAtlas",
        feed_copyright="CC BY 4.0",
        began=next(closed, None) or timezone.now(),
    )
    for step in made:
        address = view.site + page_address(view.stem, view.query, *step.span.labels)
        written.add_item(
            title=_clean(_heading(step, view.title)),
            link=address,
            description=_clean(_content(step)),
            # It names both editions, so it stays when later ones are closed.
            unique_id=address,
            updateddate=step.changed_at,
        )
    return written.writeString("utf-8")


def _heading(step: Step, title: str) -> str:
    if step.span.after.is_open:
        return _("%(view)s: since edition %(label)s") % {"view": title, "label": step.span.labels[0]}
    return _("%(view)s: edition %(label)s") % {"view": title, "label": step.span.after.label}


def _content(step: Step) -> str:
    """The sum and the first lines, as HTML."""
    shown = told(step.found, step.span, step.why, step.found.changes[:LINES])
    rest = len(step.found.changes) - len(shown)
    return format_html(
        "<p>{}</p><ul>{}</ul>{}",
        in_numbers(step.found),
        format_html_join("", "<li>{}</li>", ((_in_a_line(line),) for line in shown)),
        format_html("<p>{}</p>", _("And %(number)s more lines.") % {"number": rest}) if rest else "",
    )


def _in_a_line(line: Told) -> str:
    if line.how == "changed":
        said = f"{line.label}. {'; '.join(map(_in_a_part, line.cells))}."
    else:
        said = (_("Added: %(line)s.") if line.how == "added" else _("Removed: %(line)s.")) % {"line": line.label}
    return f"{said} {' '.join(line.reasons) or line.unexplained.capitalize() + '.'}"


def _in_a_part(cell: Difference) -> str:
    was, now = (
        f"{value or _('nothing')} ({beside})" if beside else value or _("nothing")
        for value, beside in ((cell.was, cell.was_with), (cell.now, cell.now_with))
    )
    return f"{cell.heading}: {was} → {now}"


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
