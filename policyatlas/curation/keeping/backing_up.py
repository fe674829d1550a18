"""Making a backup of the whole database while the site goes on."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from policyatlas.curation.refusals import Refused
from policyatlas.editions.models import Edition

from . import files
from .engines import engine
from .manifests import Manifest


@dataclass(frozen=True)
class Made:
    """A backup that was made, and sentences about what is wrong with what was kept."""

    path: Path
    manifest: Manifest
    doubts: list[str]


def back_up(wanted: Path) -> Made:
    """Write the whole database to a new file: `wanted`, or one named by the moment in the folder `wanted`.

    It holds everything that is in the database, passwords (as hashes) and sessions included: only its owner may read
    it. The signing key and the collected static files are not in it.
    """
    if "editions_entry" not in connection.introspection.table_names():
        raise Refused(
            "There is no atlas in this database yet: see DATABASE_URL and ATLAS_VAR, or run manage.py prepare."
        )
    moment = timezone.localtime()
    path = files.named(wanted, moment)
    used = engine()
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        database = Path(folder) / used.MEMBER
        contents = used.dump(database)
        manifest = Manifest(
            moment.isoformat(timespec="seconds"), connection.vendor, contents, files.sha256_of(database)
        )
        files.write(path, used.MEMBER, database, manifest, compress=used.COMPRESS)
    return Made(path, manifest, _doubts(manifest))


def _doubts(manifest: Manifest) -> list[str]:
    """A backup keeps what there is, but whoever makes it should hear of a closed edition that was altered."""
    sealed = dict(Edition.objects.closed().values_list("number", "digest"))
    return [
        f"{str(seal).capitalize()} is not what it was when it was closed: see manage.py verify_editions."
        for seal in manifest.contents.editions
        if seal.label and sealed.get(seal.number, seal.digest) != seal.digest
    ]
