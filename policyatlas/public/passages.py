"""Passages as HTML, written without a template: a page has them by the hundred, and a template takes far longer.

What is not ours is escaped here, piece by piece.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .evidence import Item
from .marking import spoken

# Marks what only says that nobody recorded something: paper leaves it out, where a page has it below every quotation.
_UNRECORDED = " unrecorded"


def passages(items: Iterable[Item], language: str) -> SafeString:
    """Each quotation with the place it stands in, on a page in `language`."""
    return SafeString("".join(_passage(item, language) for item in items))


def folded(items: list[Item], label: str, language: str) -> str:
    """The passages folded behind `label`; as `components/evidence.html`, for pages that have them by the hundred."""
    count = f' <span class="evidence-count">({len(items)})</span>' if len(items) > 1 else ""
    summary = f"<summary>{spoken(label, language) or _('Evidence')}{count}</summary>"
    said = passages(items, language)
    return f'<details class="evidence">\n{summary}\n<div class="evidence-body">{said}\n</div>\n</details>'


def _passage(item: Item, language: str) -> str:
    lang = f' lang="{escape(item.language)}"' if item.language else ""
    said = "\n".join(part for part in (_document(item, language), *_around(item, language)) if part)
    quote = f"<blockquote{lang}>{escape(item.quote)}</blockquote>"
    return f'\n<figure class="passage">\n{quote}\n<figcaption>\n{said}\n</figcaption>\n</figure>'


def _document(item: Item, language: str) -> str:
    locator = f'<span class="locator">, {spoken(item.locator, language)}</span>'
    if item.source is None:
        return f'<span class="missing">{_("document not in print")}</span>{locator}'
    return f'<cite><a href="{escape(item.address)}">{spoken(item.title, language)}</a></cite>{locator}'


def _around(item: Item, language: str) -> Iterable[str]:
    """Where the original is, what the passage supports, when it was read and how sure a curator is of it."""
    if item.url:
        yield f'<a class="original" href="{escape(item.url)}" rel="external noopener">{_("original")}</a>'
    if item.supports:
        yield f'<span class="supports">{_("supports:")} {escape(item.supports)}</span>'
    if item.source is not None:
        unrecorded = "" if item.date_read else _UNRECORDED
        yield f'<span class="read-on{unrecorded}">{_read(item.date_read, bool(item.confidence), language)}</span>'
    if item.confidence:
        yield f'<span class="confidence">{_("confidence:")} {escape(item.confidence)}</span>'
    elif item.date_read:
        yield f'<span class="confidence{_UNRECORDED}">{_("confidence not recorded")}</span>'


# There are as many as days on which sources were read; `language` is that of the page, in which the words are found.
@lru_cache(maxsize=512)
def _read(day: str, is_confidence_known: bool, language: str) -> str:
    if day:
        return _("read on %(day)s") % {"day": escape(day)}
    if is_confidence_known:
        return _("day of reading not recorded")
    return _("day of reading and confidence not recorded")
