"""Gathers what the reading room says in English, and keeps the Japanese catalogue and its compiled form in step.

Run by `make messages`. It needs no gettext tools: polib reads and writes catalogues.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "ja" / "LC_MESSAGES" / "django.po"
# The desk is in English only: its strings are not gathered.
TEMPLATES = ("templates/*.html", "templates/public/**/*.*", "templates/components/**/*.*", "templates/charts/**/*.*")
PYTHON = ("policyatlas/public/**/*.py", "policyatlas/values/**/*.py")
HEADER = {
    "Project-Id-Version": "PolicyAtlas",
    "Language": "ja",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

# Which arguments of a call are the context, the message and its plural.
_ARGUMENTS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
_QUOTED = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"(?<!\w)(?:_|n?p?gettext)\(\s*{_QUOTED}(?:\s*,\s*(?:{_QUOTED}|count))*\s*\)")


@dataclass(frozen=True, order=True)
class Message:
    """One thing said: in English, of many, and the context that tells it from another of the same words."""

    english: str
    context: str = ""
    many: str = ""


def gathered() -> dict[Message, list[str]]:
    """Every message of the reading room, with the files that say it."""
    found: dict[Message, list[str]] = {}
    for patterns, said_in in ((PYTHON, calls), (TEMPLATES, calls_in_template)):
        for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()):
            name = path.relative_to(ROOT).as_posix()
            for message in said_in(path.read_text(encoding="utf-8"), name):
                files = found.setdefault(message, [])
                if name not in files:
                    files.append(name)
    return _one_of_each(found)


def read() -> polib.POFile:
    """The catalogue as it is kept; empty where there is none yet."""
    return polib.pofile(str(CATALOGUE), wrapwidth=116) if CATALOGUE.exists() else polib.POFile()


def catalogue(messages: dict[Message, list[str]], kept: polib.POFile) -> polib.POFile:
    """A catalogue of exactly these messages, with the translations that were `kept`."""
    translated = {(entry.msgid, entry.msgctxt or ""): entry for entry in kept}
    fresh = polib.POFile(wrapwidth=116)
    fresh.header = "The Japanese of the reading room, kept in step with the English by make messages."
    fresh.metadata = dict(HEADER)
    for message in sorted(messages):
        before = translated.get((message.english, message.context))
        entry = polib.POEntry(
            msgid=message.english,
            msgctxt=message.context or None,
            occurrences=[(name, "") for name in messages[message]],
            flags=["python-format"] if "%(" in message.english + message.many else [],
        )
        if message.many:
            entry.msgid_plural = message.many
            entry.msgstr_plural = {0: _one_form(before)}
        else:
            entry.msgstr = _one_form(before)
        fresh.append(entry)
    return fresh


def compiled(catalogue: polib.POFile) -> bytes:
    """What Django reads: the same bytes for the same catalogue."""
    return catalogue.to_binary()


def untranslated(catalogue: polib.POFile) -> list[str]:
    """The English of every message that has no translation."""
    return [entry.msgid for entry in catalogue if not _one_form(entry)]


def main() -> int:
    """Bring both files up to date; 1 where something still waits for a translation."""
    fresh = catalogue(gathered(), read())
    CATALOGUE.write_text(f"{fresh}\n", encoding="utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(fresh))
    waiting = untranslated(fresh)
    print(f"{len(fresh)} messages, {len(waiting)} without a translation.")
    for english in waiting:
        print(f"  {english!r}")
    return 1 if waiting else 0


def calls(text: str, name: str) -> Iterator[Message]:
    """What the Python of a file says."""
    for node in ast.walk(ast.parse(text, name)):
        if isinstance(node, ast.Call):
            function = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if function in _ARGUMENTS:
                yield _message(node, _ARGUMENTS[function], name)


def calls_in_template(text: str, name: str) -> Iterator[Message]:
    """What a template says."""
    # Django blots out all but what is translated; what it leaves are calls.
    for call in _CALL.findall(templatize(text, origin=name)):
        yield from calls(call, name)


def _message(call: ast.Call, arguments: tuple, name: str) -> Message:
    context, english, many = ("" if place is None else ast.literal_eval(call.args[place]) for place in arguments)
    return Message(english, context, many)


def _one_of_each(found: dict[Message, list[str]]) -> dict[Message, list[str]]:
    """What is said both of one and of several has one translation, as gettext wants it."""
    kept: dict[Message, list[str]] = {}
    for message in sorted(found, key=lambda message: message.many, reverse=True):
        alike = (other for other in kept if (other.english, other.context) == (message.english, message.context))
        same = next(alike, message)
        kept[same] = sorted({*kept.get(same, ()), *found[message]})
    return kept


def _one_form(entry: polib.POEntry | None) -> str:
    """The translation; Japanese has one form, of one thing as of many."""
    if entry is None:
        return ""
    return entry.msgstr or entry.msgstr_plural.get(0, "")


if __name__ == "__main__":
    sys.exit(main())
