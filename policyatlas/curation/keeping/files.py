"""The file of a backup: a ZIP archive of a manifest and the database in the form in which its engine writes it."""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from policyatlas.curation.refusals import Refused

from . import manifests
from .manifests import Manifest

MANIFEST = "manifest.json"
_PIECE = 1 << 20
_NAME = "policyatlas-{moment:%Y-%m-%dT%H%M%S}.backup"


def named(wanted: Path, moment: datetime) -> Path:
    """The file to write: `wanted`, or a new one named by the moment where that is a folder; refused if it is there."""
    path = wanted / _NAME.format(moment=moment) if wanted.is_dir() else wanted
    if path.exists():
        raise Refused(f"{path} is there already: a backup is never written over another file. Choose another name.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}: make it first.")
    return path


def older_than_the_last(folder: Path, keep: int) -> list[Path]:
    """The backups in `folder` that are named by their moment, without the newest `keep` of them; oldest first."""
    found = sorted(folder.glob("policyatlas-????-??-??T??????.backup"))
    return found[: max(len(found) - keep, 0)]


def write(path: Path, member: str, database: Path, manifest: Manifest, *, compress: bool) -> None:
    """Write the backup to `path`: whole and on the disk, readable by its owner only, or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # Of mode 0600.
    try:
        method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", method) as archive:
                archive.writestr(MANIFEST, manifest.written())
                archive.write(database, member)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # Fails, as renaming would not, where somebody has made the file meanwhile.
    except FileExistsError:
        raise Refused(f"{path} was made by somebody else meanwhile. Choose another name.") from None
    finally:
        os.unlink(draft)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`; refused, with a sentence, where there is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except zipfile.BadZipFile as wrong:
        raise Refused(f"{path} is no backup of PolicyAtlas, or it is damaged: {wrong}.") from wrong


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """What the backup says of itself."""
    try:
        return manifests.read(archive.read(MANIFEST).decode())
    except (KeyError, UnicodeDecodeError) as wrong:
        raise Refused("This is no backup of PolicyAtlas: it does not say what it is.") from wrong


def unpack(archive: zipfile.ZipFile, member: str, to: Path, sha256: str) -> None:
    """Write the database in the backup to the file `to`; refused if it is not what the manifest says."""
    try:
        with archive.open(member) as packed, to.open("wb") as file:
            shutil.copyfileobj(packed, file, _PIECE)
    except KeyError as wrong:
        raise Refused("This backup is damaged: the database is missing.") from wrong
    if sha256_of(to) != sha256:
        raise Refused("This backup is damaged: the database in it is not the one that was kept.")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal characters."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
