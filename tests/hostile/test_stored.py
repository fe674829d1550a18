"""What was stored with harm in mind, in every text of every noun, is read on no page as anything but words."""

import json

import pytest
from django.test import Client

from policyatlas.editions.reading import Reading
from policyatlas.records.models import Passage
from policyatlas.values.kinds import KINDS
from tests.house.addresses import VISITS

from .asking import Asked
from .judging import complaints
from .nasty import MARK
from .stored import spoiled

pytestmark = pytest.mark.django_db

# What all hostile words have in common, as somebody would look for it.
_FOUND = "?q=xss"
_PAGES = [
    *(f"/{kind.address}/{_FOUND}" for kind in KINDS.values()),
    *("/", "/evidence/", "/evidence/?rows=subjects", "/changes/", "/changes.atom", "/changes/policies.atom"),
    *(f"/search/{_FOUND}", f"/bibliography/{_FOUND}", f"/timeline/{_FOUND}", f"/timeline/{_FOUND}&view=list"),
]


def _entries() -> list[tuple[str, str]]:
    """Of each kind the entry with the most hostile words in print."""
    found = []
    for kind in KINDS:
        words = {entry.slug: json.dumps(entry.payload).count(MARK) for entry in Reading.now().entries(kind)}
        slug = max(words, key=words.get)
        assert words[slug], f"No {kind} in print has hostile words."
        found.append((kind, slug))
    return found


def _found_at(browser, address: str) -> list[str]:
    """What is wrong with the page; that it does not show the hostile words at all is wrong, too."""
    answer = browser.get(address)
    assert answer.status_code == 200, address
    found = [f"{address}: {one}" for one in complaints(Asked("GET", address.encode()), answer)]
    return found if MARK.encode() in answer.getvalue() else [*found, f"{address} does not show them."]


def test_no_page_of_the_reading_room_takes_them_for_anything_else(desk, visitor):
    spoiled(desk)
    entries = _entries()
    indicator = dict(entries)["indicator"]
    addresses = [*_PAGES, *(f"/map{form}?show=indicator:{indicator}" for form in ("/", ".svg"))]
    for route in ("record", "changes-page", "compare"):
        addresses += VISITS[route](entries)
    cited = [f"/cite{address}" for address in VISITS["record"](entries)]
    # Every second one in Japanese, too: what escapes is the same there, and knows no language.
    asked = [*addresses, *cited, *(f"/ja{address}" for address in addresses[::2])]
    found = [one for address in asked for one in _found_at(visitor, address)]
    assert not found, "Escape what curators type, piece by piece."


def test_no_page_of_the_desk_takes_them_for_anything_else(desk, hanako, kenji):
    made = spoiled(desk)
    browser = Client()
    browser.force_login(kenji)
    addresses = [
        "/admin/",
        "/admin/curation/event/",
        f"/admin/records/passage/{Passage.objects.latest('pk').pk}/change/",
    ]
    for record in {type(record): record for record in made}.values():
        at = f"/admin/records/{record._meta.model_name}/"
        desk.revise(record)
        pages = [f"{record.pk}/{page}/" for page in ("change", "history", "history/1", "preview")]
        addresses += [f"{at}{page}" for page in (_FOUND, *pages)]
    found = [one for address in addresses for one in _found_at(browser, address)]
    assert not found, "Escape what curators type, piece by piece."
