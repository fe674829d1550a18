"""The changes of a view as an Atom feed: an entry for each edition in which it changed, and one for what came since."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, pairwise

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policyatlas.editions.between import departures, last_stirred, stirring
from policyatlas.editions.models import Edition
from policyatlas.public.links import changes_address, feed_address

from .comparing import Compared
from .histories import History, history
from .reasons import Reasons, bearers, reasons
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
        """When the later edition was closed; while it is open, when something last happened to what changed."""
        before, after = self.span.before, self.span.after
        if after.closed_at is not None:
            return after.closed_at
        dates = [*self.why.dates(), *departures(bearers(self.found.changes), before, after)]
        return max(dates or filter(None, [last_stirred(after), before.closed_at]))


class AtomFeed(Atom1Feed):
    """An Atom feed that says when its view last changed, also where it has no entries."""

    def latest_post_date(self) -> datetime:
        """The newest date of an entry, or the one that was handed over."""
        return max((item["updateddate"] for item in self.items), default=self.feed["began"])


def followed(stem: str, asked: Span) -> tuple[History, list[Step]]:
    """The view in the editions in which it may have changed, and the steps in which it did, newest first.

    As many queries as its page for each of these editions, two for each of the steps, and two more.
    """
    pairs = list(pairwise(asked.editions))[: EDITIONS + 1]
    stirred = stirring(after for after, _ in pairs)
    pairs = [(after, before) for after, before in pairs if after.number in stirred]
    view = history(stem, asked, list(dict.fromkeys([asked.editions[0], *chain.from_iterable(pairs)])))
    return view, list(_steps(view, asked, pairs))


def _steps(view: History, asked: Span, pairs: list[tuple[Edition, Edition]]) -> Iterator[Step]:
    for after, before in pairs:
        span = asked.part(before, after)
        found = view.between(span)
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
    written = AtomFeed(
        title=clean(_("What changed: %(view)s – PolicyAtlas") % {"view": view.title}),
        link=view.site + changes_address(view.stem, view.query, ""),
        description="",
        feed_url=view.site + feed_address(view.stem, view.query),
        author_name="PolicyAtlas",
        feed_copyright="CC BY 4.0",
        began=next(closed, None) or timezone.now(),
    )
    for step in made:
        address = view.site + changes_address(view.stem, view.query, *step.span.labels)
        written.add_item(
            title=clean(_heading(step, view.title)),
            link=address,
            description=clean(_content(step)),
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


def clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _CONTROL.sub("", text)
