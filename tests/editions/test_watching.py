"""The newest stamp is seen as soon as it is committed, and its absence is said at once."""

import mmap
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections, transaction

from policyatlas.editions import stamps, watching
from policyatlas.editions.models import Stamp
from policyatlas.editions.watching import Watch

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def watch():
    """A watch whose connections are closed in the end: a test database with one open cannot be thrown away."""
    made = Watch()
    yield made
    made.close()


def test_what_is_committed_is_seen_with_the_next_question(watch):
    assert watch.stamp() == str(stamps.current())
    with transaction.atomic():
        before, made = watch.stamp(), stamps.advance()
        assert watch.stamp() == before, "What is not committed is in print nowhere."
    assert watch.stamp() == str(made) != before


def test_where_nothing_was_ever_printed_the_stamp_is_empty(watch):
    Stamp.objects.all().delete()
    assert watch.stamp() == ""


def test_each_thread_asks_on_a_connection_of_its_own(watch):
    def asked_there() -> str:
        try:
            return watch.stamp()
        finally:
            watch.close()

    with ThreadPoolExecutor(1) as other:
        assert other.submit(asked_there).result() == watch.stamp()


def test_what_was_said_serves_all_threads_for_a_while(watch, monkeypatch):
    monkeypatch.setattr(watch, "_lease", 60)
    before, made = watch.stamp(), stamps.advance()
    with ThreadPoolExecutor(1) as other:
        assert watch.stamp() == other.submit(watch.stamp).result() == before
    assert watch.stamp(at_once=True) == watch.stamp() == str(made)


def test_whoever_prints_hears_of_it_when_everybody_knows(monkeypatch):
    monkeypatch.setitem(watching.LEASES, connection.vendor, 0.3)
    watch = Watch()
    before, made = watch.stamp(), stamps.advance()
    assert watch.stamp() == str(made) != before
    watch.close()


def test_a_connection_that_was_lost_is_opened_again(watch):
    before = watch.stamp()
    watch._own.connection.close()
    stamps.advance()
    assert watch.stamp() == str(stamps.current()) != before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite's log lies beside the database")
def test_sqlite_is_asked_only_where_something_was_written(watch, monkeypatch):
    asked = []
    query = watching._Connection._queried
    monkeypatch.setattr(watching._Connection, "_queried", lambda mine: asked.append(1) or query(mine))
    for _ in range(2):
        watch.stamp()
    asked.clear()
    before = watch.stamp()
    assert not asked
    Stamp.objects.filter(number=0).delete()
    User.objects.create_user("somebody")
    assert watch.stamp() == before
    assert len(asked) == 1
    stamps.advance()
    assert watch.stamp() == str(stamps.current())
    assert len(asked) == 2


def test_where_there_is_no_log_beside_the_database_it_is_asked_each_time(watch, monkeypatch, tmp_path):
    for engine in ("sqlite3", "postgresql"):
        assert watching._index_of({"ENGINE": f"django.db.backends.{engine}", "NAME": tmp_path / "none"}) == b""
    monkeypatch.setattr(watching, "_index_of", lambda settings: b"")
    watch.stamp()
    stamps.advance()
    assert watch.stamp() == str(stamps.current())


def test_a_log_that_is_mapped_no_more_is_mapped_again(watch, monkeypatch):
    watch.stamp()
    closed = mmap.mmap(-1, 48)
    closed.close()
    monkeypatch.setattr(watch._own.connection, "_index", closed)
    assert watch.stamp() == str(stamps.current())


def test_a_database_that_is_gone_is_left_alone_for_a_moment(watch, monkeypatch, caplog):
    with monkeypatch.context() as gone:
        gone.setitem(connections.settings["default"], "NAME", "/nowhere/at-all")
        gone.setattr(watching, "PAUSE", 0.0)
        assert watch.stamp() is None
        assert watch.stamp() is None
    assert len(caplog.messages) == 1, "It is said once."
    with monkeypatch.context() as paused:
        paused.setattr(watch, "_not_before", float("inf"))
        assert watch.stamp() is None
    assert watch.stamp() == str(stamps.current())
    assert "says again" in caplog.messages[-1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite's database is a file")
def test_a_file_that_took_the_place_of_the_database_is_another_database(watch, monkeypatch, tmp_path: Path):
    there = tmp_path / "atlas.sqlite3"
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.0)
    monkeypatch.setitem(connections.settings["default"], "NAME", there)
    _database(there, "one")
    assert watch.stamp() == "7-one"
    _database(tmp_path / "restored", "other")
    (tmp_path / "restored").replace(there)
    assert watch.stamp() == "7-other"


def _database(path: Path, token: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("CREATE TABLE editions_stamp (number, token)")
        made.execute("INSERT INTO editions_stamp VALUES (7, ?)", [token])
