"""“Cite this view”: the edition it names, what differs there, and what it says where no edition has the view."""

import json
import re

import pytest

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from tests.public.citing import (
    VIEWS,
    extract_of,
    field,
    file_of,
    fingerprints,
    revise_technopolis,
    said,
    today,
    withdraw,
)

pytestmark = pytest.mark.django_db


# --- The edition that is named


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_in_print_now_is_cited_in_the_newest_closed_edition(view, read, pinned):
    page = read(f"/cite/{view}")
    extract = extract_of(view, pinned)
    assert field(page) == f"http://testserver/2026.1/{view}"
    assert fingerprints(page) == {extract.fingerprint}
    assert "What is in print now is what edition 2026.1 shows." in said(page)
    assert re.search(rf"What is cited: {len(extract.lines)} (entries|entry|statements) in edition 2026.1", said(page))
    # What the field says can be read, and shows this view.
    assert read(field(page).removeprefix("http://testserver"))


@pytest.mark.parametrize("view", VIEWS)
def test_reading_an_edition_cites_that_edition_for_ever(view, read, desk):
    before = read(f"/2026.1/cite/{view}")
    assert field(before) == f"http://testserver/2026.1/{view}"
    revise_technopolis(desk)
    desk.close("2030.1")
    desk.publish(desk.a_policy(title_en="Iwate once more", places=[]))
    desk.close("2031.1")
    assert read(f"/2026.1/cite/{view}") == before


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
@pytest.mark.parametrize("view", VIEWS)
def test_files_of_an_edition_are_the_same_for_ever(view, ending, read, desk):
    before = read(f"/2026.1/{file_of(view, ending)}")
    revise_technopolis(desk)
    desk.close("2030.1")
    assert read(f"/2026.1/{file_of(view, ending)}") == before


def test_another_closed_edition_can_be_chosen(read, desk):
    desk.close("2030.1")
    page = read("/cite/policies/?kind=law")
    assert field(page) == "http://testserver/2030.1/policies/?kind=law"
    assert '<a href="/2026.1/cite/policies/?kind=law" rel="nofollow">2026.1</a>' in page
    older = read("/2026.1/cite/policies/?kind=law")
    assert field(older) == "http://testserver/2026.1/policies/?kind=law"
    assert '<a href="/cite/policies/?kind=law#others" rel="nofollow">' in older


def test_only_editions_that_have_the_record_are_offered(read, desk):
    desk.publish(desk.a_policy(slug="a-later-plan"))
    desk.close("2030.1")
    desk.close("2030.2")
    page = read("/cite/policies/a-later-plan/")
    assert 'href="/2030.1/cite/policies/a-later-plan/"' in page
    assert "/2026.1/cite/" not in page
    assert 'href="/2026.1/cite/policies/technopolis-programme/"' in read("/cite/policies/technopolis-programme/")


# --- What differs


def test_what_differs_is_counted_and_shown(read, desk):
    revise_technopolis(desk)
    page = read("/cite/policies/technopolis-programme/")
    assert "1 line differs between edition 2026.1 and now: 1 changed." in said(page)
    assert "<ins>Something else became of it.</ins>" in page
    assert 'href="/changes/policies/technopolis-programme/?from=2026.1"' in page
    assert field(page) == "http://testserver/2026.1/policies/technopolis-programme/"
    # What was cited is what stands there still; what is seen now has its own fingerprint and the day.
    kept = fingerprints(read("/2026.1/cite/policies/technopolis-programme/"))
    seen = extract_of("policies/technopolis-programme/", Reading.now()).fingerprint
    assert fingerprints(page) == kept | {seen}
    assert f"Open edition, read on {today()}." in said(page)


def test_lines_that_come_and_go_are_counted(read, desk):
    desk.publish(desk.a_policy(kind="law", title_en="A later law"))
    withdraw(desk, "hiranuma-plan")
    page = read("/cite/policies/")
    assert re.search(r"\d+ lines differ between edition 2026.1 and now: 1 added, 1 removed", said(page))
    assert "Added A later law" in said(page)
    assert 'href="/changes/policies/?from=2026.1"' in page
    laws = read("/cite/policies/?kind=law")
    assert "1 line differs between edition 2026.1 and now: 1 added." in said(laws)
    assert 'href="/changes/policies/?kind=law&amp;from=2026.1"' in laws
    assert "What is in print now is what edition 2026.1 shows." in said(read("/cite/clusters/"))


def test_only_the_first_differences_are_shown(read, desk):
    for number in range(7):
        desk.publish(desk.a_policy(kind="law", title_en=f"Later law {number}"))
    page = said(read("/cite/policies/?kind=law"))
    assert "7 lines differ" in page
    assert page.count("Added Later law") == 5
    assert "and 2 more lines" in page


def test_a_long_value_is_cut_and_an_empty_one_is_a_word(read, desk):
    policy = desk.publish(desk.a_policy(slug="a-wordy-plan", aims="x" * 400))
    desk.close("2030.1")
    policy.refresh_from_db()
    desk.republish(policy, aims="y" * 400, start_year=1999)
    page = read("/cite/policies/a-wordy-plan/")
    assert f"<ins>{'y' * 160}…</ins>" in page
    assert f"<del>{'x' * 160}…</del>" in page
    assert "Start year Value: was not reported is now 1999 Missing: was not reported is now nothing" in said(page)


# --- Views that no closed edition has


def test_a_newer_record_says_so_and_what_to_do(read, desk):
    desk.publish(desk.a_policy(slug="a-later-plan", title_en="A later plan"))
    page = read("/cite/policies/a-later-plan/")
    assert "It is not in edition 2026.1, the newest closed one." in said(page)
    assert "with the day on which you read it" in said(page)
    assert field(page) == "http://testserver/policies/a-later-plan/"
    assert f"PolicyAtlas. A later plan . Open edition, read on {today()}." in said(page)
    assert 'href="/policies/a-later-plan.csv"' in page
    assert 'href="/policies/a-later-plan.bib"' in page


def test_a_question_that_the_edition_cannot_be_asked_says_so(read, desk):
    place = desk.publish(desk.a_place(slug="new-city", name_en="New City"))
    desk.publish(desk.a_policy(title_en="A plan for the new city", places=[place]))
    page = read("/cite/policies/?place=place:new-city")
    assert "does not have all that is asked for: Place: New City." in said(page)
    assert field(page) == "http://testserver/policies/?place=place:new-city"
    pinned = read("/2026.1/cite/policies/?place=place:new-city")
    assert "nothing in this edition is “place:new-city”, so it was left out" in said(pinned)
    assert field(pinned) == "http://testserver/2026.1/policies/"


def test_a_subject_that_the_edition_does_not_have_says_so(read, desk):
    desk.publish(desk.a_cluster(slug="new-cluster", name_en="New Cluster"))
    page = read("/cite/compare/clusters/?s=new-cluster&s=hamamatsu")
    assert "does not have all that is asked for: new-cluster." in said(page)
    assert "“new-cluster” is not in this edition" in said(
        read("/2026.1/cite/compare/clusters/?s=new-cluster&s=hamamatsu&s=kobe-bio")
    )


def test_what_is_asked_in_vain_makes_no_difference_between_editions(read, desk):
    place = desk.publish(desk.a_place(slug="old-city", name_en="Old City"))
    desk.publish(desk.a_policy(slug="a-plan-of-old", places=[place]))
    desk.close("2030.1")
    withdraw(desk, "a-plan-of-old")
    page = read("/cite/policies/?place=place:old-city")
    assert field(page) == "http://testserver/2030.1/policies/"
    assert "nothing in this edition is “place:old-city”, so it was left out" in said(page)


def test_without_any_closed_edition_the_day_is_cited(read):
    now = Reading.now()
    now.entries().update(since=now.edition)
    Edition.objects.closed().delete()
    page = read("/cite/policies/")
    assert "No edition has been closed yet." in said(page)
    assert f"Open edition, read on {today()}." in said(page)


def test_a_record_that_was_withdrawn_says_where_it_is(read, desk):
    withdraw(desk, "hiranuma-plan")
    assert "/2026.1/policies/hiranuma-plan/" in read("/cite/policies/hiranuma-plan/", status=410)
    assert "taken out of print" in read("/policies/hiranuma-plan.bib", status=410)
    assert "taken out of print" in json.loads(read("/policies/hiranuma-plan.csl.json", status=410))["error"]
    for ending in ("json", "csl.json"):
        refused = json.loads(read(f"/policies/hiranuma-plan.{ending}", status=410))["error"]
        assert refused.endswith(f"/2026.1/policies/hiranuma-plan.{ending}"), "It leads to another file."
    assert field(read("/2026.1/cite/policies/hiranuma-plan/"))
    desk.publish(desk.a_policy(slug="a-later-plan"))
    assert "came into print after" in read("/2026.1/cite/policies/a-later-plan/", status=404)


@pytest.mark.parametrize("address", ["cite/search/", "cite/search/?q=%20", "search.bib", "search.csl.json?x=1"])
def test_a_search_for_nothing_cannot_be_cited(address, read):
    assert "so there is nothing to cite" in read(f"/{address}", status=404)


@pytest.mark.parametrize("address", ["cite/compare/clusters/", "compare/clusters.ris?s=no-such"])
def test_a_comparison_of_nothing_cannot_be_cited(address, read):
    assert "Nothing is compared, so there is nothing to cite." in read(f"/{address}", status=404)
