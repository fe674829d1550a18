"""Every address of the desk, asked by people who may not be there: nothing is shown, nothing is done, nothing fails."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.http.response import HttpResponseBase
from django.test import Client

from policyatlas.curation.models import ChangeSet, Event
from policyatlas.editions.models import Entry
from policyatlas.records.models import Passage, Policy, Record

from .asking import site_patterns
from .judging import complaints_of_headers

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST", "DELETE")
# Where people sign in, and what every page of the desk needs before they have.
OPEN = {"/admin/account/login/", "/admin/account/login/passkey/", "/admin/account/logout/"}
# What whoever is at the desk may open: the index, the handbook, one's own sign-in, the log, the editions.
OWN = re.compile(
    r"/admin/(|logout/|jsi18n/|handbook/.*|account/.*|password_change/(done/)?|autocomplete/"
    r"|(curation/event|editions/edition|editions/erratum)/(\d+/(change/|history/)?)?)$"
)
PRESSED = {
    "expected_version": "1",
    "action": "delete_selected",
    "_save": "on",
    "reason": "Because.",
    "post": "yes",
    "seen": "",
}


def addresses() -> list[str]:
    """Every pattern of the desk with a key in its places: one of a policy for records, and the first for others."""
    key = str(Policy.objects.values_list("pk", flat=True).first())
    named = {"content_type_id": "1", "app_label": "records", "page": "curating", "name": "policy", "ending": "csv"}

    def fill(match: re.Match) -> str:
        return named.get(match["name"] or match["old"], key)

    return sorted(
        {
            "/" + re.sub(r"<(?:\w+:)?(?P<name>\w+)>|\(\?P<(?P<old>\w+)>[^)]*\)", fill, one)
            for one in site_patterns(of_the_desk=True)
        }
    )


def everything() -> list:
    """What nobody may have changed: how much there is of everything, the versions of records, and who is who."""
    kept = [*Record.__subclasses__(), Passage, Event, ChangeSet, Entry, User]
    return [(model.__name__, model._base_manager.count()) for model in kept] + [
        model._base_manager.aggregate(models.Sum("version")) for model in Record.__subclasses__()
    ]


def ask(browser: Client, address: str) -> Iterator[tuple[str, HttpResponseBase]]:
    """The answer to every method, with what a button would send."""
    for method in METHODS:
        answer = browser.generic(method, address, urlencode(PRESSED), "application/x-www-form-urlencoded")
        answer.getvalue()  # So that a file is closed.
        assert answer.status_code < 500, f"{method} {address} fails"
        assert not complaints_of_headers(answer), f"{method} {address}"
        yield method, answer


def test_there_are_addresses_to_ask():
    assert len(addresses()) > 100
    assert {"/admin/", "/admin/records/policy/add/"} <= set(addresses())


def test_a_stranger_is_led_to_the_door_whatever_is_pressed(visitor):
    before = everything()
    for address in addresses():
        for method, answer in ask(visitor, address):
            if address in OPEN or answer.status_code in (403, 404, 405):
                continue
            assert answer.status_code in (301, 302), f"{method} {address} shows a stranger something"
            assert answer.headers["Location"].startswith("/admin/"), f"{method} {address} leads a stranger away"
    assert everything() == before


def test_who_has_no_right_at_the_desk_sees_and_does_nothing(visitor):
    clerk = User.objects.create_user("clerk", is_staff=True)
    before = everything()
    for address in addresses():
        visitor.force_login(clerk)  # Behind one of the addresses is the way out.
        for method, answer in ask(visitor, address):
            allowed = OWN.match(address) or answer.status_code in (301, 302, 403, 404, 405)
            assert allowed, f"{method} {address} answers {answer.status_code}"
    assert everything() == before


@pytest.mark.parametrize("address", ["/admin/records/policy/add/", "/admin/account/login/", "/admin/import/"])
def test_a_form_of_another_site_is_not_taken(hanako, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hanako)
    before = everything()
    answer = browser.post(
        address, PRESSED, headers={"origin": "https://evil.example", "referer": "https://evil.example/"}
    )
    assert answer.status_code == 403
    assert everything() == before
