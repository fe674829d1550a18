"""What a page must keep to as HTML: what a strict parser finds, and what may stand in what, at which none looks."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib


def _names(text: str) -> set[str]:
    return set(text.split())


_FLOW = _names(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "main nav ol p pre search section table ul"
)
_PHRASING_ONLY = _names(
    "a abbr b button cite code em h1 h2 h3 h4 h5 h6 i label legend mark p q small span strong sub summary sup time"
)
# What takes the content of its parent, and what may hold headings besides.
_TRANSPARENT = {"a", "ins", "del"}
_WITH_HEADINGS = {"summary", "legend"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INTERACTIVE = {"a", "button", "details", "iframe", "input", "label", "select", "summary", "textarea"}
_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup"},
}
_FIRST = {"details": "summary", "fieldset": "legend", "table": "caption"}
_REFERRING = ("for", "form", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_GLOBAL = _names("class id lang title hidden tabindex role dir translate inert autofocus")
_OWN = {
    "html": {"lang"},
    "meta": {"charset", "name", "content", "property", "http-equiv"},
    "link": {"rel", "href", "type", "title", "media", "hreflang", "sizes"},
    "script": {"src", "defer", "type"},
    "a": {"href", "rel", "hreflang", "type", "download"},
    "form": {"action", "method", "enctype", "novalidate"},
    "input": _names(
        "type name value checked disabled maxlength minlength min max step size placeholder inputmode list required "
        "autocomplete pattern readonly multiple"
    ),
    "button": {"type", "name", "value", "disabled"},
    "select": {"name", "multiple", "size", "disabled", "required", "autocomplete"},
    "option": {"value", "selected", "label", "disabled"},
    "optgroup": {"label", "disabled"},
    "textarea": {"name", "rows", "cols", "readonly", "required", "maxlength", "placeholder"},
    "label": {"for"},
    "output": {"for"},
    "details": {"open", "name"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "th": {"scope", "colspan", "rowspan", "headers", "abbr"},
    "td": {"colspan", "rowspan", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "width", "height", "loading"},
    "time": {"datetime"},
    "data": {"value"},
    "blockquote": {"cite"},
    "q": {"cite"},
}


def html_faults(text: str) -> list[str]:
    """What is wrong with a page, each kind of fault once."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    page = parser.parse(text)
    lines = text.splitlines()
    parsed = [
        f"{error} {said or ''} near “{lines[line - 1][max(0, column - 100) : column + 20].strip()}”"
        for (line, column), error, said in parser.errors
    ]
    return list(dict.fromkeys([*parsed, *_whole(page), *_nested(page, ())]))


def _whole(page: Element) -> Iterator[str]:
    """What holds for a page as a whole: its names, what refers to them, and what there is exactly one of."""
    every = list(_html(page))
    ids = Counter(one.get("id") for one in page.iter() if one.get("id") is not None)
    yield from (f"the id “{name}” stands {times} times" for name, times in ids.items() if times > 1)
    yield from (f"“{name}” is no id" for name in ids if not name or any(letter.isspace() for letter in name))
    for one in every:
        for attribute in _REFERRING:
            for name in one.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute} of <{one.tag}> names “{name}”, which is not there"
        target = one.get("href", "")
        if target.startswith("#") and len(target) > 1 and target[1:] not in ids:
            yield f"a link leads to “{target}”, which is not there"
    tags = Counter(one.tag for one in every)
    yield from (f"there are {tags[name]} <{name}>" for name in ("title", "h1", "main") if tags[name] != 1)


def _nested(one: Element, around: tuple[str, ...]) -> Iterator[str]:
    """What stands in what it must not, or has attributes that do not exist."""
    if not isinstance(one.tag, str) or one.tag.startswith("{"):  # A comment, or a drawing.
        return
    yield from _misplaced(one.tag, around)
    yield from _misnamed(one)
    children = [child for child in one if isinstance(child.tag, str)]
    allowed = _CHILDREN.get(one.tag)
    for place, child in enumerate(children):
        if allowed and child.tag not in allowed | {"script", "template"}:
            yield f"<{child.tag}> stands in <{one.tag}>"
        if child.tag == _FIRST.get(one.tag) and place:
            yield f"<{child.tag}> is not the first in <{one.tag}>"
        yield from _nested(child, (*around, one.tag))
    if one.tag == "details" and not any(child.tag == "summary" for child in children):
        yield "a <details> has no <summary>"
    if one.tag in _HEADINGS and not "".join(one.itertext()).strip():
        yield f"a <{one.tag}> is empty"


def _misplaced(tag: str, around: tuple[str, ...]) -> Iterator[str]:
    parent = next((name for name in reversed(around) if name not in _TRANSPARENT), "")
    if tag in _FLOW and parent in _PHRASING_ONLY and not (tag in _HEADINGS and parent in _WITH_HEADINGS):
        yield f"<{tag}> stands in <{parent}>"
    if tag in _INTERACTIVE:
        for name in {"a", "button"} & set(around):
            yield f"<{tag}> stands in <{name}>"
        if "label" in around and tag in {"a", "button", "label", "details"}:
            yield f"<{tag}> stands in <label>"
    if tag == "form" and "form" in around:
        yield "a form stands in a form"


def _misnamed(one: Element) -> Iterator[str]:
    known = _GLOBAL | _OWN.get(one.tag, set())
    for name, value in one.attrib.items():
        if name == "style" or name.startswith("on"):
            yield f"<{one.tag}> has {name}, which our content security policy forbids"
        elif name not in known and not name.startswith(("data-", "aria-")):
            yield f"<{one.tag}> has no attribute {name}"
        elif name in ("href", "src", "action", "id", "for", "name") and not value.strip():
            yield f"the {name} of a <{one.tag}> is empty"
    if one.tag == "img" and one.get("alt") is None:
        yield "an <img> has no alt"
    if one.tag == "link" and not one.get("href"):
        yield "a <link> leads nowhere"


def _html(page: Element) -> Iterator[Element]:
    return (one for one in page.iter() if isinstance(one.tag, str) and not one.tag.startswith("{"))
