"""PostgreSQL answers at every route as SQLite does, to the byte: what an answer looks like need be judged on one only.

Answers in JSON are compared as data, because databases keep its keys in orders of their own.
"""

import io
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing, contextmanager
from itertools import cycle

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import override_settings

from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.hits import hit
from policyatlas.values.searching import terms
from tests import atlas
from tests.house.addresses import VISITS, two_of_each

pytestmark = pytest.mark.django_db

on_postgresql = pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite is what it is held against")
# English, Japanese and a closed edition, by turns: neighbours are of one kind and are asked in different ones.
GUISES = ("", "/ja", "/2026.1")
# What a database answers in its own way: orders, pieces of words, Japanese, numbers, what is missing.
ASKED = [
    "/policies/?q=%E6%8A%80%E8%A1%93&sort=-title",
    "/policies/?sort=years&year_from=1980&year_to=1999",
    "/observations/?sort=-value&per_page=200",
    "/observations.csv?sort=value&q=%E5%B2%A9%E6%89%8B",
    "/clusters/?sort=-title&q=it%20city",
    "/organisations/?sort=title&q=%25_",
    "/search/?q=technopolis%20iwate",
    "/search/?q=%E5%B2%A9%E6%89%8B",
    "/api/v1/policies/?sort=-title&q=law",
    "/policies/no-such/",
]


@pytest.fixture(scope="module")
def file(request, tmp_path_factory):
    """The atlas in SQLite, as the tests there have loaded it."""
    loaded = atlas.OnSqlite(request.config.cache.mkdir("loaded-atlas")).file
    if not loaded.exists():
        sentence = "There is no atlas in SQLite to hold answers against: run the tests on SQLite first."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return shutil.copy(loaded, tmp_path_factory.mktemp("sqlite") / "atlas.sqlite3")


@pytest.fixture
def sqlite(file, tmp_path):
    """`with sqlite():` everything asks SQLite, where all was printed and closed at the same moments as here."""
    _at_the_same_moments(file)
    there = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": {}}

    @contextmanager
    def asked():
        here = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = DatabaseWrapper(here.settings_dict | there)
        try:
            with override_settings(VAR_DIR=tmp_path):  # No file of a whole edition that the other database gave.
                yield
        finally:
            connections[DEFAULT_DB_ALIAS].close()
            connections[DEFAULT_DB_ALIAS] = here

    return asked


def _at_the_same_moments(file) -> None:
    changes = {
        "UPDATE editions_entry SET printed_at = ? WHERE kind = ? AND slug = ? AND since_id = ?": (
            Entry.objects.values_list("printed_at", "kind", "slug", "since")
        ),
        "UPDATE editions_edition SET closed_at = ? WHERE number = ?": Edition.objects.values_list(
            "closed_at", "number"
        ),
    }
    with closing(sqlite3.connect(file)) as copy, copy:
        for change, rows in changes.items():
            copy.executemany(change, [(moment and f"{moment:%Y-%m-%d %H:%M:%S.%f}", *row) for moment, *row in rows])


@on_postgresql
@pytest.mark.parametrize("route", [*VISITS, "asked"])
def test_both_databases_answer_alike(route, visitor, sqlite, settings, tmp_path):
    visits = VISITS[route](two_of_each(Reading.now())) if route in VISITS else ASKED * len(GUISES)
    asked = [f"{guise}{address}" for guise, address in zip(cycle(GUISES), visits, strict=False)]
    settings.VAR_DIR = tmp_path / "here"  # Other tests may have made files of whole editions, which their page names.
    here = {address: said(visitor.get(address)) for address in asked}
    with sqlite():
        assert connection.vendor == "sqlite"
        there = {address: said(visitor.get(address)) for address in asked}
    differing = [address for address in asked if here[address] != there[address]]
    assert not differing, f"{len(differing)} of {len(asked)} answers are others than SQLite's: {differing[:10]}"


def said(response) -> tuple:
    """The status and the body of an answer; of a file of files all that is in it, of JSON the data."""
    content = response.getvalue()
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            return response.status_code, {name: files.read(name) for name in files.namelist()}
    if "json" in response["Content-Type"]:
        return response.status_code, json.loads(content)
    return response.status_code, content


def test_the_order_in_which_a_database_keeps_keys_is_not_seen(visitor):
    found = Entry.objects.in_edition(Edition.objects.get(is_open=True)).order_by("pk")
    words = terms("iwate")
    before = {entry.pk: hit(entry, words, [], "en") for entry in found}
    page = visitor.get("/sources/kitagawa-2005/").content
    assert any(one.snippet for one in before.values())
    for entry in found:
        entry.payload = backwards(entry.payload)
    assert {entry.pk: hit(entry, words, [], "en") for entry in found} == before
    Entry.objects.bulk_update(found, ["payload"])
    assert visitor.get("/sources/kitagawa-2005/").content == page


def backwards(value):
    """The same data with all keys in the opposite order."""
    if isinstance(value, dict):
        return {name: backwards(value[name]) for name in reversed(value)}
    return [backwards(part) for part in value] if isinstance(value, list) else value
