"""What every test may rely on: the loaded atlas, the people of the desk, and readers of both kinds of edition."""

import gc

import hypothesis
import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.template import Template
from django.test import Client, override_settings
from django.test.signals import template_rendered
from pytest_django.plugin import blocking_manager_key

from policyatlas.curation.preparing import ADMINISTRATORS, CONTRIBUTORS, FIRST_EDITION, PUBLISHERS, REVIEWERS
from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from tests import atlas, once
from tests.desk import Desk

# How long an example takes is the machine's affair: nothing here is measured by the clock.
hypothesis.settings.register_profile("atlas", deadline=None)
hypothesis.settings.load_profile("atlas")

# A run of tests holds hundreds of thousands of objects, and Python would look through many of them several times for a
# large page: a third of the time of a timeline, where nothing is found that does not go by itself.
gc.set_threshold(100_000, 20, 50)

_ATLAS = pytest.StashKey["atlas.OnSqlite | atlas.OnPostgresql"]()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    """Marks what runs once, and begins with the slowest tests: begun last, they would keep other processes waiting."""
    for item in items:
        if once.runs_once(item.path.parent.name, item.path.name):
            item.add_marker(pytest.mark.once)
    yield
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings):
    """Leaves out the migrations where the loaded atlas, with all their tables, is copied over what they would make."""
    if connection.vendor == "sqlite" and atlas.OnSqlite(request.config.cache.mkdir("loaded-atlas")).file.exists():
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    """The test database with the whole atlas in it; each test works on it in a transaction of its own."""
    with django_db_blocker.unblock():
        loaded = request.config.stash[_ATLAS] = atlas.loaded_atlas(request.config.cache.mkdir("loaded-atlas"))
        loaded.prepare()
    yield
    with django_db_blocker.unblock():
        loaded.throw_away()


@pytest.fixture(scope="session", autouse=True)
def _kept_files(tmp_path_factory):
    """What the site keeps in files goes to a folder of this run: its editions are not those of the site."""
    with override_settings(VAR_DIR=tmp_path_factory.mktemp("var")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_whole_pages(django_test_environment):
    """Keeps for `response.context` what whole templates were given, and no copy of it for each cell they include."""

    def render(self, context):
        if context.template is self:
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@pytest.fixture(autouse=True)
def _kept_atlas(request):
    """Sees to it that there is a copy of the atlas before a test empties the database."""
    if _empties_the_database(request.node):
        request.getfixturevalue("django_db_setup")
        with request.getfixturevalue("django_db_blocker").unblock():
            request.config.stash[_ATLAS].before_it_is_emptied()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Puts the atlas back after a test that emptied the database (as `live_server` and `transaction=True` do)."""
    result = yield
    if _empties_the_database(item) and _ATLAS in item.config.stash:
        with item.config.stash[blocking_manager_key].unblock():
            item.config.stash[_ATLAS].put_back()
    return result


@pytest.fixture
def loaded_atlas(django_db_setup, request):
    """The loaded atlas of this run; there is a copy of it from the first test on that empties the database."""
    return request.config.stash[_ATLAS]


def _empties_the_database(item) -> bool:
    marker = item.get_closest_marker("django_db")
    by_marker = marker is not None and bool(marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    return by_marker or bool({"transactional_db", "live_server"} & set(item.fixturenames))


# --- People


@pytest.fixture
def hanako(db):
    """A contributor: adds and changes records and submits them, and may neither approve nor publish them."""
    return _person("hanako", CONTRIBUTORS)


@pytest.fixture
def yuki(db):
    """A reviewer: all that a contributor may, and approve or return what others submit."""
    return _person("yuki", REVIEWERS)


@pytest.fixture
def kenji(db):
    """A publisher: all that a contributor may, and publish, withdraw and close editions."""
    return _person("kenji", PUBLISHERS)


@pytest.fixture
def sayaka(db):
    """An administrator: whatever anybody at the desk may do."""
    return _person("sayaka", ADMINISTRATORS)


@pytest.fixture
def mallory(db):
    """Signed in and without any right: must never get in."""
    return _person("mallory")


def _person(name: str, group: str = "") -> User:
    """Somebody with a password; only who is in a group of the desk may open the admin at all."""
    person = User.objects.create_user(name, password=f"{name}-secret", is_staff=bool(group))
    person.groups.set(Group.objects.filter(name=group))
    return person


@pytest.fixture
def visitor(db) -> Client:
    """The browser of somebody who is not signed in."""
    return Client()


@pytest.fixture
def alone(settings):
    """A team of one: nobody else has to approve what is published."""
    settings.TWO_PAIRS_OF_EYES = False


# --- The desk


@pytest.fixture
def desk(hanako, yuki, kenji) -> Desk:
    """Makes drafts as Hanako, approves them as Yuki and prints them as Kenji."""
    return Desk(hanako, yuki, kenji)


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
    return Reading(Edition.objects.get(label=FIRST_EDITION), pinned=True)
