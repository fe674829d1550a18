"""What is kept and what is not: nothing of one person, nothing of a draft, and never more than there is room for."""

import random

import pytest
from django.http import HttpResponse
from django.urls import resolve

from policyatlas.public.answers import marking
from policyatlas.public.answers.asking import Asked
from policyatlas.public.answers.marking import Keeping, MarkingMiddleware
from policyatlas.public.answers.pressing import Answer, can_be_kept, pressed
from policyatlas.public.answers.shelves import Shelves
from policyatlas.records.models import Policy
from tests.house.addresses import VISITS
from tests.public.answering import Server
from tests.public.changing import republish

pytestmark = pytest.mark.django_db

SAMPLE = [("policy", "technopolis-programme"), ("prefecture", "iwate"), ("source", "kitagawa-2005")]
# A file from the disk; and a page that tells what lies on it.
NEVER = {"edition", "edition-data"}


@pytest.fixture
def server() -> Server:
    return Server()


def addresses() -> list[str]:
    """Three addresses of every route of the reading room."""
    return [address for visits in VISITS.values() for address in visits(SAMPLE)[:3]]


def test_answers_of_every_route_are_kept_and_are_the_same_for_who_is_signed_in(client, visitor, kenji):
    client.force_login(kenji)
    for address in addresses():
        mine, theirs = client.get(address), visitor.get(address)
        name = resolve(address.partition("?")[0]).url_name
        assert hasattr(theirs, "keeping") == (name not in NEVER), (
            f"{address} ({name}): say in marking.py whether to keep it."
        )
        assert mine.getvalue() == theirs.getvalue(), f"{address} is another page for who is signed in."
        if name not in NEVER:
            assert not theirs.cookies, f"{address} sets cookies."
            assert "Cookie" not in theirs.get("Vary", ""), f"{address} looked for cookies."
            assert b"csrfmiddlewaretoken" not in theirs.content, f"{address} holds a secret that must not be pressed."


def test_who_is_signed_in_gets_what_is_kept_and_fills_it_for_others(server, client, kenji):
    client.force_login(kenji)
    cookies = f"sessionid={client.cookies['sessionid'].value}"
    assert server.get("/policies/", HTTP_COOKIE=cookies) == server.get("/policies/")
    assert server.reached == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/admin/", "302"),
        ("/admin/account/login/", "200"),
        ("/no-such-thing/", "404"),
        ("/policies/no-such-policy/", "404"),
        ("/2026.1", "302"),
        ("/editions/2026.1/", "200"),
        ("/static/css/site.css", "200"),
    ],
)
def test_what_is_of_somebody_or_wrong_or_from_the_disk_is_not_kept(server, address, status):
    for _ in range(2):
        said = server.get(address)
        assert said.status.startswith(status)
        assert "X-Accel-Expires" not in said.headers
    assert server.reached == 2
    assert server.answers.shelves.weight == 0


def test_what_is_sent_is_never_answered_from_what_is_kept(server):
    server.get("/about/")
    assert server.get("/about/", method="POST").status.startswith(("403", "405"))


@pytest.mark.parametrize("further", [{"SCRIPT_NAME": "/below"}, {"HTTP_HOST": ""}, {"QUERY_STRING": "q=" + "x" * 3000}])
def test_what_is_out_of_the_ordinary_goes_to_django(server, further):
    server.get("/about/", **further)
    server.get("/about/", **further)
    assert server.reached == 2


def test_a_preview_at_the_desk_leaves_nothing_behind(server, client, desk, kenji):
    policy = desk.publish(desk.a_policy(title_en="As it was"))
    address = f"/policies/{policy.slug}/"
    before = server.get(address)
    desk.edit(desk.revise(policy), title_en="As it might become")
    client.force_login(kenji)
    preview = client.get(f"/admin/records/policy/{policy.pk}/preview/")
    assert "As it might become" in preview.content.decode()
    server.watch.said = "2-two"
    assert server.get(address).plain == before.plain


def test_data_of_a_closed_edition_may_be_held_for_a_year_and_pages_are_asked_for_again(server):
    year, ask = "public, max-age=31536000, immutable", "public, no-cache"
    for address, said in {
        "/2026.1/policies.csv": year,
        "/ja/2026.1/policies.json": year,
        "/2026.1/policies/technopolis-programme.bib": year,
        "/2026.1/map.svg": year,
        "/policies.csv": ask,
        "/2026.1/policies/": ask,
        "/2026.1/changes/policies.csv": ask,
        "/2026.1/": ask,
        "/": ask,
    }.items():
        assert server.get(address).headers["Cache-Control"] == said, address


def test_what_may_be_held_for_a_year_does_not_change_when_something_is_printed(server, desk):
    lasting = [one for one in addresses() if resolve(one.partition("?")[0]).url_name in marking._LASTING]
    before = [server.get(f"/2026.1{one}") for one in lasting]
    republish(desk, Policy.objects.get(slug="technopolis-programme"), title_en="Another name", summary="Other words.")
    server.watch.said = "2-two"
    for address, then in zip(lasting, before, strict=True):
        now = server.get(f"/2026.1{address}")
        assert now == then, address
        assert now.headers["Cache-Control"] == Keeping.ALWAYS.value, address


def test_the_same_page_is_the_same_bytes_in_every_process():
    for address in addresses()[::3]:
        one, other = (Server().get(address, HTTP_ACCEPT_ENCODING="gzip") for _ in range(2))
        assert one.headers.get("ETag") == other.headers.get("ETag"), address


@pytest.mark.parametrize("name", ["Cache-Control", "ETag"])
def test_an_answer_that_says_itself_how_it_may_be_kept_is_left_alone(rf, name):
    def view(request):
        return HttpResponse("…", headers={name: '"own"'})

    request = rf.get("/about/")
    request.resolver_match = resolve("/about/")
    assert not hasattr(MarkingMiddleware(view)(request), "keeping")


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        ("200 OK", [], True),
        ("200 OK", [("Vary", "Accept-Encoding")], True),
        ("200 OK", [("Vary", "Cookie")], False),
        ("200 OK", [("Vary", "Accept-Encoding, Cookie")], False),
        ("200 OK", [("Set-Cookie", "a=b")], False),
        ("404 Not Found", [], False),
    ],
)
def test_what_depends_on_more_than_its_address_is_not_kept(status, headers, kept):
    assert can_be_kept(status, headers) is kept


# --- Room


def answer(size: int, state: str = "1") -> Answer:
    # Of bytes that get no smaller by pressing.
    return pressed(random.Random(size).randbytes(size), [], "", Keeping.UNTIL_THE_NEXT_PRINT, state)


def asked(path: str, question: str = "") -> Asked:
    return Asked("http", "", "localhost", path, question, "")


def test_never_more_is_kept_than_there_is_room_for():
    shelves = Shelves(2_000_000)
    for number in range(300):
        shelves.keep(asked(f"/{number}/"), answer(10_000))
        assert shelves.find(asked("/0/")), "What is asked for again and again stays."
        for _ in range(2):
            shelves.keep(asked("/", f"q={number}"), answer(10_000))
        assert shelves.weight <= 2_000_000
    assert shelves.weight > 1_900_000
    assert shelves.find(asked("/299/"))
    assert not shelves.find(asked("/1/"))


def test_an_answer_that_would_take_most_of_the_room_is_not_kept():
    shelves = Shelves(2_000_000)
    shelves.keep(asked("/"), answer(100_000))
    assert shelves.weight == 0


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_what_is_sent_unpressed_is_kept_pressed_and_sent_as_it_was(encoding):
    body = b"The same words on page after page. " * 1000
    made = pressed(body, [("Content-Type", "text/html")], encoding, Keeping.UNTIL_THE_NEXT_PRINT, "1")
    shelves = Shelves(2_000_000)
    shelves.keep(asked("/"), made)
    kept = shelves.find(asked("/"))
    assert (kept.body, kept.headers, kept.etag) == (made.body, made.headers, made.etag)
    assert shelves.weight == kept.weight < len(body) / 2
    for other in ("", "gzip", "br"):
        assert kept.pressed_as(other).body == pressed(body, [], other, Keeping.UNTIL_THE_NEXT_PRINT, "1").body


def test_an_answer_takes_the_place_of_the_one_before():
    shelves = Shelves(2_000_000)
    for state in ("1", "2"):
        shelves.keep(asked("/"), answer(1000, state))
    assert shelves.find(asked("/")).state == "2"
    assert shelves.weight == answer(1000).weight


def test_questions_are_kept_when_they_are_asked_again_and_push_out_no_page():
    shelves = Shelves(1_000_000)
    shelves.keep(asked("/"), answer(1000))
    for number in range(30_000):
        shelves.keep(asked("/", f"q={number}"), answer(1000))
    assert shelves.weight == answer(1000).weight, "Asked once, none of them is kept."
    for number in range(29_000, 30_000):
        shelves.keep(asked("/", f"q={number}"), answer(1000))
    assert shelves.find(asked("/"))
    assert shelves.find(asked("/", "q=29999"))
    assert len(shelves._asked_once) <= 20_000
