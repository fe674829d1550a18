"""One exact spelling of JSON data, and its digest, the same on every machine and database."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def canonical(data: Any) -> str:
    """`data` as JSON with sorted keys, no spaces and unescaped Unicode."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(pieces: Iterable[str]) -> str:
    """The digest of a text that comes in pieces and need never be whole."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece.encode())
    return found.hexdigest()


def digest(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()
