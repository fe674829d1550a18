"""The content of a reader's page, cut out so that it can stand beside another one, with what differs marked."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.safestring import SafeString

from policyatlas.values.marking import Piece, marked, now_of, was_of

# Elements without an end.
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What leads to files and citations of what is not in print, or asks for something.
_LEFT_OUT = frozenset({"form", "script", "link", "style"})
_LEFT_OUT_CLASSES = frozenset({"record-top", "record-foot", "downloads", "cite-link"})
# Attributes that name ids of the same page.
_NAMING = frozenset({"id", "for", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls"})
# The parts of a page that readers jump to by name; beside another page their names would stand twice.
_LANDMARKS = frozenset({"nav", "section", "aside", "header", "footer"})


class Token(NamedTuple):
    """A tag as it is written, or a text as it is read."""

    is_text: bool
    said: str


def content_of(page: str, mark: str) -> tuple[Token, ...]:
    """The content of `page` (all within its main element), without frame, files and forms.

    `mark` begins every id, so that no two excerpts on one page have the same.
    """
    cutter = _Cutter(mark)
    cutter.feed(page)
    cutter.close()
    return tuple(cutter.kept)


def plain(content: Iterable[Token]) -> SafeString:
    """An excerpt as HTML."""
    return _html([token] if not token.is_text else [Piece("same", token.said)] for token in content)


def beside(before: tuple[Token, ...], after: tuple[Token, ...]) -> tuple[SafeString, SafeString]:
    """Two excerpts as HTML, in the one marked what went, in the other what came."""
    was, now = _texts(before), _texts(after)
    changes = SequenceMatcher(None, list(was.values()), list(now.values()), autojunk=False).get_opcodes()
    gone: dict[int, list[Piece]] = {}
    new: dict[int, list[Piece]] = {}
    for how, start, end, from_, to in changes:
        left, right = list(was)[start:end], list(now)[from_:to]
        if how == "replace" and len(left) == len(right):
            for one, other in zip(left, right, strict=True):
                both = marked(before[one].said, after[other].said)
                gone[one], new[other] = was_of(both), now_of(both)
        elif how != "equal":
            gone |= {place: [Piece("gone", before[place].said)] for place in left}
            new |= {place: [Piece("new", after[place].said)] for place in right}
    return _with(before, gone), _with(after, new)


def _texts(content: tuple[Token, ...]) -> dict[int, str]:
    """The texts of an excerpt by their place in it, however they are broken into lines; blank ones left out."""
    said = {place: " ".join(token.said.split()) for place, token in enumerate(content) if token.is_text}
    return {place: text for place, text in said.items() if text}


def _with(content: tuple[Token, ...], marks: dict[int, list[Piece]]) -> SafeString:
    return _html(
        marks.get(place, [Piece("same", token.said)]) if token.is_text else [token]
        for place, token in enumerate(content)
    )


def _html(parts: Iterable[Iterable[Piece | Token]]) -> SafeString:
    # As safe as the page was: tags are its own, and all text is escaped again.
    return SafeString("".join(_written(piece) for pieces in parts for piece in pieces))


def _written(piece: Piece | Token) -> str:
    if isinstance(piece, Token):
        return piece.said
    element = {"gone": "del", "new": "ins"}.get(piece.kind)
    text = escape(piece.text)
    return f'<{element} class="marked">{text}</{element}>' if element and piece.text.strip() else text


class _Cutter(HTMLParser):
    """Keeps what stands within the main element; `kept` is what it kept."""

    def __init__(self, mark: str):
        super().__init__(convert_charrefs=True)
        self.kept: list[Token] = []
        self._mark = mark
        self._within = 0  # How deep in the main element; 0: not in it.
        self._without = 0  # How deep in something left out; 0: not in it.
        self._drawn = 0  # How many drawings one is in: their texts take no marks.

    def handle_starttag(self, tag, attrs):
        inside = self._within > 0
        if tag not in _VOID:
            self._within += inside or tag == "main"
        if not inside:
            return
        if self._without or _is_left_out(tag, attrs):
            self._without += tag not in _VOID
            return
        self._drawn += tag == "svg"
        self.kept.append(Token(False, f"<{_name(tag)}{''.join(self._attributes(tag, attrs))}>"))

    def handle_startendtag(self, tag, attrs):
        # As in the drawings: an element that ends at once.
        if self._within and not self._without and not _is_left_out(tag, attrs):
            self.kept.append(Token(False, f"<{tag}{''.join(self._attributes(tag, attrs))}/>"))

    def handle_endtag(self, tag):
        if not self._within or tag in _VOID:
            return
        self._within -= 1
        if self._without:
            self._without -= 1
        elif self._within:
            self._drawn -= tag == "svg"
            self.kept.append(Token(False, f"</{_name(tag)}>"))

    def handle_data(self, data):
        if not self._within or self._without:
            return
        if self._drawn:
            self.kept.append(Token(False, escape(data)))
        else:
            self.kept.append(Token(True, data))

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
        for name, value in attrs:
            if tag in _LANDMARKS and name in ("aria-label", "aria-labelledby"):
                continue
            if value is None:
                yield f" {name}"
                continue
            if name in _NAMING:
                value = " ".join(f"{self._mark}{one}" for one in value.split())
            elif name == "href" and value.startswith("#"):
                value = f"#{self._mark}{value[1:]}"
            yield f' {name}="{escape(value)}"'


def _name(tag: str) -> str:
    return "div" if tag in _LANDMARKS else tag


def _is_left_out(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    classes = (dict(attrs).get("class") or "").split()
    return tag in _LEFT_OUT or not _LEFT_OUT_CLASSES.isdisjoint(classes)
