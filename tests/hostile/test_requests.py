"""Whatever is asked of the reading room, it answers: never with a failure, never with what was smuggled in."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.public.answers.serving import Answers
from policyatlas.wsgi import application

from .asking import Asked, asked
from .judging import complaints, unpressed
from .nasty import HEADERS
from .serving import at_the_site, served

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]
_FIXTURES = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


@pytest.fixture(autouse=True)
def _as_served():
    """The site as a server runs it, with all that stands around Django."""
    assert isinstance(application, Answers)
    with at_the_site():
        yield


# Ten thousand: .venv/bin/python -m tests.hostile. Of what is not the database's affair PostgreSQL sees fewer.
@given(one=asked())
@settings(max_examples=1_500 if connection.vendor == "sqlite" else 500, suppress_health_check=_FIXTURES)
def test_no_request_is_answered_wrongly(one, caplog):
    caplog.clear()
    assert not complaints(one, served(one))


def _headers(name):
    """What is said in a header: well-formed, hostile, or any letters that a server lets through."""
    latin = st.text(st.characters(max_codepoint=255, exclude_characters="\0\r\n"), max_size=40)
    pieces = st.sampled_from(["br", "gzip", "*", "identity", ";q=0", ";q=1.", ",", " ", '"x"', "W/", '"', "\t"])
    return st.one_of(st.sampled_from(HEADERS[name]), st.lists(pieces, max_size=8).map("".join), latin)


@given(
    address=st.sampled_from(["/about/", "/ja/terms/", "/api/v1/editions/", "/prefectures/aomori.csv", "/robots.txt"]),
    method=st.sampled_from(["GET", "GET", "HEAD"]),
    said=st.fixed_dictionaries({}, optional={one: _headers(one) for one in ("accept-encoding", "if-none-match")}),
)
@settings(max_examples=300)
def test_what_is_kept_is_given_as_it_was_made_whatever_a_browser_says_it_takes_and_has(address, method, said):
    whole = served(Asked("GET", address.encode()))
    one = Asked(method, address.encode(), headers=said)
    answer = served(one)
    assert not complaints(one, answer)
    assert answer.status_code in ((200, 304) if "if-none-match" in said else (200,))
    if method == "GET" and answer.status_code == 200:
        assert unpressed(answer.headers.get("Content-Encoding", ""), answer.content) == whole.content
    else:
        assert not answer.content
