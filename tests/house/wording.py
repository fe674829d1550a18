"""The words that stand on the desk's pages, as its templates, its code and its models have them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django.contrib.admin
from django.apps import apps
from django.utils.text import capfirst

from tests.house.tree import ROOT

_DJANGOS = Path(django.contrib.admin.__file__).parent
_TEMPLATES = [ROOT / "templates" / folder for folder in ("admin", "account", "mfa")]
_CODE = [ROOT / "policyatlas" / room for room in ("curation", "records", "values")]
_SPLIT = re.compile(r"<[^>]*>|{%.*?%}|{{.*?}}", re.DOTALL)
_CODE_SPLIT = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_COMMENT = re.compile(r"{#.*?#}|{% *comment *%}.*?{% *endcomment *%}", re.DOTALL)
# What somebody reads in an attribute or hands over to a component: value="Save", words="Use a passkey".
_GIVEN = re.compile(r"""\b[\w-]+=("[^"{}]*"|'[^'{}]*')""")
_TRANSLATED = re.compile(r"""{% *translate +("[^"]*"|'[^']*')""")
# A sentence with fewer letters of its own would fit anything.
_LETTERS = 12


@cache
def labels() -> frozenset[str]:
    """Every name of a button, link, heading or field, as it stands on a page."""
    return frozenset(map(_tidy, {*_in_templates(), *map(capfirst, _names()), *_strings()}))


@cache
def is_said(sentence: str) -> bool:
    """Whether the desk says this sentence, with whatever names and numbers in it."""
    return sentence in labels() or any(pattern.fullmatch(sentence) for pattern in _sentences())


@cache
def nouns() -> frozenset[str]:
    """What records and the rows of their parts are called: Django puts it behind “Add” and “Add another”."""
    records = apps.get_app_config("records").get_models()
    rows = re.findall(r'verbose_name(?:_plural)? = "([^"]+)"', "".join(path.read_text() for path in _python()))
    return frozenset({*rows, *(str(model._meta.verbose_name) for model in records)})


def _tidy(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip().removesuffix(":")


def _in_templates() -> Iterator[str]:
    for folder in _TEMPLATES:
        for path in folder.rglob("*.html"):
            text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
            yield from _SPLIT.split(text)
            yield from _CODE_SPLIT.split(text)
            yield from (given[1:-1] for given in _GIVEN.findall(text))
            yield from (given[1:-1] for given in _TRANSLATED.findall(text))
    for path in (_DJANGOS / "templates").rglob("*.html"):
        yield from (given[1:-1] for given in _TRANSLATED.findall(path.read_text(encoding="utf-8")))


def _names() -> Iterator[str]:
    yield from nouns()
    for label in ("records", "editions", "curation"):
        for model in apps.get_app_config(label).get_models():
            yield from (str(model._meta.verbose_name), str(model._meta.verbose_name_plural))
            yield from (str(field.verbose_name) for field in model._meta.get_fields() if hasattr(field, "verbose_name"))


def _python() -> list[Path]:
    return [path for folder in _CODE for path in folder.rglob("*.py") if "migrations" not in path.parts]


@cache
def _nodes() -> list[ast.AST]:
    found: list[ast.AST] = []
    for path in [*_python(), _DJANGOS / "helpers.py"]:
        found += ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return found


def _strings() -> Iterator[str]:
    for node in _nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from {node.value, *_SPLIT.split(node.value)}


@cache
def _sentences() -> list[re.Pattern[str]]:
    found = []
    for node in _nodes():
        if isinstance(node, ast.JoinedStr):
            pieces = [piece.value if isinstance(piece, ast.Constant) else None for piece in node.values]
            if sum(len(piece) for piece in pieces if piece) >= _LETTERS:
                found.append(re.compile("".join(".+" if piece is None else re.escape(piece) for piece in pieces)))
    return found
