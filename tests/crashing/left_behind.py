"""The files that a killed backup leaves: whatever can be restored of them must be the whole database."""

from collections.abc import Callable

from policyatlas.curation.keeping.restoring import restore
from policyatlas.curation.refusals import Refused

from .works import BACKUPS


def wrong_with_backups(state: Callable[[], str]) -> list[str]:
    """What is wrong with the files in the folder for backups; they are restored, one after the other, and removed.

    A file with the name of a backup must be one; any other may be refused. `state` names what the database holds.
    """
    before, wrong = state(), []
    for path in sorted(path for path in BACKUPS.rglob("*") if path.is_file()):
        try:
            restore(path, replace=True)
        except Refused as refused:
            if path.suffix == ".backup":
                wrong.append(f"{path.name} has the name of a backup and is none: {refused}")
        else:
            if path.parent != BACKUPS:
                wrong.append(f"{path.name}, something half done, was taken for a backup.")
        if state() != before:
            wrong.append(f"{path.name} was restored, and is not what was there, or was refused and changed something.")
        path.unlink()
    return wrong
