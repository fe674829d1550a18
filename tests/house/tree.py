"""The files of the project, as the rules of the house look at them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What tools and the running site leave behind is not ours to keep tidy.
_LEFT_BEHIND = {"var", "htmlcov", "test-results", "__pycache__"}


def files(*patterns: str) -> list[Path]:
    """The project's files whose names match one of `patterns`, such as `*.py`."""
    return sorted(path for path in _walk(ROOT) if any(path.match(pattern) for pattern in patterns))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name == ".ci" or (path.name not in _LEFT_BEHIND and not path.name.startswith(".")):
                yield from _walk(path)
        elif path.is_file():
            yield path
