"""What version 1 of the API has promised: the keys of its answers with their types, and what it can be asked.

Usage: .venv/bin/python -m tests.house.api_promise, after something was added: it writes down what is new, and leaves
what was promised before as it is.
"""

import os
import textwrap
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

KEPT = Path(__file__).with_name("api_v1.toml")
_ROOT = "/api/v1/"
_HEAD = """\
# What version 1 of the API has promised (docs/api.md, “What we promise”): of each answer its keys by their types, and
# of each address what it can be asked. `a.b` is b within a, `a[]` one of the list a, `a{}` the value of any key of a.
# Lines are added by `.venv/bin/python -m tests.house.api_promise`, and never changed or taken away.
"""

# Of each part the names it has, and of each name its type; addresses have parameters, which have none.
Promise = dict[str, dict[str, str]]


def promised() -> Promise:
    """What the API describes now. What all lists have, and all records, is said once; payloads by their kind."""
    from policyatlas.public.api.offering import described

    paths, found = described()["paths"], defaultdict(dict)
    for path, operations in paths.items():
        address = path.removeprefix(_ROOT)
        asked, shape = operations["get"].get("parameters", []), _schema(operations["get"]["responses"][200])
        found["addresses"][address] = "answered"
        if parameters := {one["name"]: "parameter" for one in asked if one["in"] == "query"}:
            found[f"asked {address}"] = parameters
        stem, _, further = address.partition("/")
        is_of_a_kind = f"{_ROOT}{stem}/{{slug}}/" in paths
        part = ("record" if further else "list") if is_of_a_kind else stem
        for name, kind in _keys(shape):
            before, payload, own = name.partition("payload.")
            if payload:
                found[part][f"{before}payload"] = "object"
            # Of a row and of the record alike.
            found[f"payload of {stem}" if payload else part][own if payload else name] = kind
    return dict(found)


def _schema(answer: dict) -> dict:
    return answer["content"]["application/json"]["schema"]


def _keys(schema: dict, before: str = "") -> Iterator[tuple[str, str]]:
    """Every key within a shape, down to those that have no parts, with the types that their values may have."""
    for one in _either(schema):
        for name, value in one.get("properties", {}).items():
            yield from _within(value, f"{before}{name}")


def _within(value: dict, key: str) -> Iterator[tuple[str, str]]:
    parts = [
        found
        for one in _either(value)
        for found in (
            *_keys(one, f"{key}."),
            *_of_each(one.get("items"), f"{key}[]"),
            *_of_each(one.get("additionalProperties"), f"{key}{{}}"),
        )
    ]
    yield from parts or [(key, _type(value))]


def _of_each(value: dict | bool | None, key: str) -> Iterator[tuple[str, str]]:
    # Where anything may stand, or nothing more, it says so with a word.
    return _within(value, key) if isinstance(value, dict) else iter(())


def _either(schema: dict) -> list[dict]:
    """The shapes that a value may have, looked up by their names."""
    from policyatlas.public.api.offering import described

    if "$ref" in schema:
        return _either(described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    return [found for one in schema["anyOf"] for found in _either(one)] if "anyOf" in schema else [schema]


def _type(schema: dict) -> str:
    return " or ".join(sorted({one.get("type", "anything") for one in _either(schema)}))


def kept() -> Promise:
    """What was promised before."""
    lines = tomllib.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return {
        part: {name: kind for kind, names in said.items() for name in names.split()} for part, said in lines.items()
    }


def missing(of: Promise, there: Promise) -> list[str]:
    """What the one has and the other has not, or has with another type."""
    return [
        f"{part}: {name} ({kind})"
        for part, names in of.items()
        for name, kind in names.items()
        if there.get(part, {}).get(name) != kind
    ]


def write() -> None:
    """Write down what is new."""
    before, text = kept(), [_HEAD]
    now = promised()
    for part in sorted(before.keys() | now.keys()):
        by_type: dict[str, list[str]] = defaultdict(list)
        for name, kind in (now.get(part, {}) | before.get(part, {})).items():
            by_type[kind].append(name)
        text.append(f'["{part}"]')
        for kind, names in sorted(by_type.items()):
            lines = textwrap.wrap(" ".join(sorted(names)), 120, break_long_words=False, break_on_hyphens=False)
            whole = f'"{kind}" = "{lines[0]}"'
            is_short = len(lines) == 1 and len(whole) <= 120
            text += [whole] if is_short else [f'"{kind}" = """', *lines, '"""']
        text.append("")
    KEPT.write_text("\n".join(text).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policyatlas.settings")
    django.setup()
    write()
