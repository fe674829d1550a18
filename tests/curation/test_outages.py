"""A database that is busy, full, read only or gone: a page that says so with every word, and nothing half written."""

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, close_old_connections, connection
from django.test import Client

from policyatlas import outages
from policyatlas.curation.checking.running import findings
from policyatlas.curation.exchange.applying import applying, kept
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.undoing import undo
from policyatlas.curation.models import Event
from policyatlas.curation.stepwise import finished
from policyatlas.outages import Outage, seen_in
from tests.curation.sending import form_of, page, stored, text

TYPED = "Words that nobody wants to type again."
READERS = ("/", "/policies/", "/policies/technopolis-law/", "/2026.1/policies/", "/policies.csv")


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def second_connection():
    """Somebody else's connection to the same database."""
    settings = connection.settings_dict
    if on_sqlite():
        return closing(sqlite3.connect(settings["NAME"], isolation_level=None, check_same_thread=False))
    address = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    return psycopg.connect(dbname=settings["NAME"], autocommit=True, **address)


@pytest.fixture
def reader(transactional_db):
    """A visitor's browser, shown what a visitor would be shown where something fails."""
    return Client(raise_request_exception=False)


@pytest.fixture
def draft(transactional_db, desk):
    """A draft."""
    return desk.a_policy()


@pytest.fixture
def sending(draft, hanako):
    """Sends the form of the draft, with a long summary typed into it, as Hanako."""
    browser = Client(raise_request_exception=False)
    browser.force_login(hanako)
    words = form_of(browser, draft) | {"aims": TYPED, "summary": "Long. " * 200_000, "_save": "on"}
    return lambda: browser.post(page(draft, "change", draft.pk), words)


def refuses(sending, draft, *said: str) -> None:
    """That the form is not taken, every word of it is shown, and nothing is written."""
    events = Event.objects.count()
    answer = sending()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    page_text = text(answer)
    for words in (*said, TYPED, "To keep your words"):
        assert words in page_text
    assert "[no such variable" not in page_text
    assert stored(draft).version == draft.version
    assert Event.objects.count() == events


def takes(sending, draft) -> None:
    """That the form is taken now, and everything holds."""
    assert sending().status_code == 302
    assert stored(draft).aims == TYPED
    assert [finding.sentence for finding in findings(quick=True)] == []


def reads(reader) -> None:
    """That readers notice nothing."""
    assert [reader.get(address).status_code for address in READERS] == [200] * len(READERS)


@contextmanager
def changed(before: str, after: str):
    """A setting of our connection for a while."""
    execute(before)
    try:
        yield
    finally:
        execute(after)


def test_while_somebody_else_writes_readers_read_and_what_is_sent_is_not_saved(reader, sending, draft, monkeypatch):
    with second_connection() as other:
        if on_sqlite():
            monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
            patience = changed("PRAGMA busy_timeout = 50", "PRAGMA busy_timeout = 60000")
            other.execute("BEGIN EXCLUSIVE")
        else:
            patience = changed("SET lock_timeout = '50ms'", "SET lock_timeout = 0")
            other.execute("BEGIN")
            other.execute("LOCK TABLE curation_event IN EXCLUSIVE MODE")
        with patience:
            refuses(sending, draft, "This was not saved", "Somebody else is writing")
            reads(reader)
            other.execute("ROLLBACK")
    takes(sending, draft)


def test_on_a_full_disk_readers_read_and_what_is_sent_is_not_saved(reader, sending, draft):
    if on_sqlite():
        # At once as many as there are: no page more.
        full = changed("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")
    else:
        # As the server says it, and at the very last thing that the verb writes.
        execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END$$"
        )
        trigger = "TRIGGER no_room BEFORE INSERT ON curation_event EXECUTE FUNCTION no_room()"
        full = changed(f"CREATE {trigger}", "DROP FUNCTION no_room() CASCADE")
    with full:
        refuses(sending, draft, "This was not saved", "There is no room left on the disk")
        reads(reader)
    takes(sending, draft)


def planned_import(slug: str, by):
    """The kept plan of an import of one draft."""
    content = f"slug,title_en,kind\n{slug},A plan,plan\n".encode()
    plan = finished(planning(read("policies.csv", content), by))
    return kept(plan, by=by, file_name="policies.csv", content=content)


def test_where_nothing_can_be_written_readers_read_and_the_desk_says_so(reader, sending, draft, sayaka):
    planned, written = planned_import("planned", sayaka), planned_import("written", sayaka)
    finished(applying(written, by=sayaka))
    if on_sqlite():
        read_only = changed("PRAGMA query_only = 1", "PRAGMA query_only = 0")
    else:
        read_only = changed("SET default_transaction_read_only = on", "SET default_transaction_read_only = off")
    with read_only:
        refuses(sending, draft, "This was not saved", "can only be read at the moment")
        # Not “somebody wrote at the same moment”.
        with pytest.raises(DatabaseError):
            finished(applying(planned, by=sayaka))
        with pytest.raises(DatabaseError):
            undo(written, by=sayaka)
        reads(reader)
    takes(sending, draft)


@pytest.fixture
def gone(monkeypatch):
    """Takes the database away; what it returns puts it back."""
    settings = connection.settings_dict
    monkeypatch.setitem(settings, "OPTIONS", dict(settings["OPTIONS"]))

    def take():
        connection.close()
        if not on_sqlite():
            port = settings["PORT"]
            settings["PORT"] = 9  # Where nothing listens.
            return lambda: settings.update(PORT=port)
        outages.never_make_a_database()
        path = Path(settings["NAME"])
        path.rename(path.with_suffix(".elsewhere"))
        return lambda: path.with_suffix(".elsewhere").rename(path)

    return take


def test_without_a_database_everybody_is_told_and_afterwards_all_goes_on(reader, sending, draft, gone, hanako):
    at_desk = Client(raise_request_exception=False)
    at_desk.force_login(hanako)
    back = gone()
    try:
        said = text(reader.get("/policies/"))
        assert "The atlas is not available at the moment" in said
        assert "[no such variable" not in said
        assert not (on_sqlite() and Path(connection.settings_dict["NAME"]).exists()), "no empty one takes its place"
        japanese = reader.get("/ja/policies/")
        assert (japanese.status_code, japanese.headers["Content-Language"]) == (503, "ja")
        assert '<html lang="ja">' in text(japanese)
        data = reader.get("/policies.json")
        assert (data.status_code, list(data.json())) == (503, ["error"])
        assert reader.get("/2026.1/no-such-page/").status_code == 503
        assert "default-src 'none'" in reader.get("/").headers["Content-Security-Policy"]
        assert "The desk is not available at the moment" in text(at_desk.get(page(draft, "change", draft.pk)))
        answer = sending()
        assert answer.status_code == 503
        assert "It is not certain that this was saved" in text(answer)
        assert TYPED in text(answer)
    finally:
        back()
    close_old_connections()
    reads(reader)
    takes(sending, draft)


def test_a_connection_that_the_server_has_cut_is_opened_again(reader):
    if on_sqlite():
        pytest.skip("SQLite has no server that could cut a connection.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    with second_connection() as other:
        other.execute(f"SELECT pg_terminate_backend({number})")
    assert reader.get("/policies/").status_code == 503
    close_old_connections()
    assert reader.get("/policies/").status_code == 200


def test_a_failure_of_ours_is_none_of_the_database(reader, monkeypatch):
    def fail(request):
        raise RuntimeError("A mistake in the code.")

    monkeypatch.setattr("policyatlas.public.frame.Frame.languages", property(fail))
    answer = reader.get("/policies/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in text(answer)


@pytest.mark.django_db
def test_a_question_that_no_table_answers_is_a_failure_of_ours():
    with pytest.raises(DatabaseError) as asked:
        execute("SELECT * FROM no_such_table")
    assert seen_in(asked.value) is None


@pytest.mark.parametrize(
    ("failure", "outage"),
    [
        (OSError(28, "No space left on device"), Outage.FULL),
        (OSError(30, "Read-only file system"), Outage.READ_ONLY),
        (FileNotFoundError(2, "No such file"), None),
        (ValueError("A mistake"), None),
        (DatabaseError("Django's own"), None),
        (None, None),
    ],
)
def test_what_the_system_says_is_understood(failure, outage):
    assert seen_in(failure) is outage
