"""What every test may rely on: the loaded atlas, the people of the desk, and readers of both kinds of edition."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from tests import atlas
from tests.desk import Desk

_COPY = pytest.StashKey[atlas.Copy]()
_LABELS = ("records", "curation", "editions")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory, request):
    """The test database with the whole atlas in it; each test works on it in a transaction of its own."""
    copy = atlas.Copy(tmp_path_factory.mktemp("atlas"))
    with django_db_blocker.unblock():
        atlas.load()
    request.config.stash[_COPY] = copy
    yield
    with django_db_blocker.unblock():
        copy.throw_away()


@pytest.fixture(autouse=True)
def _copy_before_the_flush(request):
    """Takes the copy of the atlas before the first test that will empty the database."""
    if _empties_the_database(request.node):
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            request.config.stash[_COPY].take()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Puts the atlas back after a test that emptied the database (as `live_server` and `transaction=True` do)."""
    result = yield
    copy = item.config.stash.get(_COPY, None)
    if copy is not None and copy.taken and _empties_the_database(item):
        from pytest_django.plugin import blocking_manager_key

        with item.config.stash[blocking_manager_key].unblock():
            copy.put_back()
    return result


def _empties_the_database(item) -> bool:
    marker = item.get_closest_marker("django_db")
    by_marker = marker is not None and bool(marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return by_marker or bool({"transactional_db", "live_server"} & set(item.fixturenames))


# --- People


@pytest.fixture
def hanako(db):
    """A curator: adds and changes records, and may not publish them."""
    return _person("hanako", "add", "change", "view", staff=True)


@pytest.fixture
def kenji(db):
    """A publisher: all that a curator may, and publish, withdraw and close editions."""
    return _person("kenji", "add", "change", "view", "publish", "withdraw", "close", staff=True)


@pytest.fixture
def mallory(db):
    """Signed in and without any right: must never get in."""
    return _person("mallory", staff=False)


def _person(name: str, *verbs: str, staff: bool) -> User:
    person = User.objects.create_user(name, password=f"{name}-secret", is_staff=staff)
    ours = Permission.objects.filter(content_type__app_label__in=_LABELS)
    person.user_permissions.set(right for right in ours if right.codename.split("_")[0] in verbs)
    return person


@pytest.fixture
def visitor(db) -> Client:
    """The browser of somebody who is not signed in."""
    return Client()


# --- The desk


@pytest.fixture
def desk(hanako, kenji) -> Desk:
    """Makes drafts as Hanako and prints them as Kenji."""
    return Desk(hanako, kenji)


@pytest.fixture
def a_policy(desk):
    """Makes a draft policy that is fit to print."""
    return desk.a_policy


@pytest.fixture
def a_passage(desk):
    """Makes a passage of a source."""
    return desk.a_passage


# --- Readers


@pytest.fixture
def reading(db) -> Reading:
    """What is in print now: the open edition."""
    return Reading.now()


@pytest.fixture
def pinned(db) -> Reading:
    """The edition with which the atlas ships, pinned."""
    return Reading(Edition.objects.get(label=atlas.LABEL), pinned=True)
