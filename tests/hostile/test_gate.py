"""What every answer says to browsers, whoever made it, and what is turned away before anybody reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import path

from policyatlas.curation.exchange.reading import LARGEST_FILE
from policyatlas.urls import handler404, urlpatterns
from tests.house.addresses import VISITS

from .asking import Asked
from .judging import complaints_of_headers
from .serving import at_the_site, served

pytestmark = pytest.mark.django_db


def fail(request):
    """A page of a site that is out of order."""
    raise RuntimeError("out of order")


@pytest.fixture
def asker():
    """Somebody who is answered also where the site fails."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/ja/policies/", 200),
        ("/policies.csv", 200),
        ("/policies/technopolis-law.json", 200),
        ("/editions/2026.1.zip", 200),
        ("/static/css/site.css", 200),
        ("/admin/account/login/", 200),
        ("/2026.1", 302),
        ("/policies", 301),
        ("/nothing/here/", 404),
        ("/9999.9/policies/", 404),
        ("/policies/no-such-policy.json", 404),
        ("/search/?" + "q=a&" * 2_001, 400),
    ],
)
def test_every_answer_says_what_may_be_done_with_it(asker, address, status):
    answer = asker.get(address)
    answer.getvalue()  # So that a file is closed.
    assert answer.status_code == status
    assert not complaints_of_headers(answer)


def test_refusals_and_failures_say_it_too(asker, settings):
    elsewhere = asker.get("/", headers={"host": "evil.example"})
    assert elsewhere.status_code == 400
    assert b"evil.example" not in elsewhere.content
    assert not complaints_of_headers(elsewhere)
    written = asker.post("/policies/")
    assert written.status_code == 405
    assert not complaints_of_headers(written)
    forged = Client(enforce_csrf_checks=True).post("/admin/account/login/", {"login": "kenji"})
    assert forged.status_code == 403
    assert not complaints_of_headers(forged)
    settings.ROOT_URLCONF = type(
        "broken", (), {"urlpatterns": [path("broken/", fail), *urlpatterns], "handler404": handler404}
    )
    failed = asker.get("/broken/")
    assert failed.status_code == 500
    assert b"out of order" not in failed.content
    assert not complaints_of_headers(failed)


def test_nothing_is_loaded_from_anywhere_that_is_not_named(asker):
    said = asker.get("/").headers["Content-Security-Policy"]
    assert set(said.split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }


@pytest.mark.parametrize(
    ("address", "readers"),
    [
        ("/", "same-origin"),
        ("/admin/account/login/", "same-origin"),
        ("/static/css/site.css", "same-origin"),
        ("/policies.json", "cross-origin"),
        ("/map.svg", "cross-origin"),
    ],
)
def test_pictures_and_data_may_stand_elsewhere_and_pages_may_not(asker, address, readers):
    answer = asker.get(address)
    answer.getvalue()
    assert answer.headers["Cross-Origin-Resource-Policy"] == readers


@pytest.mark.parametrize("address", ["/", "/admin/account/login/", "/policies/", "/nothing/"])
def test_what_is_too_large_is_not_read(asker, settings, address, django_assert_num_queries):
    settings.LARGEST_REQUEST = 50_000
    file = SimpleUploadedFile("x.csv", b"x" * 60_000)
    with django_assert_num_queries(0):
        answer = asker.post(address, {"file": file})
    assert answer.status_code == 413
    assert b"too large" in answer.content
    assert not complaints_of_headers(answer)


@pytest.mark.parametrize("said", ["", "abc", "-1", "9" * 5_000, "٣"])
def test_a_length_that_is_none_is_no_length(asker, said):
    answer = asker.request(PATH_INFO="/about/", CONTENT_LENGTH=said)
    assert answer.status_code == 200


@pytest.mark.parametrize("said", ["abc", "-1", "0", "1e3", "9" * 5_000])
def test_a_form_whose_length_is_none_is_refused_in_a_sentence(db, said):
    with at_the_site():
        answer = served(Asked("POST", b"/changes/policies/", b"", {"content-length": said}, b"a=b"))
    assert answer.status_code == 403
    assert b"This form was not saved" in answer.content


def test_the_largest_table_that_may_be_imported_gets_through(settings):
    assert LARGEST_FILE + settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 6 < settings.LARGEST_REQUEST


def test_readers_are_given_no_cookie(asker):
    for route in ("home", "search", "list", "timeline", "map", "compare-index", "editions"):
        for address in VISITS[route]([]):
            assert not asker.get(address).cookies, address


def test_cookies_of_the_desk_are_out_of_reach(kenji, settings):
    asker = Client()
    asker.get("/admin/account/login/")
    asker.post("/admin/account/login/", {"login": "kenji", "password": "kenji-secret"})
    assert len(asker.cookies) == 2
    for cookie in asker.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
