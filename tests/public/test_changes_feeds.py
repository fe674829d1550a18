"""The changes of a view as an Atom feed, read as any reader of feeds would read it."""

from datetime import datetime
from random import Random
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from policyatlas.editions.models import Edition, Entry, Forwarding, Withdrawal
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Place, Policy
from tests.public.changing import republish, stir, views

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
PROGRAMME = "technopolis-programme"


def read(visitor, address: str) -> ElementTree.Element:
    """The root of a feed, with what every feed must have checked."""
    response = visitor.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "PolicyAtlas"
    for part in (root, *root.iterfind(f"{ATOM}entry")):
        assert part.findtext(f"{ATOM}title")
        assert part.findtext(f"{ATOM}id").startswith("http://testserver/changes")
        assert datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo is not None
    return root


def entries(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The entries of a feed."""
    return root.findall(f"{ATOM}entry")


def ids(root: ElementTree.Element) -> list[str]:
    """Their names."""
    return [entry.findtext(f"{ATOM}id") for entry in entries(root)]


def test_one_entry_for_each_edition_in_which_the_view_changed(desk, visitor):
    policy = Policy.objects.get(slug=PROGRAMME)
    republish(desk, policy, "A better word.", summary="Second words.")
    desk.close("2999.1")
    desk.publish(desk.an_event())
    desk.close("2999.2")
    republish(desk, policy, summary="Third <b>words</b> & more.")
    root = read(visitor, f"/changes/policies/{PROGRAMME}.atom")
    first, second = entries(root)
    assert [entry.findtext(f"{ATOM}title") for entry in (first, second)] == [
        "Technopolis Programme (Policy): since edition 2999.2",
        "Technopolis Programme (Policy): edition 2999.1",
    ], "Nothing of it changed in edition 2999.2."
    assert datetime.fromisoformat(second.findtext(f"{ATOM}updated")) == Edition.objects.get(label="2999.1").closed_at
    printed = Entry.objects.get(kind="policy", slug=PROGRAMME, until=None).printed_at
    assert datetime.fromisoformat(first.findtext(f"{ATOM}updated")) == printed
    assert root.findtext(f"{ATOM}updated") == first.findtext(f"{ATOM}updated")
    told = ElementTree.fromstring(f"<div>{first.findtext(f'{ATOM}summary')}</div>")
    assert "Third <b>words</b> & more." in "".join(told.itertext()), "What curators type is text, not HTML."
    assert "A better word." in second.findtext(f"{ATOM}summary")
    for entry in (first, second):
        page = visitor.get(urlsplit(entry.find(f"{ATOM}link").get("href")).path + "?" + _question(entry))
        assert page.context["in_numbers"] in entry.findtext(f"{ATOM}summary")


def _question(entry: ElementTree.Element) -> str:
    return urlsplit(entry.find(f"{ATOM}link").get("href")).query


def test_names_of_entries_stay_when_later_editions_are_closed(desk, visitor):
    policy = Policy.objects.get(slug=PROGRAMME)
    kept: list[str] = []
    for number in range(1, 5):
        republish(desk, policy, summary=f"Words number {number}.")
        desk.close(f"2999.{number}")
        found = ids(read(visitor, "/changes/policies/technopolis-programme.atom"))
        assert found[1:] == kept
        assert len(found) == number
        kept = found


def test_twelve_editions_are_enough(desk, visitor):
    policy = Policy.objects.get(slug=PROGRAMME)
    for number in range(1, 16):
        republish(desk, policy, title_ja=f"題名{number}")
        desk.close(f"2999.{number}")
    republish(desk, policy, title_ja="題名")
    found = ids(read(visitor, "/changes/policies.atom?kind=programme"))
    assert len(found) == 13
    assert found[0] == "http://testserver/changes/policies/?kind=programme&from=2999.15"
    assert found[-1] == "http://testserver/changes/policies/?kind=programme&from=2999.3&to=2999.4"


def test_a_view_that_never_changed_has_an_empty_feed(visitor, pinned):
    root = read(visitor, "/changes/policies.atom")
    assert entries(root) == []
    assert datetime.fromisoformat(root.findtext(f"{ATOM}updated")) == pinned.edition.closed_at


def test_a_withdrawal_alone_has_a_date_too(desk, visitor, pinned):
    desk.withdraw(Policy.objects.get(slug=PROGRAMME), "Two in one.")
    (entry,) = entries(read(visitor, "/changes/policies.atom"))
    withdrawal = Withdrawal.objects.get(slug=PROGRAMME)
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == withdrawal.at > pinned.edition.closed_at
    assert "Removed: Technopolis Programme. Two in one." in entry.findtext(f"{ATOM}summary")
    Withdrawal.objects.update(at=None)
    (entry,) = entries(read(visitor, "/changes/policies.atom"))
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == pinned.edition.closed_at, "As for old rows."


def test_a_merger_has_the_date_on_which_it_was_done(desk, visitor, pinned):
    loser, winner = (desk.publish(desk.a_policy()) for _ in range(2))
    closed = desk.close("2999.1")
    desk.merge(loser, winner)
    first, _ = entries(read(visitor, "/changes/policies.atom"))
    forwarding = Forwarding.objects.get(slug=loser.slug)
    assert datetime.fromisoformat(first.findtext(f"{ATOM}updated")) == forwarding.at > closed.closed_at


def test_which_editions_an_address_names_plays_no_part(desk, visitor):
    policy = Policy.objects.get(slug=PROGRAMME)
    for number in (1, 2):
        republish(desk, policy, summary=f"Words number {number}.")
        desk.close(f"2999.{number}")
    plain = visitor.get(f"/changes/policies/{PROGRAMME}.atom").content
    for named in ("from=2999.1&to=2999.2", "from=2999.1&to=2999.1", "from=no-such", "to=2026.1"):
        assert visitor.get(f"/changes/policies/{PROGRAMME}.atom?{named}").content == plain


def test_what_only_one_edition_knows_is_asked_of_all(desk, visitor):
    """A value that no other edition has finds nothing there, as on the page of what changed."""
    place = desk.publish(desk.a_place())
    policy = desk.publish(desk.a_policy(title_en="A plan of that place", places=[place]))
    desk.close("2999.1")
    desk.withdraw(policy)
    desk.close("2999.2")
    republish(desk, Policy.objects.get(slug=PROGRAMME), title_ja="題名")
    root = read(visitor, f"/changes/policies.atom?place=place:{place.slug}&place=place:no-such")
    asked = f"http://testserver/changes/policies/?place=place:{place.slug}"
    assert ids(root) == [f"{asked}&from=2999.1&to=2999.2", f"{asked}&from=2026.1&to=2999.1"]
    told = [entry.findtext(f"{ATOM}summary") for entry in entries(root)]
    assert "Removed: A plan of that place" in told[0]
    assert "Added: A plan of that place" in told[1]
    assert ids(read(visitor, "/changes/policies.atom?place=place:no-such")) != [], "All policies, as on the page."


def test_a_comparison_is_followed_in_the_rows_and_subjects_that_any_edition_knows(desk, visitor):
    indicator = desk.publish(desk.an_indicator())
    shared = {"place": Place.objects.get(slug="iwate"), "indicator": indicator}
    desk.publish(desk.an_observation(**shared, period_start=1999))
    desk.close("2999.1")
    desk.rename(indicator, "test-known-otherwise")
    desk.publish(desk.an_observation(**shared, period_start=2000))
    for row in (indicator.slug, "test-known-otherwise"):
        root = read(visitor, f"/changes/compare/prefectures.atom?s=iwate&s=aomori&row={row}&row=no-such")
        asked = "http://testserver/changes/compare/prefectures/?s=iwate&s=aomori&row=test-known-otherwise"
        assert ids(root) == [f"{asked}&from=2999.1", f"{asked}&from=2026.1&to=2999.1"]
        for entry in entries(root):
            page = visitor.get("/changes/compare/prefectures/?" + _question(entry))
            assert page.context["in_numbers"] in entry.findtext(f"{ATOM}summary")


def test_a_view_that_was_never_there_has_no_feed(visitor):
    assert visitor.get("/changes/policies/no-such.atom").status_code == 404


def test_what_xml_cannot_hold_is_left_out(desk, visitor):
    republish(desk, Policy.objects.get(slug=PROGRAMME), "One\x0btwo\x1b.", summary="New\x08 words.")
    (entry,) = entries(read(visitor, f"/changes/policies/{PROGRAMME}.atom"))
    assert "New words." in entry.findtext(f"{ATOM}summary")


@pytest.mark.slow
def test_every_view_has_a_feed_that_its_page_names(desk, visitor, pinned):
    random = Random(4)
    stir(desk, random, 30)
    desk.rename(Policy.objects.get(slug=PROGRAMME), "technopolis-plan")
    desk.close("2999.1")
    stir(desk, random, 30)
    for _ in range(3):
        for view in views(random, pinned, Reading.now()):
            page = visitor.get(f"/{view}")
            if page.status_code == 200:
                address = page.context["feed"]
                assert f'href="{address.replace("&", "&amp;")}"' in page.content.decode()
                root = read(visitor, address)
                assert ids(root) == ids(read(visitor, f"/2026.1{address}"))
                for entry in entries(root):
                    changes = visitor.get(urlsplit(entry.find(f"{ATOM}link").get("href")).path + "?" + _question(entry))
                    assert changes.context["in_numbers"] in entry.findtext(f"{ATOM}summary")


# --- The whole atlas


def test_the_whole_atlas_has_a_feed_with_an_entry_for_each_edition(desk, visitor):
    assert entries(read(visitor, "/changes.atom")) == [], "Nothing changed since the first edition."
    republish(desk, Policy.objects.get(slug=PROGRAMME), summary="Second words.")
    desk.publish(desk.an_event(title_en="A <b>storm</b> & more"))
    closed = desk.close("2999.1")
    desk.close("2999.2")
    desk.publish(desk.an_event(title_en="A calm"))
    root = read(visitor, "/changes.atom")
    now, then = entries(root)
    assert [entry.findtext(f"{ATOM}title") for entry in (now, then)] == ["Since edition 2999.2", "Edition 2999.1"]
    assert datetime.fromisoformat(then.findtext(f"{ATOM}updated")) == closed.closed_at
    told = ElementTree.fromstring(f"<div>{then.findtext(f'{ATOM}summary')}</div>")
    said = "".join(told.itertext())
    assert "Policies: 1 changed, 0 added, 0 removed" in said
    assert "A <b>storm</b> & more" in said, "What curators type is text, not HTML."
    assert "A calm" in now.findtext(f"{ATOM}summary")
    assert "A calm" not in said
    for entry in (now, then):
        link = urlsplit(entry.find(f"{ATOM}link").get("href"))
        assert visitor.get(f"{link.path}?{link.query}").status_code == 200
    kept = ids(root)
    desk.close("2999.3")
    assert ids(read(visitor, "/changes.atom"))[1:] == kept[1:], "Names stay when later editions are closed."


@pytest.mark.parametrize("path", ["/", "/changes/", "/2026.1/"])
def test_the_way_to_the_feed_of_the_whole_atlas(path, visitor):
    feed = '<link rel="alternate" type="application/atom+xml" href="/changes.atom"'
    assert feed in visitor.get(path).content.decode()


def test_the_feed_counts_what_it_does_not_name(desk, visitor):
    for number in range(25):
        desk.publish(desk.an_event(title_en=f"Event number {number}"))
    (entry,) = entries(read(visitor, "/changes.atom"))
    assert "And 5 more." in entry.findtext(f"{ATOM}summary")
