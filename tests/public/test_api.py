"""The read API: what every answer says, what it refuses, and that it never writes anything."""

import pytest
from django.test import Client

from policyatlas.editions.models import Edition
from policyatlas.public.api.guide import operations
from policyatlas.public.api.offering import described
from policyatlas.records.models import Policy
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db


# --- What every answer says


@pytest.mark.parametrize(
    "path",
    [
        "policies/?kind=law&zz=1",
        "policies/technopolis-law/",
        "compare/prefectures/?s=iwate&s=aomori&zz=1",
        "editions/",
        "changes/?zz=1",
    ],
)
def test_every_answer_says_where_it_is_from(path, get):
    for prefix, edition in (("", "open"), ("/2026.1", "2026.1"), ("/ja/2026.1", "2026.1")):
        found = get(f"{prefix}/api/v1/{path}")
        # What changed since is no part of an edition.
        assert found["edition"] == ("open" if path.startswith("changes") else edition)
        assert found["language"] == ("ja" if "ja" in prefix else "en")
        assert found["licence"]["name"] == "CC BY 4.0"
        assert found["address"] in found["citation"]
        assert "zz" not in found["api"]
        assert any("zz" in note for note in found["ignored"]) == ("zz" in path)
        there = get(found["api"].removeprefix("http://testserver"))
        assert {**there, "ignored": []} == {**found, "ignored": []}, "the canonical address must answer the same"


def test_the_page_and_the_citation_are_there(get, visitor):
    for path in ("policies/?kind=law", "policies/technopolis-law/", "editions/", "changes/?since=2026.1"):
        found = get(f"/api/v1/{path}")
        for name in ("address", "cite"):
            assert visitor.get(found[name].removeprefix("http://testserver")).status_code == 200, found[name]


def test_a_payload_is_given_as_it_was_printed(get, reading):
    entry = reading.entry("policy", "technopolis-law")
    record = get("/api/v1/policies/technopolis-law/")
    [row] = get("/api/v1/policies/?q=technopolis-law&per_page=25")["results"][:1] or [record]
    assert (record["payload"], record["sha256"]) == (entry.payload, entry.sha256)
    assert row["payload"] == reading.entry("policy", row["slug"]).payload


def test_a_value_that_is_missing_is_said_in_words(get, reading):
    for kind in KINDS.values():
        for row in get(f"/api/v1/{kind.address}/?per_page=200")["results"]:
            assert None not in row["cells"].values(), f"{row['slug']} has a cell without a word"


def test_pages_of_a_list_follow_each_other(get):
    first = get("/api/v1/policies/?per_page=25&sort=title")
    assert first["previous"] == ""
    slugs, found = [row["slug"] for row in first["results"]], first
    while found["next"]:
        before, found = found, get(found["next"].removeprefix("http://testserver"))
        assert found["previous"] == before["api"]
        slugs += [row["slug"] for row in found["results"]]
    assert len(slugs) == len(set(slugs)) == first["found"]


# --- What it refuses


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=-1", "page=x", "page=1.5", "page=", "page=13801386080690189415", "per_page=0", "per_page=201"],
)
@pytest.mark.parametrize("path", ["policies", "changes"])
def test_a_number_that_no_page_can_have_is_refused_with_a_sentence(path, question, get):
    name = question.partition("=")[0]
    for prefix in ("", "/ja"):
        assert name in get(f"{prefix}/api/v1/{path}/?{question}", 422)["error"]


def test_a_page_beyond_the_last_is_the_last_and_says_so(get):
    found = get("/api/v1/policies/?page=999999999")
    assert found["page"] == found["pages"]
    assert found["ignored"]


def test_what_moved_and_what_was_withdrawn_is_told_as_on_the_pages(desk, get, visitor):
    desk.rename(Policy.objects.get(slug="technopolis-law"), "technopolis-act")
    moved = visitor.get("/api/v1/policies/technopolis-law/?x=1")
    assert (moved.status_code, moved["Location"]) == (301, "/api/v1/policies/technopolis-act/?x=1")
    assert moved["Access-Control-Allow-Origin"] == "*"
    pinned = visitor.get("/2026.1/api/v1/policies/technopolis-act/")
    assert (pinned.status_code, pinned["Location"]) == (302, "/2026.1/api/v1/policies/technopolis-law/")
    desk.withdraw(Policy.objects.get(slug="bioregio"), "It is not a Japanese policy.")
    gone = get("/api/v1/policies/bioregio/", 410)["error"]
    assert "It is not a Japanese policy." in gone
    address = "http://testserver/2026.1/api/v1/policies/bioregio/"
    assert address in gone
    assert get(address.removeprefix("http://testserver"))["slug"] == "bioregio"


@pytest.mark.parametrize("path", ["/api/", "/api/v2/policies/", "/api/v1/nothing/", "/9999.1/api/v1/policies/"])
def test_what_was_never_there_is_refused_as_data(path, get):
    assert get(path, 404)["error"]


# --- Browsers of other sites


@pytest.mark.parametrize(
    "path", ["policies/", "policies/technopolis-law/", "compare/clusters/", "editions/", "changes/", "openapi.json"]
)
def test_scripts_of_every_site_may_read_it_and_nothing_else(path, visitor):
    for prefix in ("", "/ja/2026.1"):
        address = f"{prefix}/api/v1/{path}"
        got, head = visitor.get(address), visitor.head(address)
        assert got["Access-Control-Allow-Origin"] == head["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in got
        assert (head.status_code, head.content) == (200, b"")
        assert not got.cookies
        assert "Cookie" not in got.get("Vary", "")
        asked = visitor.options(address, headers={"origin": "https://a.example"})
        assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
        for send in (visitor.post, visitor.put, visitor.patch, visitor.delete):
            refused = send(address)
            assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert "Access-Control-Allow-Origin" not in refused


def test_who_writes_is_refused_as_data_before_a_token_is_asked_for():
    refused = Client(enforce_csrf_checks=True).post("/api/v1/policies/", {"slug": "x"})
    assert (refused.status_code, set(refused.json())) == (405, {"error"})


def test_refusals_can_be_read_by_scripts_of_every_site_and_pages_cannot(visitor):
    for path in ("nothing/", "policies/no-such-policy/", "policies/?page=x"):
        assert visitor.get(f"/api/v1/{path}")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in visitor.get("/policies/")


# --- Editions and changes


def test_the_editions_are_those_of_their_page(get, visitor, desk):
    desk.close("2999.1")
    for prefix in ("", "/2026.1"):
        shown = visitor.get(f"{prefix}/editions/").context["rows"]
        found = get(f"{prefix}/api/v1/editions/")["results"]
        assert [(row["label"], row["entries"]) for row in found] == [
            (row.edition.label or "open", row.entries) for row in shown
        ]
        for row in found:
            for address in (row["address"], row["api"], *row["files"]):
                answer = visitor.get(address.removeprefix("http://testserver"))
                answer.getvalue()  # So that a file is closed.
                assert answer.status_code == 200, address


def test_changes_since_an_edition_are_those_of_their_page(get, visitor, desk):
    programme = Policy.objects.get(slug="technopolis-programme")
    desk.republish(programme, reason="Seen again.", summary="Told in other words.")
    desk.rename(Policy.objects.get(slug="technopolis-law"), "technopolis-act", reason="Its usual name.")
    new = desk.publish(desk.a_policy(title_en="A new plan"))
    shares = visitor.get("/changes/?from=2026.1").context["shares"]
    found = get("/api/v1/changes/?since=2026.1&per_page=200")
    assert found["counts"] == {
        how: sum(getattr(share, how) for share in shares) for how in ("changed", "added", "removed")
    }
    assert found["total"] == len(found["results"]) == sum(found["counts"].values())
    by_slug = {row["slug"]: row for row in found["results"]}
    assert by_slug["technopolis-programme"]["reasons"][-1] == "Seen again."
    assert by_slug["technopolis-act"]["was"] == {"kind": "policy", "slug": "technopolis-law"}
    assert by_slug[new.slug]["how"] == "added"
    for row in found["results"][:10]:
        for name in ("address", "changes"):
            assert visitor.get(row[name].removeprefix("http://testserver")).status_code == 200


def test_changes_since_a_day_are_those_since_the_edition_of_that_day(get, desk):
    desk.publish(desk.a_policy(title_en="A new plan"))
    closed = Edition.objects.get(label="2026.1").closed_on.isoformat()
    assert get(f"/api/v1/changes/?since={closed}")["since"] == "2026.1"
    early = get("/api/v1/changes/?since=1950-01-01")
    assert (early["since"], early["counts"]["added"]) == ("2026.1", 2), "the policy, and the source it rests on"
    assert "1950-01-01" in early["ignored"][0]
    unknown = get("/api/v1/changes/?since=1999.9")
    assert unknown["since"] == "2026.1"
    assert "“since”" in unknown["ignored"][0]


def test_changes_come_in_pages(get, desk):
    for number in range(13):
        desk.publish(desk.a_policy(title_en=f"Plan number {number}"))
    first = get("/api/v1/changes/?per_page=25")
    # Each rests on a source of its own.
    assert (len(first["results"]), first["total"], first["pages"]) == (25, 26, 2)
    second = get(first["next"].removeprefix("http://testserver"))
    assert (len(second["results"]), second["previous"]) == (1, first["api"])


# --- The guide


@pytest.mark.parametrize("prefix", ["", "/ja", "/2026.1"])
def test_the_guide_names_every_sort_of_address_with_an_example_that_answers(prefix, visitor, reading, get):
    page = visitor.get(f"{prefix}/api/v1/").content.decode()
    for operation in visitor.get(f"{prefix}/api/v1/").context["operations"]:
        assert operation.example.startswith(f"{prefix}/api/v1/")
        assert operation.example.replace("&", "&amp;") in page
        found = get(operation.example)
        assert found["ignored"] == []
    tags = {operation["get"]["tags"][0] for operation in described()["paths"].values()}
    assert len(tags) == len(operations(reading)), "Name every sort of address in the guide."
