"""The feed of the whole atlas: an entry for each edition, and one for what came since, with what changed by kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from policyatlas.editions.between import last_stirred, stirring
from policyatlas.public.links import changes_address, whole_feed_address

from .feeds import EDITIONS, LINES, AtomFeed, clean
from .overview import Share, shares
from .spans import Span


@dataclass(frozen=True)
class Step:
    """What changed in the whole atlas from one edition to the next."""

    span: Span
    shares: list[Share]

    @property
    def changed_at(self) -> datetime:
        """When the later edition was closed; while it is open, when something last happened in it."""
        before, after = self.span.before, self.span.after
        return after.closed_at or last_stirred(after) or before.closed_at or timezone.now()


def steps(asked: Span) -> Iterator[Step]:
    """The steps in which anything changed, newest first; three queries and at most six for each."""
    pairs = list(pairwise(asked.editions))[: EDITIONS + 1]
    stirred = stirring(after for after, _before in pairs)
    for after, before in pairs:
        if after.number in stirred:
            span = asked.part(before, after)
            if found := shares(span):
                yield Step(span, found)


def feed(asked: Span, site: str) -> str:
    """The feed as XML; `site` is the address of the atlas without a path."""
    closed = (edition.closed_at for edition in asked.editions if edition.closed_at)
    written = AtomFeed(
        title=_("What changed: the whole atlas – PolicyAtlas"),
        link=site + changes_address("", "", ""),
        description="",
        feed_url=site + whole_feed_address(),
        author_name="PolicyAtlas",
        feed_copyright="CC BY 4.0",
        began=next(closed, None) or timezone.now(),
    )
    for step in steps(asked):
        # It names both editions, so it stays when later ones are closed.
        address = site + changes_address("", "", *step.span.labels)
        written.add_item(
            title=_heading(step.span),
            link=address,
            description=clean(_content(step.shares)),
            unique_id=address,
            updateddate=step.changed_at,
        )
    return written.writeString("utf-8")


def _heading(span: Span) -> str:
    if span.after.is_open:
        return _("Since edition %(label)s") % {"label": span.labels[0]}
    return _("Edition %(label)s") % {"label": span.after.label}


def _content(found: list[Share]) -> str:
    """Each kind with its numbers and the first entries, as HTML."""
    return format_html_join("", "<p>{}</p><ul>{}</ul>", ((_in_numbers(share), _named(share)) for share in found))


def _in_numbers(share: Share) -> str:
    said = {"kind": share.name, "changed": share.changed, "added": share.added, "removed": share.removed}
    return _("%(kind)s: %(changed)s changed, %(added)s added, %(removed)s removed") % said


def _named(share: Share) -> str:
    total = share.changed + share.added + share.removed
    rest = total - len(share.entries[:LINES])
    return format_html(
        "{}{}",
        format_html_join("", "<li>{}</li>", ((one.title,) for one in share.entries[:LINES])),
        format_html("<li>{}</li>", _("And %(number)s more.") % {"number": rest}) if rest else "",
    )
