"""The files of whole editions: each is made once, when somebody first asks for it, and kept."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import translation

from policyatlas.editions.models import Edition
from policyatlas.values.canonical import canonical, digest

from . import data_package, database
from .whole import LANGUAGE, Whole

# Raised when the form of a file changes, so that files of the old form are not taken for those of the new one.
_FORM = 3
_PIECE = 1 << 20


@dataclass(frozen=True)
class Format:
    """A form in which a whole edition can be had; `write` puts it into a new file."""

    ending: str
    type: str
    write: Callable[[Whole, Path], None]


FORMATS = {
    made.ending: made
    for made in (
        Format("zip", "application/zip", data_package.write),
        Format("sqlite", "application/vnd.sqlite3", database.write),
    )
}


@dataclass(frozen=True)
class Kept:
    """A file that is kept: where, its length in bytes, and its SHA-256 as it was when it was made."""

    path: Path
    size: int
    sha256: str


def there(edition: Edition, ending: str) -> Kept | None:
    """The file of the closed edition, if somebody has asked for it before; no query."""
    path = _place(edition, ending)
    try:
        size, said = path.stat().st_size, _beside(path).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return None
    return Kept(path, size, said[0]) if said else None


def kept(whole: Whole, ending: str) -> Kept:
    """The file of the closed edition, made where there is none yet, or its sum is gone; two queries then, else none.

    Several processes may make it at the same time: each writes a file of its own and then gives it the name, so that
    nobody ever reads half of one; as all of them write the same bytes, it does not matter whose stays.
    """
    return there(whole.edition, ending) or _made(whole, ending)


def _made(whole: Whole, ending: str) -> Kept:
    """Write the file under another name, then its sum, then give it its name: a file that is there has a sum."""
    path = _place(whole.edition, ending)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        made, summed = Path(folder) / "made", Path(folder) / "sum"
        # Whoever asks first: the file is in one language.
        with translation.override(LANGUAGE):
            FORMATS[ending].write(whole, made)
        found = Kept(path, made.stat().st_size, sum_of(made))
        # In the form that `sha256sum --check` reads.
        summed.write_text(f"{found.sha256}  {path.name}\n", encoding="utf-8")
        os.replace(summed, _beside(path))
        os.replace(made, path)
    return found


def _place(edition: Edition, ending: str) -> Path:
    return settings.VAR_DIR / "editions" / f"{edition.label}-{_seal(edition)}.{ending}"


def _beside(path: Path) -> Path:
    """Where the sum of a file is."""
    return path.with_name(f"{path.name}.sha256")


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _seal(edition: Edition) -> str:
    """What tells the file from that of another edition of the same label, as a copy of the site may have."""
    return digest(canonical([_FORM, edition.label, edition.digest, edition.closed_at.isoformat(), edition.notes]))[:16]
