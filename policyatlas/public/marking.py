"""Texts of the atlas as HTML, marked with their language where that is not the language of the page."""

import re
from functools import lru_cache
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from policyatlas.values.languages import english_apart, japanese_apart, language_of

# Titles stand on page after page and are remembered; a longer text would only push them out. (Characters.)
_LONG = 500
# Where a word of one script ends and one of the other begins: within them a browser breaks only for want of room.
_MEETING = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u30a1-\u30fa])|(?<=[\u30a1-\u30faー])(?=[\u3400-\u9fff])")


@lru_cache(maxsize=8192)
def _short(text: str, language: str) -> SafeString:
    return _marked(text, language)


def spoken(text: str, language: str) -> SafeString:
    """A text on a page in `language`, as the template filter of this name gives it."""
    return _marked(text, language) if len(text) > _LONG else _short(text, language)


def breakable(text: str) -> SafeString:
    """A text, marked or not, that may also go on in the next line where kanji and katakana meet: for long names."""
    return SafeString(_MEETING.sub("<wbr>", conditional_escape(text)))


def in_a_span(text: str, language: str) -> str:
    """A text that is in `language`, whatever the page is in."""
    return f'<span lang="{language}">{escape(text)}</span>'


def _marked(text: str, language: str) -> SafeString:
    own = language_of(text)
    if own not in ("", language):
        return SafeString(in_a_span(text, own))
    other, pieces = ("en", english_apart(text)) if language == "ja" else ("ja", japanese_apart(text))
    return SafeString("".join(in_a_span(piece, other) if foreign else escape(piece) for piece, foreign in pieces))
