"""The work that is killed: what is laid ready for each verb, and doing it, with a halt after every whole step."""

import shutil
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth.models import Group, User

from policyatlas.curation import actions
from policyatlas.curation.exchange.applying import applying, kept
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.undoing import undo
from policyatlas.curation.keeping.backing_up import back_up
from policyatlas.curation.keeping.restoring import restore as restore_backup
from policyatlas.curation.models import ChangeSet
from policyatlas.curation.preparing import CONTRIBUTORS, PUBLISHERS, REVIEWERS
from policyatlas.curation.stepwise import finished
from policyatlas.press.printing import unprinted_targets
from policyatlas.records.models import Place, Policy, Source
from tests.desk import Desk

# After each step the database is whole; most works are one step.
Work = Callable[[], Iterator[None]]
ROWS = 120  # Of an import.
MANY = 12  # Records that are printed one after the other, or that name what is merged.
# The backup of an earlier state, and a folder for one that is made.
KEPT, BACKUPS = settings.VAR_DIR / "kept.backup", settings.VAR_DIR / "backups"


def lay_ready() -> None:
    """Bring the loaded atlas to where every work can begin."""
    User.objects.create_superuser("sayaka")
    for name, group in (("hanako", CONTRIBUTORS), ("yuki", REVIEWERS), ("kenji", PUBLISHERS)):
        User.objects.create_user(name, is_staff=True).groups.set(Group.objects.filter(name=group))
    desk = _desk()
    back_up(KEPT)
    desk.publish(desk.a_place(slug="winner"))
    for slug in ("loser", "lost", "renamed"):
        place = desk.publish(desk.a_place(slug=slug))
        for number in range(MANY):
            desk.publish(desk.a_policy(slug=f"of-{slug}-{number}", places=[place]))
    desk.merge(Place.objects.get(slug="lost"), Place.objects.get(slug="winner"))
    for number in range(MANY):
        plan = desk.a_policy(slug=f"approved-{number}", places=[Place.objects.get(slug="winner")])
        for _, slug in unprinted_targets(plan):
            desk.publish(Source.objects.get(slug=slug))
        desk.approve(plan)
    draft = desk.a_policy(slug="draft", places=[Place.objects.get(slug="winner")])
    draft.places.set([])
    desk.edit(draft, aims="Other aims.", summary="Another summary.")
    _plan("first")
    finished(applying(_plan("second"), by=_sayaka()))


def an_import() -> Iterator[None]:
    """Write an import of many drafts."""
    finished(applying(ChangeSet.objects.get(state="planned"), by=_sayaka()))
    yield


def undoing_an_import() -> Iterator[None]:
    """Undo an import that was written."""
    undo(ChangeSet.objects.get(state="applied"), by=_sayaka())
    yield


def publishing() -> Iterator[None]:
    """Print one record."""
    _publish("approved-0")
    yield


def publishing_many() -> Iterator[None]:
    """Print many records, each for itself."""
    for number in range(MANY):
        _publish(f"approved-{number}")
        yield


def publishing_at_once() -> Iterator[None]:
    """Print many records in one go."""
    records = list(Policy.objects.filter(slug__startswith="approved-").order_by("pk"))
    if refused := actions.publish_many(records, by=_desk().publisher):
        raise next(iter(refused.values()))
    yield


def withdrawing() -> Iterator[None]:
    """Take a record out of print."""
    _desk().withdraw(Policy.objects.get(slug="of-loser-0"))
    yield


def renaming() -> Iterator[None]:
    """Give a place that many policies name another address."""
    _desk().rename(Place.objects.get(slug="renamed"), "another-address")
    yield


def merging() -> Iterator[None]:
    """Merge a place that many policies name into another one."""
    _desk().merge(Place.objects.get(slug="loser"), Place.objects.get(slug="winner"))
    yield


def unmerging() -> Iterator[None]:
    """Undo such a merging."""
    lost = Place.objects.get(slug="lost")
    actions.unmerge(lost, by=_desk().publisher, expected_version=lost.version, reason="They are two.")
    yield


def closing_an_edition() -> Iterator[None]:
    """Close the open edition and open the next."""
    _desk().close("2099.1")
    yield


def restoring() -> Iterator[None]:
    """Make a draft, with its parts and links, what it was at its first version."""
    draft = Policy.objects.get(slug="draft")
    actions.restore(draft, by=_desk().curator, expected_version=draft.version, version=1)
    yield


def backing_up() -> Iterator[None]:
    """Write a backup; the database stays as it is."""
    shutil.rmtree(BACKUPS, ignore_errors=True)
    BACKUPS.mkdir()
    back_up(BACKUPS / "made.backup")
    yield


def restoring_a_backup() -> Iterator[None]:
    """Put the backup of an earlier state in the place of all that is there."""
    restore_backup(KEPT, replace=True)
    yield


WORKS: dict[str, Work] = {
    work.__name__.replace("_", " "): work
    for work in (
        an_import,
        restoring_a_backup,
        publishing,
        backing_up,
        merging,
        undoing_an_import,
        closing_an_edition,
        restoring,
        publishing_at_once,
        publishing_many,
        withdrawing,
        renaming,
        unmerging,
    )
}


def _desk() -> Desk:
    return Desk(*(User.objects.get(username=name) for name in ("hanako", "yuki", "kenji")))


def _sayaka() -> User:
    return User.objects.get(username="sayaka")


def _publish(slug: str) -> None:
    record = Policy.objects.get(slug=slug)
    actions.publish(record, by=_desk().publisher, expected_version=record.version)


def _plan(name: str) -> ChangeSet:
    """The kept plan of an import of new drafts and a change to one that is in print."""
    rows = [f"{name}-{number},The {name} plan number {number},plan" for number in range(ROWS)]
    changed = f"of-loser-{'1' if name == 'first' else '2'},Another title,plan"
    content = "\n".join(["slug,title_en,kind", *rows, changed, ""]).encode()
    plan = finished(planning(read("policies.csv", content), _sayaka(), confirmed=True))
    return kept(plan, by=_sayaka(), file_name=f"{name}.csv", content=content, confirmed=True)
