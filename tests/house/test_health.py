"""`/healthz` and `/readyz` say whether the site is alive, and whether readers can be answered."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from policyatlas.editions.models import Edition

pytestmark = pytest.mark.django_db


def test_that_it_is_alive_is_said_without_the_database(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = visitor.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"alive": True})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer_and_nobody_gets_a_cookie(address, visitor):
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert visitor.head(address).status_code == 200
    assert visitor.post(address).status_code == 405


def test_it_is_ready_with_its_tables_and_an_open_edition(visitor):
    assert visitor.get("/readyz").json() == {"ready": True, "wrong": []}


def test_it_is_not_ready_before_its_migrations_have_run(visitor):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'editions' AND name = '0002_first_edition'")
    answer = visitor.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "wrong": ["The database lacks migrations: editions.0002_first_edition."]}


def test_it_is_not_ready_without_an_open_edition(visitor):
    sealed = {"is_open": False, "label": "2999.1", "closed_at": timezone.now(), "digest": "0" * 64}
    Edition.objects.filter(is_open=True).update(**sealed)
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.json()["wrong"]) == (503, ["No edition is open."])


def test_it_is_not_ready_while_the_database_does_not_answer_and_tells_nobody_why(visitor, monkeypatch, caplog):
    def gone(recorder):
        raise OperationalError("no route to db.secret.example")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", gone)
    answer = visitor.get("/readyz")
    assert (answer.status_code, answer.json()["wrong"]) == (503, ["The database does not answer."])
    assert "no route to db.secret.example" in caplog.text, "whoever runs the site must find out why"


@pytest.mark.parametrize("address", ["/ja/healthz", "/2026.1/healthz", "/ja/2026.1/readyz"])
def test_health_is_in_no_language_and_no_edition(address, visitor):
    assert visitor.get(address).status_code == 404


def test_health_is_in_no_site_map(visitor):
    assert "healthz" not in visitor.get("/sitemap-pages.xml").content.decode()
