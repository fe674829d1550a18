"""Every request has a name: it is sent back, stands in each line of the log, and on the page of a failure."""

import logging
import re

import pytest
from django.test import Client, RequestFactory

from policyatlas.logs import RequestFilter

pytestmark = pytest.mark.django_db
NAME = re.compile(r"[0-9a-f]{32}")


class Kept(logging.Handler):
    """Keeps what is written, each line with what the site adds to it."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.addFilter(RequestFilter())

    def emit(self, record):
        self.lines.append(record)


@pytest.fixture
def lines():
    """The lines of the log since the test began."""
    logging.getLogger().addHandler(kept := Kept())
    yield kept.lines
    logging.getLogger().removeHandler(kept)


def access(lines):
    return [line for line in lines if line.name == "policyatlas.access"]


def test_each_request_has_a_name_of_its_own(visitor):
    names = [visitor.get("/healthz")["X-Request-ID"] for _ in range(2)]
    assert all(map(NAME.fullmatch, names))
    assert len(set(names)) == 2


def test_a_request_leaves_one_line_with_its_name_and_without_its_question(visitor, lines):
    answer = visitor.get("/ja/search/?q=secret")
    [line] = access(lines)
    assert (line.method, line.path, line.status) == ("GET", "/ja/search/", 200)
    assert line.milliseconds > 0
    assert line.request_id == answer["X-Request-ID"]
    assert "secret" not in line.getMessage()


def test_what_is_refused_before_any_view_leaves_a_line_too(visitor, lines):
    answer = visitor.get("/about/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert [line.status for line in access(lines)] == [400]


def test_a_path_cannot_forge_a_line(visitor, lines):
    visitor.get("/a%0A2026-01-01 INFO forged/")
    assert "\n" not in access(lines)[0].getMessage()


def test_every_other_line_of_a_request_has_its_name(visitor, lines):
    answer = visitor.get("/nothing/here/")
    said = {line.name: line.request_id for line in lines}
    assert said["django.request"] == said["policyatlas.access"] == answer["X-Request-ID"]


def test_a_line_outside_a_request_has_no_name(lines):
    logging.getLogger("policyatlas").warning("On its own.")
    assert lines[-1].request_id == "-"


def test_a_name_is_believed_from_the_proxy_alone(visitor, settings):
    sent = {"x-request-id": "proxy-0123456789"}
    assert visitor.get("/healthz", headers=sent)["X-Request-ID"] != "proxy-0123456789"
    settings.REQUEST_ID_FROM_PROXY = True
    assert visitor.get("/healthz", headers=sent)["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.parametrize(
    "name", ["short", "x" * 65, "line\nbreak-line", "<script>alert(1)</script>", "岩手県岩手県岩手県"]
)
def test_a_name_that_is_not_well_formed_is_made_anew(visitor, settings, name):
    settings.REQUEST_ID_FROM_PROXY = True
    assert NAME.fullmatch(visitor.get("/healthz", headers={"x-request-id": name})["X-Request-ID"])


@pytest.mark.parametrize("address", ["/policies/", "/ja/policies/", "/api/v1/policies/"])
def test_a_failure_says_the_name_under_which_it_was_noted(address, monkeypatch, lines):
    def broken(*arguments):
        raise RuntimeError("Out of order.")

    for module in ("policyatlas.public.lists.views", "policyatlas.public.api.lists"):
        monkeypatch.setattr(f"{module}.ask", broken)
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == 500
    said = answer.json()["error"] if "/api/" in address else answer.content.decode()
    name = answer["X-Request-ID"]
    assert name in said
    assert "Out of order" not in said
    assert any(line.exc_info and line.request_id == name for line in lines), "the log must have the failure"


def test_a_request_that_never_met_the_middleware_has_no_name(lines):
    logging.getLogger("django.request").warning("Lost.", extra={"request": RequestFactory().get("/")})
    assert lines[-1].request_id == "-"
