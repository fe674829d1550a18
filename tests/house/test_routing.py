"""Who is answered from the replica, and what happens when it fails: tried on two SQLite files that differ."""

import sqlite3
from contextlib import closing

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from policyatlas import routing
from policyatlas.editions.models import Entry
from policyatlas.records.models import Policy

pytestmark = [
    pytest.mark.django_db,
    # On PostgreSQL the rehearsal does all of this, with a standby that streams.
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a second SQLite file plays the replica"),
]


def copy_to(path) -> None:
    """Write the atlas as it was before this test began; what the test itself writes is in a transaction."""
    with closing(sqlite3.connect(path)) as copy, closing(sqlite3.connect(connection.settings_dict["NAME"])) as here:
        here.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


@pytest.fixture
def replica(tmp_path, monkeypatch, settings):
    """A copy of the atlas in which one title differs; the router is in force."""
    path = tmp_path / "replica.sqlite3"
    copy_to(path)
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("UPDATE editions_entry SET title_en = 'As the replica has it' WHERE slug = 'technopolis-law'")
        copy.commit()
    settings.DATABASE_ROUTERS = ["policyatlas.routing.Router"]
    monkeypatch.setattr("django.db.router._routers", [routing.Router()], raising=False)
    monkeypatch.setattr("django.db.router.routers", [routing.Router()], raising=False)
    monkeypatch.setattr(routing, "_presence", routing._Presence())
    connections.settings["replica"] = connections[DEFAULT_DB_ALIAS].settings_dict | {
        "NAME": str(path),
        "OPTIONS": {},
        "CONN_HEALTH_CHECKS": True,
    }
    monkeypatch.setattr(connections["replica"], "ensure_connection", connect)
    yield path
    connections["replica"].close()
    del connections.settings["replica"]
    del connections["replica"]


def connect() -> None:
    """As a connection opens itself; the tests of Django let it do so only to databases that were there before them."""
    replica = connections["replica"]
    if replica.connection is None:
        with replica.wrap_database_errors:
            replica.connect()


@pytest.fixture
def gone(replica):
    """The replica, which is not there any more."""
    connections["replica"].close()
    replica.unlink()
    replica.mkdir()  # A path that no database can be made at.
    return replica


def title() -> str:
    """What the law is called by whoever is asked."""
    return Entry.objects.get(kind="policy", slug="technopolis-law").title_en


def test_readers_are_answered_from_the_replica_and_the_desk_from_the_primary(replica, client, sayaka):
    assert "As the replica has it" in client.get("/policies/technopolis-law/").content.decode()
    assert "As the replica has it" in client.get("/ja/policies/technopolis-law.json").content.decode()
    assert title() != "As the replica has it", "whoever is no reader asks the primary"
    client.force_login(sayaka)
    law = Policy.objects.get(slug="technopolis-law")
    preview = client.get(f"/admin/records/policy/{law.pk}/preview/", follow=True).content.decode()
    assert "As the replica has it" not in preview, "the desk must see what it has written"


# One address of every sort, those included that lead nowhere.
FOR_READERS = (
    *("/", "/policies/?level=national", "/policies/technopolis-law/", "/policies.csv", "/search/?q=岩手", "/map/"),
    *("/2026.1/policies/?kind=law", "/ja/clusters/", "/compare/prefectures/?s=aomori&s=iwate", "/evidence/"),
    *("/cite/policies/", "/changes/", "/changes.atom", "/editions/", "/sitemap.xml", "/nowhere/", "/policies/nothing/"),
    # Whoever spreads readers over servers asks this one: with the primary gone, none of them must be left out.
    "/readyz",
)


def test_nothing_that_readers_see_asks_the_primary(replica, client):
    with CaptureQueriesContext(connection) as asked:
        for address in FOR_READERS:
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
    assert [query["sql"] for query in asked] == [], "readers must be answered while the primary is gone"


def test_what_is_read_follows_whoever_asks_and_not_where_an_object_came_from(replica):
    with routing.as_reader() as alias:
        assert (alias, routing.asked()) == ("replica", "replica")
        entry = Entry.objects.get(kind="policy", slug="technopolis-law")
        assert entry._state.db == "replica"
        assert Policy.objects.get(slug="technopolis-law")._state.db == "default", "only what is in print is read there"
    assert entry.facets.first()._state.db == "default"
    assert routing.asked() == "default"


def test_where_the_replica_is_gone_readers_are_answered_from_the_primary(gone, client, caplog):
    for _ in range(3):
        answer = client.get("/policies/technopolis-law/")
        assert answer.status_code == 200
        assert "As the replica has it" not in answer.content.decode()
    said = [record.message for record in caplog.records if record.name == "policyatlas.routing"]
    assert len(said) == 1, "once, not for each reader"
    assert "The replica does not answer" in said[0]


def test_a_replica_that_comes_back_is_used_again(gone, replica, client, monkeypatch, caplog):
    assert client.get("/about/").status_code == 200
    replica.rmdir()
    copy_to(replica)
    with routing.as_reader() as alias:
        assert alias == "default", "it is given a moment"
    monkeypatch.setattr(routing, "PAUSE", 0)
    routing._presence._not_before = 1e-9
    with routing.as_reader() as alias:
        assert alias == "replica"
    assert "The replica answers again" in caplog.text


class _Failing:
    """A view that fails as often as it is told to, and says from where it was to read."""

    def __init__(self, times):
        self.times = times
        self.asked = []
        self.middleware = routing.ReplicaMiddleware(self)

    def __call__(self, request):
        self.asked.append(routing.asked())
        if len(self.asked) <= self.times:
            self.middleware.process_exception(request, OperationalError("server closed the connection"))
            return HttpResponse(status=500)
        return HttpResponse("answered")


def test_a_replica_that_fails_in_the_middle_of_an_answer_is_replaced_by_the_primary(replica, monkeypatch):
    view = _Failing(times=1)
    monkeypatch.setattr(connections["replica"], "is_usable", lambda: False)
    assert view.middleware(RequestFactory().get("/policies/")).content == b"answered"
    assert view.asked == ["replica", "default"]
    with routing.as_reader() as alias:
        assert alias == "default", "it is known to be gone"


def test_a_primary_that_fails_while_the_replica_is_given_a_moment_is_replaced_by_the_replica(replica, caplog):
    routing._presence.is_gone(OperationalError("the replica was started anew"))
    view = _Failing(times=1)
    assert view.middleware(RequestFactory().get("/policies/")).content == b"answered"
    assert view.asked == ["default", "replica"]
    assert "The replica answers again" in caplog.text


def test_where_neither_answers_the_failure_of_the_primary_stands(gone):
    routing._presence.is_gone(OperationalError("the replica was started anew"))
    view = _Failing(times=1)
    assert view.middleware(RequestFactory().get("/policies/")).status_code == 500
    assert view.asked == ["default"]


def test_a_question_that_the_replica_gives_up_is_asked_of_the_primary_and_no_more_comes_of_it(replica):
    view = _Failing(times=1)
    assert view.middleware(RequestFactory().get("/policies/")).content == b"answered"
    with routing.as_reader() as alias:
        assert alias == "replica", "it answers other questions"


def test_a_failure_of_both_is_a_failure(replica):
    view = _Failing(times=2)
    assert view.middleware(RequestFactory().get("/policies/")).status_code == 500
    assert view.asked == ["replica", "default"], "once more, not for ever"


def test_an_answer_that_is_read_while_it_is_sent_comes_from_one_place(replica):
    def view(request):
        return StreamingHttpResponse(title() for _ in range(2))

    answer = routing.ReplicaMiddleware(view)(RequestFactory().get("/policies.csv"))
    assert [part.decode() for part in answer] == ["As the replica has it"] * 2
    assert routing.asked() == "default"


def test_a_replica_takes_neither_writes_nor_migrations():
    router = routing.Router()
    with routing.asking("replica"):
        assert router.db_for_write(Entry) == "default"
    assert router.allow_migrate("replica", "editions") is False
    assert router.allow_migrate("default", "editions") is None
    assert router.allow_relation(Entry(), Entry()) is True
