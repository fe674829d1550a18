"""Every public route only reads, and whoever asks for data is refused as data."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from policyatlas.public.data import is_data
from tests.house.addresses import VISITS

pytestmark = pytest.mark.django_db

SOME = [("policy", "technopolis-law"), ("policy", "technopolis-programme")]


@pytest.mark.parametrize("route", VISITS)
def test_a_public_route_refuses_to_be_written_to(route, visitor):
    address = VISITS[route](SOME)[0]
    for send in (visitor.post, visitor.put, visitor.delete):
        answer = send(address)
        assert answer.status_code == 405, f"Put @require_safe before the view of {address}: it took what was sent."


@pytest.mark.parametrize("route", VISITS)
def test_what_has_an_ending_or_is_of_the_api_is_data_and_what_ends_with_a_slash_is_a_page(route):
    for address in VISITS[route](SOME):
        path = address.partition("?")[0]
        assert resolve(path).url_name == route
        asked = is_data(RequestFactory().get(address))
        assert asked == (not path.endswith("/") or route.startswith("api-")), f"public/data.py must know {path}."


@pytest.mark.parametrize(
    "address",
    [
        "/compare/nothing.svg",
        "/changes/policies/no-such-policy.atom",
        "/editions/1999.9.zip",
        "/editions/1999.9.sqlite",
        "/policies/no-such-policy.ris",
    ],
)
def test_a_program_is_refused_in_plain_text(address, visitor):
    answer = visitor.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "<" not in answer.content.decode()
