"""Putting a backup in the place of what is in the database: whole, or not at all."""

import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from policyatlas.curation import respelling
from policyatlas.curation.refusals import Refused
from policyatlas.editions.bigrams.sqlite import INDEX
from policyatlas.editions.verifying import alterations

from . import files
from .engines import engine
from .manifests import Contents, Manifest, contents, differences

# What a database holds that has only been made ready, as migrations leave it.
_MADE_READY = {"django_migrations", "django_content_type", "auth_permission", "editions_edition", "desk_cache"}


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put the backup at `path` in the place of this database; gives what the backup says of itself.

    Refused, with what was there untouched, where the file is no backup, damaged, of another sort of database or made by
    a newer PolicyAtlas; and where there is something in this database, unless `replace` says that it may go.
    """
    used = engine()
    with files.opened(path) as archive:
        manifest = files.manifest_of(archive)
        _check_that_it_fits(manifest)
        if not replace and (there := held()):
            raise Refused(
                f"This database is not empty ({', '.join(there[:3])}{' …' if len(there) > 3 else ''}). Nothing was "
                f"changed. Make a backup of it, then say --replace if all of it may go."
            )
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".restore-") as folder:
            database = Path(folder) / used.MEMBER
            files.unpack(archive, used.MEMBER, database, manifest.sha256)
            used.load(database, manifest.contents)
    ContentType.objects.clear_cache()
    respelling.forget()
    return manifest


def doubts_about(manifest: Manifest) -> list[str]:
    """A sentence for whatever in this database is not what the manifest says, or not as its edition was closed.

    Entries are held against their hashes only where the database is of the present form: an older one is brought up to
    date first.
    """
    here = _contents_here()
    wrong = differences(manifest.contents, here)
    return [*wrong, *alterations()] if is_present(here) else wrong


def is_present(found: Contents) -> bool:
    """Whether a database has been through all the migrations that there are."""
    return set(found.migrations) >= _known()


def held() -> list[str]:
    """The tables that make this database one that is not empty: ours with rows in them, and others."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - _MADE_READY
        # What SQLite counted for itself is no table of anybody, and an index has nothing that its table has not.
        return sorted(
            table
            for table in tables
            if not table.startswith(("sqlite_", INDEX)) and (table not in ours or _has_rows(cursor, table))
        )


def _has_rows(cursor, table: str) -> bool:
    cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - a table that there is
    return cursor.fetchone() is not None


def _check_that_it_fits(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise Refused(
            f"This is a backup of a database on {_NAMES.get(manifest.engine, manifest.engine)}, and this site uses "
            f"{_NAMES[connection.vendor]}: say in DATABASE_URL where it is to go."
        )
    if unknown := sorted(set(manifest.contents.migrations) - _known()):
        raise Refused(
            f"A newer PolicyAtlas made this backup: this one does not know the migration {unknown[0]}. Install that "
            f"version, and restore with it."
        )


_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _known() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return {f"{app}.{name}" for app, name in loader.disk_migrations.keys() | replaced}


def _contents_here() -> Contents:
    with connection.cursor() as cursor:

        def ask(statement: str) -> list[tuple]:
            cursor.execute(statement)
            return cursor.fetchall()

        return contents(ask)
