"""Making a site ready to serve, step by step: database, static files, the atlas, its first edition, and its people.

Every step looks first whether it is needed, and never touches what somebody has changed since.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Passage
from policyatlas.values.canonical import digest

from . import actions, respelling
from .founder import founder
from .loading import load_atlas
from .loading.report import Report

Say = Callable[[str], object]

FIRST_EDITION = "2026.1"
# The groups of people, and what each may do besides writing: everybody at the desk writes drafts and submits them.
CONTRIBUTORS, REVIEWERS, PUBLISHERS, ADMINISTRATORS = "Contributors", "Reviewers", "Publishers", "Administrators"
_DESK_RIGHTS = {
    CONTRIBUTORS: [],
    REVIEWERS: ["review_records"],
    PUBLISHERS: ["publish_records", "withdraw_records", "close_editions"],
    ADMINISTRATORS: ["review_records", "publish_records", "withdraw_records", "close_editions"],
}
# What the mode of a file allows those who are neither its owner nor of its group.
_OTHERS = 0o007
# What that first group was called before there were reviewers.
_FORMERLY = "Curators"


class NotReady(Exception):  # noqa: N818 - named for what the site is
    """The site cannot be served as it is; says why and what to do."""


def prepare(say: Say) -> None:
    """All steps, each said with its duration if there was something to do."""
    keep_to_its_owner(say)
    migrate(say)
    collect_static_files(say)
    load_first_edition(say)
    respelling.respell_if_spelt_otherwise()
    keep_editions(say)
    make_groups(say)
    make_administrator(say)


def keep_to_its_owner(say: Say) -> None:
    """Take from everybody else on the machine the reading of an SQLite database made before such files were private."""
    if connection.vendor != "sqlite":
        return
    file = Path(connection.settings_dict["NAME"])
    for path in (file, *(file.with_name(f"{file.name}{beside}") for beside in ("-wal", "-shm"))):
        if path.is_file() and (mode := path.stat().st_mode) & _OTHERS:
            path.chmod(mode & ~_OTHERS & 0o7777)
            say(f"Nobody but its owner and its group reads {path.name} any more.")


def migrate(say: Say) -> None:
    """Bring the database's tables up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with _said(say, f"Bringing the database up to date ({len(plan)} steps)"):
            call_command("migrate", verbosity=0, interactive=False)


def collect_static_files(say: Say) -> None:
    """Gather the style sheets and images that pages ask for, unless they are the same as last time."""
    if settings.STATIC_FROM_SOURCE:
        return
    stamp, kept = _stamp_of_static_files(), settings.VAR_DIR / "static.stamp"
    if kept.is_file() and kept.read_text(encoding="utf-8") == stamp and settings.STATIC_ROOT.is_dir():
        return
    with _said(say, "Collecting the static files"):
        kept.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        kept.write_text(stamp, encoding="utf-8")


def load_first_edition(say: Say) -> Report | None:
    """Load the facts that ship and close the first edition, if there is none yet; `NotReady` if a row is refused."""
    if Edition.objects.filter(label=FIRST_EDITION).exists():
        return None
    say("Loading the atlas …")
    report = load_atlas(say=say)
    say(f"  {report.created()} rows of {len(report.files)} files in {report.seconds:.1f} s")
    if report.refused:
        raise NotReady(f"{report}\n\nCorrect these rows in fixtures/ and start again; what was loaded stays.")
    # What was printed before a place it names is found by that place too.
    respelling.respell()
    with _said(say, f"Closing edition {FIRST_EDITION}"):
        actions.close_edition(by=founder(), label=FIRST_EDITION, notes=_notes())
        # The database plans its look-ups by what it counted, and it has not counted what was just loaded.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return report


def keep_editions(say: Say) -> None:
    """Make the files of closed editions that are not there, so that no reader waits for them."""
    said = StringIO()
    call_command("keep_editions", stdout=said)
    for line in said.getvalue().splitlines():
        say(line)


def make_groups(say: Say) -> None:
    """Make the groups of people at the desk, where they are missing."""
    # Deleting is among them because a citation or a stage is taken off a draft by it; the verbs see to it that nothing
    # that was ever in print is deleted.
    records = [*Permission.objects.filter(content_type__app_label="records")]
    people = [*Permission.objects.filter(content_type__app_label="auth", content_type__model__in=("user", "group"))]
    people += Permission.objects.filter(codename__in=("view_authenticator", "delete_authenticator"))
    Group.objects.filter(name=_FORMERLY).exclude(pk__in=Group.objects.filter(name=CONTRIBUTORS)).update(
        name=CONTRIBUTORS
    )
    for name, codenames in _DESK_RIGHTS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            desk = Permission.objects.filter(content_type__app_label="curation", codename__in=codenames)
            group.permissions.set([*records, *desk, *(people if name == ADMINISTRATORS else [])])
            say(f"Made the group {name}.")


def make_administrator(say: Say) -> None:
    """Make the first administrator, if nobody can administer the site."""
    if User.objects.filter(is_superuser=True).exists():
        return
    name = os.environ.get("ATLAS_ADMIN_NAME") or "curator"
    if User.objects.filter(username=name).exists():
        raise NotReady(
            f"Nobody can administer the site, and {name} is there already without that right. "
            f"Name another first administrator in ATLAS_ADMIN_NAME."
        )
    given = os.environ.get("ATLAS_ADMIN_PASSWORD")
    if given:
        try:
            validate_password(given, User(username=name))
        except ValidationError as error:
            raise NotReady("\n".join(["ATLAS_ADMIN_PASSWORD will not do.", *error.messages])) from None
    password = given or secrets.token_urlsafe(12)
    User.objects.create_superuser(name, password=password)
    say(f"Made the administrator {name}, who signs in at /admin/.")
    if not given:
        say(f"  Password (shown this once): {password}")


def _stamp_of_static_files() -> str:
    lines = [f"{settings.STORAGES} {settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS}"]
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            lines.append(f"{getattr(storage, 'prefix', '')} {path} {found.st_size} {found.st_mtime_ns}")
    return digest("\n".join(lines))


def _notes() -> str:
    reading = Reading.now()
    count = reading.counts_by_kind()
    cited = reading.entries("source").with_facet("kind", ["cited-work"]).count()
    return (
        f"The founding facts: what four documents say about Japan’s regional innovation policy and, from public pages, "
        f"the whole country: the prefectures with their figures, the Technopolis areas, the clusters of METI and MEXT. "
        f"It holds {count['policy']} policies, {count['cluster']} clusters, {count['evaluation']} evaluations with "
        f"{count['finding']} findings, {count['indicator']} indicators with {count['observation']} figures, "
        f"{count['organisation']} organisations, {count['prefecture']} prefectures and {count['place']} other places, "
        f"{count['framework']} frameworks, {count['event']} events, {count['disagreement']} disagreements, "
        f"{count['term']} terms and {count['source']} sources, resting on {Passage.objects.count()} quoted passages. "
        f"{cited} of the sources are works that the documents cite; nobody here has read them. "
        f"The policies are those that these documents name; others, though well known, are missing. "
        f"Not complete: the clusters of MEXT, and the years of Technopolis areas for which no page could be cited. "
        f"Not in it: figures that documents print only as pictures. The fields, the dimensions and how findings are "
        f"classified are editorial, and so are names of which their page says that the atlas gave them."
    )


@contextmanager
def _said(say: Say, what: str):
    begin = monotonic()
    say(f"{what} …")
    yield
    say(f"  done in {monotonic() - begin:.1f} s")
