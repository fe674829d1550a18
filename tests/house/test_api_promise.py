"""What version 1 of the API promised holds: answers only grow, and those of a closed edition stay as they are."""

from random import Random

import pytest

from policyatlas.editions.reading import Reading
from policyatlas.records.models import Observation, Policy
from tests.house.addresses import VISITS, two_of_each
from tests.house.api_promise import kept, missing, promised
from tests.public.changing import republish, stir


def test_no_key_and_no_parameter_is_renamed_removed_or_of_another_type():
    lost = missing(kept(), promised())
    assert not lost, f"Programs read these by name: leave them in version 1, and begin a version 2. {lost}"


def test_what_is_new_is_promised_from_now_on():
    new = missing(promised(), kept())
    assert not new, f"Say that it stays: .venv/bin/python -m tests.house.api_promise. {new}"


def test_the_promise_goes_down_to_the_last_key():
    found = kept()
    assert found["list"]["results[].title.ja"] == "string"
    assert found["list"]["results[].payload"] == "object"
    assert found["list"]["facets{}[].count"] == "integer"
    assert found["compare"]["groups[].rows[].cells[].statements[].value"] == "integer or null or number"
    assert found["payload of policies"]["stages[].evidence[].quote"] == "string"
    assert len(found["asked policies/"]) > 10


def test_a_key_that_is_called_otherwise_is_missed():
    assert missing({"list": {"total": "integer"}}, {"list": {"count": "integer"}}) == ["list: total (integer)"]
    assert missing({"list": {"total": "integer"}}, {"list": {"total": "string"}}) == ["list: total (integer)"]
    assert not missing({"list": {"total": "integer"}}, {"list": {"total": "integer", "new": "string"}})


@pytest.mark.django_db
@pytest.mark.slow
def test_a_closed_edition_answers_the_same_to_the_byte_whatever_is_printed_later(desk, visitor):
    entries = two_of_each(Reading.now())
    routes = ("api-list", "api-record", "api-comparison", "api-editions")
    addresses = [f"/2026.1{address}" for route in routes for address in VISITS[route](entries)]
    addresses += [f"/ja{address}" for address in addresses[::7]]
    before = {address: visitor.get(address).content for address in addresses}
    policy = Policy.objects.get(slug="technopolis-law")
    republish(desk, policy, "Read again.", title_en="Another name", title_ja="別の名", start_year=1901)
    desk.rename(Policy.objects.get(slug="technopolis-law"), "technopolis-act")
    desk.withdraw(Observation.objects.filter(status="published", place__slug="iwate").first())
    stir(desk, Random(3), 5)
    desk.close("2026.2")
    changed = [address for address in addresses if visitor.get(address).content != before[address]]
    assert not changed, "What was cited from these addresses is not there any more."
