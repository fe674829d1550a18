"""A record as data, and what its address says where it is not in print."""

import json
import re

import pytest

from policyatlas.editions.reading import Reading
from policyatlas.public.data import LICENCE
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db


def test_the_data_of_a_page_are_its_payload_and_how_to_cite_it(visitor):
    for kind in KINDS.values():
        entry = Reading.now().entries(kind.code).first()
        response = visitor.get(f"/{kind.address}/{entry.slug}.json")
        assert response.status_code == 200
        assert response["Content-Type"] == "application/json"
        data = json.loads(response.content)
        assert data["payload"] == entry.payload, f"{entry}: the data are not what is in print."
        assert (data["kind"], data["slug"]) == (entry.kind, entry.slug)
        assert data["title"] == {"en": entry.title_en, "ja": entry.title_ja}
        assert data["edition"] == "open"
        assert data["address"] == f"http://testserver/{kind.address}/{entry.slug}/"
        assert data["licence"] == LICENCE
        assert data["sha256"] == entry.sha256


def test_the_data_of_a_closed_edition_name_it(visitor):
    data = visitor.get("/2026.1/policies/technopolis-programme.json").json()
    assert data["edition"] == "2026.1"
    assert data["address"] == "http://testserver/2026.1/policies/technopolis-programme/"


@pytest.mark.parametrize("edition", ["open", "2026.1"])
def test_edition_and_licence_have_one_form_in_all_data(visitor, edition):
    prefix = "" if edition == "open" else f"/{edition}"
    for path in ("/policies/technopolis-programme.json", "/policies.json", "/compare/prefectures.json?s=iwate&s=akita"):
        data = visitor.get(prefix + path).json()
        assert (data["edition"], data["licence"]) == (edition, LICENCE), f"{path} says them in its own way."


def test_japanese_stands_in_the_data_as_it_is(visitor):
    assert "岩手県" in visitor.get("/prefectures/iwate.json").content.decode()


def test_what_was_never_in_print_is_not_found(visitor):
    for path in ("/policies/no-such-policy/", "/policies/no-such-policy.json", "/2026.1/policies/no-such-policy/"):
        assert visitor.get(path).status_code == 404


def test_data_that_are_not_there_are_refused_in_their_own_form(visitor):
    never = "No policy “no-such-policy” was ever in print."
    assert never in visitor.get("/policies/no-such-policy/").content.decode()
    nothing = "There is nothing at this address"
    for path, sentence in (
        ("/policies/no-such-policy.json", never),
        ("/2026.1/policies/no-such-policy.json", never),
        ("/no-such-list.json", f"{nothing}."),
        ("/1999.9/policies.json", "There is no edition 1999.9."),
    ):
        response = visitor.get(path)
        assert (response.status_code, response["Content-Type"]) == (404, "application/json"), path
        assert response.json() == {"error": sentence}
    for path, sentence in (("/no-such-list.csv", nothing), ("/1999.9/policies.csv", "There is no edition 1999.9.")):
        response = visitor.get(path)
        assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8"), path
        assert response.content.decode().startswith(sentence)


def test_what_was_withdrawn_says_so_and_where_it_can_be_read(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="a-plan-taken-back"))
    desk.close("2031.1")
    desk.withdraw(policy, reason="It was entered twice.")
    response = visitor.get("/policies/a-plan-taken-back/")
    assert response.status_code == 410, "A bookmark never dies: an address that was cited is gone, not unknown."
    page = response.content.decode()
    assert "It was taken out of print." in page
    assert "It was entered twice." in page
    assert 'href="/2031.1/policies/a-plan-taken-back/"' in page
    data = visitor.get("/policies/a-plan-taken-back.json")
    assert (data.status_code, data["Content-Type"]) == (410, "application/json")
    assert "It was taken out of print. The reason given: “It was entered twice.”" in data.json()["error"]
    (address,) = re.findall(r"http://testserver(\S+)", data.json()["error"])
    assert visitor.get(address).json()["slug"] == "a-plan-taken-back", "It names data that can still be read."
    assert visitor.get("/2031.1/policies/a-plan-taken-back/").status_code == 200


def test_what_was_withdrawn_before_any_edition_closed_says_so_too(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="a-plan-of-a-day"))
    desk.withdraw(policy, reason="It was never adopted.")
    response = visitor.get("/policies/a-plan-of-a-day/")
    assert response.status_code == 410
    assert "It was never adopted." in response.content.decode()


def test_what_came_later_says_since_when(visitor, desk):
    desk.publish(desk.a_policy(slug="a-later-plan"))
    response = visitor.get("/2026.1/policies/a-later-plan/")
    assert response.status_code == 404
    assert "came into print after the last edition was closed" in response.content.decode()
    assert 'href="/policies/a-later-plan/"' in response.content.decode()
    refused = visitor.get("/2026.1/policies/a-later-plan.json")
    assert refused.status_code == 404
    assert "came into print after the last edition was closed" in refused.json()["error"]
    assert refused.json()["error"].endswith("http://testserver/policies/a-later-plan.json")
    desk.close("2032.1")
    response = visitor.get("/2026.1/policies/a-later-plan/")
    assert response.status_code == 404
    assert "in print since edition 2032.1" in response.content.decode()
    assert 'href="/2032.1/policies/a-later-plan/"' in response.content.decode()


def test_a_draft_is_not_found(visitor, desk):
    desk.a_policy(slug="a-secret-plan")
    assert visitor.get("/policies/a-secret-plan/").status_code == 404
    assert visitor.get("/policies/a-secret-plan.json").status_code == 404


def test_a_page_leads_to_its_citation_and_a_pinned_one_names_its_edition(visitor):
    page = _page(visitor, "/policies/technopolis-programme/")
    assert 'href="/cite/policies/technopolis-programme/"' in page
    assert "as it stands in edition" not in page
    pinned = _page(visitor, "/2026.1/policies/technopolis-programme/")
    assert 'href="/2026.1/cite/policies/technopolis-programme/"' in pinned
    assert "as it stands in edition 2026.1, which never changes" in pinned


def test_a_reference_to_something_withdrawn_is_said_and_not_linked(visitor, desk):
    cluster = desk.a_cluster(slug="a-lonely-cluster", places=[desk.a_place(slug="a-vanished-city")])
    desk.publish(cluster)
    place = cluster.places.get()
    place.refresh_from_db()
    desk.withdraw(place)
    page = _page(visitor, "/clusters/a-lonely-cluster/")
    assert "1 not in print" in page
    assert "a-vanished-city" not in page


def _page(visitor, path: str) -> str:
    response = visitor.get(path)
    assert response.status_code == 200
    return response.content.decode()
