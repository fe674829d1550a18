"""The doors of the desk in a browser: a passkey, an app's code, and tries counted by several servers together."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from playwright.sync_api import expect

from tests.browser.doors import give_passkeys, sign_in, sign_out
from tests.browser.furnishing import secret_of
from tests.browser.server import Site
from tests.browser.soundness import WIDE, Listener, desk_faults
from tests.curation.signing_in import TOO_OFTEN, WRONG, code

ACCOUNT = "/admin/account/"


@pytest.fixture
def newcomer(own_site, new_context):
    """A window with a device that keeps passkeys; they belong to a name, so the site is reached by its name."""
    page = new_context(base_url=own_site.address.replace("127.0.0.1", "localhost"), viewport=WIDE).new_page()
    page.set_default_timeout(15_000)
    give_passkeys(page)
    return page


def test_kenji_adds_a_passkey_and_comes_in_with_it(newcomer, own_site):
    page, listener = newcomer, Listener(newcomer, "http://localhost:" + own_site.address.rpartition(":")[2])
    page.goto("/admin/records/policy/")
    sign_in(page, "kenji")
    page.wait_for_url("**/admin/records/policy/")
    page.get_by_role("link", name="Your sign-in").click()
    page.get_by_role("link", name="Add a passkey").click()
    _say_again(page, "kenji")
    page.get_by_label("Name").fill("Telephone")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    assert len(_recovery_codes(page)) == 10

    sign_out(page)
    page.goto("/admin/records/policy/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/records/policy/")

    sign_out(page)
    page.goto("/admin/")
    sign_in(page, "kenji")
    expect(page.get_by_role("heading", name="The second factor")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")

    sign_out(page)
    with closing(sqlite3.connect(own_site.var / "atlas.sqlite3")) as database, database:
        database.execute("UPDATE auth_user SET is_staff = 0 WHERE username = 'kenji'")
    page.goto("/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("You are not among the people of the desk.")).to_be_visible()
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Sign in to the desk")).to_be_visible()
    assert not listener.faults()


def test_a_passkey_that_cannot_be_had_is_said_in_words(newcomer, own_site):
    """Under a number instead of a name no browser makes one."""
    page = newcomer
    page.goto(f"{own_site.address}/admin/")
    listener = Listener(page, own_site.address)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("On your own machine open it as localhost")
    assert not listener.faults()


def test_hanako_adds_an_app_by_its_picture_and_finds_every_page_sound(newcomer, own_site):
    page, listener = newcomer, Listener(newcomer, "http://localhost:" + own_site.address.rpartition(":")[2])
    page.goto("/admin/")
    _assert_sound(page, listener)
    sign_in(page, "hanako")
    page.wait_for_url("**/admin/")
    for address in ("", "password/", "again/"):
        page.goto(ACCOUNT + address)
        _assert_sound(page, listener)
    page.goto(ACCOUNT + "app/add/")
    _say_again(page, "hanako")
    _assert_sound(page, listener)
    picture = page.get_by_role("img", name="The secret below")
    assert picture.evaluate("picture => picture.naturalWidth") > 100, "the policy of the site lets no picture through"
    page.get_by_label("Authenticator code").fill(code(page.locator(".desk-secret").inner_text()))
    page.get_by_role("button", name="Add the app").click()
    recovery = _recovery_codes(page)
    for address in ("", "codes/", "codes/new/", "app/remove/", "passkeys/add/", "again/code/"):
        page.goto(ACCOUNT + address)
        _assert_sound(page, listener)

    sign_out(page)
    page.goto("/admin/")
    sign_in(page, "hanako")
    expect(page.get_by_role("heading", name="The second factor")).to_be_visible()
    _assert_sound(page, listener)
    page.get_by_label("Code").fill(recovery[0])
    page.locator("#code-form").get_by_role("button").click()
    page.wait_for_url("**/admin/")
    assert not listener.faults()


@pytest.mark.slow
def test_servers_beside_each_other_count_tries_together(browser_type_launch_args, loaded, tmp_path):
    var = tmp_path / "var"
    first = Site(loaded, var)
    second = Site(None, var)
    try:
        first.wait()
        second.wait()
        with ThreadPoolExecutor(4) as threads:
            said = list(threads.map(_guess, [first.address, second.address] * 6))
        assert sum(WRONG in answer for answer in said) == 5
        assert sum(TOO_OFTEN in answer for answer in said) == 7
        for site in (first, second):
            assert TOO_OFTEN in _guess(site.address, secret_of("kenji")), "the right password must not help now"
    finally:
        first.stop()
        second.stop()


@pytest.mark.slow
def test_where_it_is_obligatory_the_desk_opens_after_a_second_factor(loaded, tmp_path, new_context):
    site = Site(loaded, tmp_path / "var", ATLAS_SECOND_FACTOR="1")
    try:
        site.wait()
        page = new_context(base_url=site.address, viewport=WIDE).new_page()
        listener = Listener(page, site.address)
        page.goto("/admin/records/policy/")
        sign_in(page, "hanako")
        expect(page.get_by_text("Everybody at this desk needs a second factor")).to_be_visible()
        _assert_sound(page, listener)
        page.get_by_role("link", name="Add an authenticator app").last.click()
        _say_again(page, "hanako")
        page.get_by_label("Authenticator code").fill(code(page.locator(".desk-secret").inner_text()))
        page.get_by_role("button", name="Add the app").click()
        expect(page.get_by_text("The authenticator app is added.")).to_be_visible()
        page.goto("/admin/records/policy/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Select policy")
    finally:
        site.stop()


def _say_again(page, name):
    page.get_by_label("Password").fill(secret_of(name))
    page.get_by_role("button", name="Go on").click()


def _recovery_codes(page):
    return page.locator(".desk-codes code").all_inner_texts()


def _guess(address, password="guess"):
    """What the server at `address` says of Kenji's name and this password, asked as a browser asks."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = browser.open(f"{address}{ACCOUNT}login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    typed = {"csrfmiddlewaretoken": token, "login": "kenji", "password": password}
    return browser.open(f"{address}{ACCOUNT}login/", urlencode(typed).encode()).read().decode()


def _assert_sound(page, listener):
    address = page.url
    faults = listener.faults() + desk_faults(page)
    assert not faults, f"The page {address}:\n- " + "\n- ".join(faults)
