"""Whether entries are found by words as they are spelt now: a stamp of the rules lies beside the database."""

from pathlib import Path

from django.conf import settings

from policyatlas.editions import wordings
from policyatlas.values import eras, old_kanji, searching
from policyatlas.values.canonical import digest


def respell() -> None:
    """Make anew by what entries are found."""
    wordings.refold()
    _kept().write_text(_stamp(), encoding="utf-8")


def respell_if_spelt_otherwise() -> None:
    """Make anew by what entries are found, unless the rules of spelling are the same as last time."""
    if not _kept().is_file() or _kept().read_text(encoding="utf-8") != _stamp():
        respell()


def forget() -> None:
    """Not know by which rules the entries are found: another database has taken the place of this one."""
    _kept().unlink(missing_ok=True)


def _kept() -> Path:
    return settings.VAR_DIR / "wordings.stamp"


def _stamp() -> str:
    rules = (eras, old_kanji, searching, wordings)
    return digest("".join(Path(module.__file__).read_text(encoding="utf-8") for module in rules))
