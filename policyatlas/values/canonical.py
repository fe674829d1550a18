"""One exact spelling of JSON data, and its digest, the same on every machine and database."""

import hashlib
import json
from typing import Any


def canonical(data: Any) -> str:
    """`data` as JSON with sorted keys, no spaces and unescaped Unicode."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode()).hexdigest()
