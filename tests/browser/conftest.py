"""Chromium and the served atlas for tests of whole pages; without Chromium they are skipped, and fail if CI=true."""

import os
import shutil

import pytest

from tests import atlas
from tests.browser.doors import sign_in
from tests.browser.server import Site, prepare_once

# While Chromium is driven an event loop runs in this thread; without this, Django would refuse the database to other
# tests that the same process runs afterwards.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            # Their site begins as a copy of the tests' atlas, which pytest-django makes only where a test asks for it.
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's own Chromium, on a machine without a screen."""
    chromium = os.environ.get("ATLAS_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sentence = "There is no Chromium. Install the package chromium, or name the program in ATLAS_CHROMIUM."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return browser_type_launch_args | {"executable_path": chromium, "args": FLAGS}


# --- Sites


@pytest.fixture(scope="session")
def loaded(django_db_setup, tmp_path_factory, worker_id, request):
    """The data folder of a site ready to serve, one for all processes of this run; for copying only."""
    folder = tmp_path_factory.getbasetemp()
    kept = atlas.OnSqlite(request.config.cache.mkdir("loaded-atlas")).file
    return prepare_once(folder if worker_id == "master" else folder.parent, kept)


@pytest.fixture(scope="session")
def site(browser_type_launch_args, loaded, tmp_path_factory):
    """The atlas served for tests that read it."""
    yield from _served(loaded, tmp_path_factory)


@pytest.fixture(scope="module")
def own_site(browser_type_launch_args, loaded, tmp_path_factory):
    """The atlas served for the tests of one module, which may change it."""
    yield from _served(loaded, tmp_path_factory)


@pytest.fixture(scope="module")
def site_of_one(browser_type_launch_args, loaded, tmp_path_factory):
    """The atlas of a team of one, served for the tests of one module, which may change it."""
    yield from _served(loaded, tmp_path_factory, ATLAS_TWO_PAIRS_OF_EYES="0")


def _served(loaded, tmp_path_factory, **settings):
    site = Site(loaded, tmp_path_factory.mktemp("site") / "var", **settings)
    try:
        site.wait()
        yield site
    finally:
        site.stop()


# --- People


@pytest.fixture
def window(site, new_context):
    """Opens a window on the shared site, each with its own cookies: `window()`, or `window("kenji")` signed in."""
    return _windows(new_context, site)


@pytest.fixture
def sight(kept_contexts, site, browser, browser_context_args):
    """Opens a window on the shared site for looking only, `sight()` or `sight("kenji")` signed in.

    All that are alike share what the browser has loaded.
    """
    opened = []

    def open_window(name="", *, javascript=False, **kwargs):
        key = repr((name, javascript, sorted(kwargs.items())))
        if key not in kept_contexts:
            given = {"base_url": site.address, "java_script_enabled": javascript} | kwargs
            given |= {"storage_state": site.sessions.get(name)}
            kept_contexts[key] = browser.new_context(**browser_context_args | given)
            kept_contexts[key].set_default_timeout(15_000)
            # As long as one window is open, the process in which the browser draws the site goes on.
            first = kept_contexts[key].new_page()
            _enter(site, first, name)
            first.goto("/robots.txt")
        opened.append(kept_contexts[key].new_page())
        return opened[-1]

    yield open_window
    for page in opened:
        page.close()


@pytest.fixture(scope="session")
def kept_contexts(browser):
    """What windows of the same kind share, by their kind."""
    kept = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def own_window(own_site, new_context):
    """The same on the module's own site."""
    return _windows(new_context, own_site)


@pytest.fixture
def window_of_one(site_of_one, new_context):
    """The same on the site of a team of one."""
    return _windows(new_context, site_of_one)


def _windows(new_context, site):
    def open_window(name="", *, javascript=False, **kwargs):
        # Each person signs in once at each site, as the site lets nobody try too often.
        kept = site.sessions.get(name)
        context = new_context(base_url=site.address, java_script_enabled=javascript, **{"storage_state": kept} | kwargs)
        context.set_default_timeout(15_000)
        page = context.new_page()
        _enter(site, page, name)
        if kept:
            page.goto("/admin/")
        return page

    return open_window


def _enter(site, page, name: str) -> None:
    """Sign in, unless that person has done so at this site before."""
    if name and name not in site.sessions:
        page.goto("/admin/")
        sign_in(page, name)
        page.wait_for_url("**/admin/")
        site.sessions[name] = page.context.storage_state()


# --- Pictures


def pytest_terminal_summary(terminalreporter):
    """Says which pages look different from the pictures kept of them."""
    found = [
        words
        for report in terminalreporter.getreports("passed")
        for name, words in report.user_properties
        if name == "picture" and report.when == "call"
    ]
    if found:
        terminalreporter.section("Pages that look different (see test-results/pictures)")
        for words in sorted(found):
            terminalreporter.line(words)
