"""Breaking the database by hand, and what the invariants of the atlas say of it."""

from contextlib import contextmanager

from django.db import connection, transaction

from policyatlas.curation.checking.running import INVARIANTS, findings
from policyatlas.curation.exchange.applying import applying, kept
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.models import ChangeSet
from policyatlas.curation.stepwise import finished


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def broken(*statements: str):
    """The database after raw statements that no verb would ever make; afterwards it is what it was."""
    lenient = connection.vendor == "sqlite"
    with transaction.atomic():
        if lenient:
            execute("PRAGMA ignore_check_constraints = 1")
        else:
            # What the test has done is settled first: a table with checks that still wait cannot be altered.
            execute("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED")
        try:
            execute(*statements)
            if lenient:
                # What it ignores it does not find either.
                execute("PRAGMA ignore_check_constraints = 0")
            yield
        finally:
            transaction.set_rollback(True)


def found(**options) -> dict[str, list[str]]:
    """The sentences of all findings, by the name of their invariant."""
    said: dict[str, list[str]] = {}
    for finding in findings(**options):
        said.setdefault(finding.invariant.name, []).append(finding.sentence)
    return said


def only(name: str) -> str:
    """The one sentence of an invariant; the others are not asked."""
    (sentence,) = the(name).broken()
    return sentence


def the(name: str):
    """An invariant by its name."""
    return next(invariant for invariant in INVARIANTS if invariant.name == name)


def imported(by, slug: str) -> ChangeSet:
    """An import of one draft, written."""
    content = f"slug,title_en,kind\n{slug},A plan,plan\n".encode()
    plan = finished(planning(read("policies.csv", content), by))
    return finished(applying(kept(plan, by=by, file_name="policies.csv", content=content), by=by))
