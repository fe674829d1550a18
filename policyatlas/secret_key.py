"""The key that signs sessions and forms: made once for each site and kept in a file that only its owner reads."""

import os
import secrets
import tempfile
from pathlib import Path


def kept_in(path: Path) -> str:
    """The key kept in the file at `path`; whichever process first asks makes the file, readable by its owner only.

    Several processes may ask at the same moment (the workers of one server do). Each writes a whole file of its own
    under another name and then tries to link it to `path`: the link is made by exactly one, and everybody reads that.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # mkstemp makes files of mode 0600, so the key is at no moment readable by anybody else.
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(48))
            os.link(draft, path)
        except FileExistsError:
            pass  # Another process was first; its key is the key.
        finally:
            os.unlink(draft)
    key = path.read_text(encoding="ascii").strip()
    if not key:
        raise RuntimeError(f"{path} is empty: remove it, and a new key is made at the next start.")
    return key
