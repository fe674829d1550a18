"""Filters and tags for templates of the reading room: addresses, titles, words and sections; `{% load atlas %}`."""

from datetime import date, datetime

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from policyatlas.public import links, marking, words
from policyatlas.public import passages as written
from policyatlas.values.citations import day_in_words

register = template.Library()


@register.filter
def address(target) -> str:
    """The address of an entry, a card or a reference (`{"kind", "slug"}`) in the edition being read."""
    return links.address_of(*_kind_and_slug(target))


@register.filter
def title(target) -> str:
    """The title of a card or an entry in the language of the page."""
    japanese = target.title_ja if words.page_language() == "ja" else ""
    return japanese or target.title_en


@register.filter
def kind_name(kind: str) -> str:
    """What a kind of entry is called: `Policy`."""
    return words.kind_label(kind, words.page_language())


@register.filter
def kind_plural(kind: str) -> str:
    """What a kind of entry is called in the plural: `Policies`."""
    return words.kind_label(kind, words.page_language(), plural=True)


@register.filter
def absent(kind_of_missing: str) -> str:
    """A kind of missing in words: `not-reported` is “not reported”."""
    return words.absent(kind_of_missing or "not-reported", words.page_language())


@register.filter
def meaning(kind_of_missing: str) -> str:
    """What a kind of missing means, as a sentence."""
    return words.meaning(kind_of_missing)


@register.filter
def listed(phrases) -> str:
    """Phrases one after another, as the language of the page joins them."""
    return words.listed(map(str, phrases))


@register.filter
def day(moment: date | datetime | None) -> str:
    """A day, or that of a moment in Japan, as people write it: `25 November 2026`, `2026年11月25日`; empty for none."""
    if moment is None:
        return ""
    return day_in_words(localdate(moment) if isinstance(moment, datetime) else moment, words.page_language())


@register.simple_tag
def today() -> str:
    """The day it is in Japan, as people write it: `{% today as day %}`."""
    return day(localdate())


@register.filter
def spoken(text) -> str:
    """A text of the atlas, marked with its language where that is not the language of the page.

    Within a Japanese text what runs on in English is marked, and within an English one what is Japanese.
    """
    return marking.spoken(f"{text}", words.page_language())


@register.filter
def breakable(text: str) -> str:
    """A text, marked or not, that may also go on in the next line where kanji and katakana meet: for long names."""
    return marking.breakable(text)


@register.filter
def in_language(text) -> str:
    """The attribute that says in which language a text of the atlas is, for the element around it; or nothing.

    The text may be in pieces, of which some are marked.
    """
    return SafeString(words.lang(_read(text)))


@register.filter
def passages(items) -> str:
    """The passages (`evidence.Item`): each quotation with the place it stands in."""
    return written.passages(items, words.page_language())


@register.simple_block_tag
def section(content: str, section) -> str:
    """What stands between the tags, under the heading of `section` (a pages.sections.Section); nothing without one."""
    return render_to_string("components/section.html", {"section": section, "content": content}) if section else ""


def _read(text) -> str:
    return "".join(piece.text for piece in text) if isinstance(text, list | tuple) else str(text)


def _kind_and_slug(target) -> tuple[str, str]:
    if isinstance(target, dict):
        return target["kind"], target["slug"]
    return target.kind, target.slug
