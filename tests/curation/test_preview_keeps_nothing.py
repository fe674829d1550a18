"""The preview prints and rolls back: nothing of it is kept or leaks, and nobody is in its way nor it in theirs."""

import re
import threading

import pytest
from django.contrib import admin
from django.db import connection, connections
from django.test import RequestFactory
from django.urls import resolve

from policyatlas.curation import actions
from policyatlas.curation.previewing import preview
from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Policy
from policyatlas.values.kinds import BY_ADDRESS, KINDS
from tests.curation.previewed import in_the_editions, previewed, with_prefecture
from tests.curation.sending import page, text
from tests.desk import Desk
from tests.house.addresses import text_of
from tests.house.test_secrets import LEAK, leaks, plant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reading_room_is_introduced():
    """The addresses of the site introduce the reading room to the desk when they are first looked up."""
    resolve("/admin/")


# --- Nothing is kept, nothing leaks


def test_nothing_of_a_preview_is_kept(desk, hanako_at_desk):
    drafts = with_prefecture(desk)
    revised = [desk.revise(desk.publish(record)) for record in with_prefecture(desk)]
    for record in [*drafts, *revised]:
        plant(record)
    before = in_the_editions()
    for record in [*drafts, *revised]:
        shown = previewed(hanako_at_desk, record)
        assert leaks(text(shown), (LEAK,)), f"{record._meta.model_name}: the preview does not show the draft."
        assert in_the_editions() == before


@pytest.mark.slow
def test_after_a_preview_readers_see_nothing_of_it(desk, hanako_at_desk, visitor):
    drafts = with_prefecture(desk)
    revised = [desk.revise(desk.publish(record)) for record in with_prefecture(desk)]
    addresses = {f"/{KINDS[kind_of(record)].address}/{record.slug}" for record in [*drafts, *revised]}
    for record in [*drafts, *revised]:
        plant(record)
        previewed(hanako_at_desk, record)
    for address in [
        *("/", "/search/?q=quokka", "/search.csv?q=quokka", "/changes/"),
        *(f"/{address}{ending}" for address in BY_ADDRESS for ending in ("/?q=quokka", "/?per_page=200", ".csv")),
        *(f"/changes/{address}.atom" for address in BY_ADDRESS),
        *(f"{address}{ending}" for address in addresses for ending in ("/", ".json", ".bib")),
    ]:
        answer = visitor.get(address)
        # What was never in print is not found.
        assert answer.status_code == 404 or not leaks(text_of(answer), (LEAK,)), f"{address} shows a draft."
    for record in drafts:
        assert visitor.get(f"/{KINDS[kind_of(record)].address}/{record.slug}/").status_code == 404


def test_a_failure_while_it_is_shown_keeps_nothing_either(desk, hanako_at_desk, monkeypatch):
    policy, before = desk.a_policy(), in_the_editions()
    seen = admin.site.reading_room.seen

    def failing(*args):
        assert seen(*args) is not None, "The draft was not printed when readers' pages were asked for."
        raise RuntimeError("The page fell over.")

    monkeypatch.setattr(admin.site.reading_room, "seen", failing)
    with pytest.raises(RuntimeError, match="fell over"):
        hanako_at_desk.get(page(policy, "preview", policy.pk))
    assert in_the_editions() == before


def test_a_fault_of_ours_is_not_passed_off_as_something_missing(desk, hanako_at_desk, monkeypatch):
    def failing(*args):
        raise LookupError("There is no such page.")

    policy = desk.a_policy()
    monkeypatch.setattr(admin.site.reading_room, "seen", failing)
    with pytest.raises(LookupError, match="no such page"):
        hanako_at_desk.get(page(policy, "preview", policy.pk))


def test_pages_are_set_after_all_is_rolled_back_and_ask_for_nothing_more(desk, django_assert_num_queries, monkeypatch):
    room = admin.site.reading_room
    pages, told = room.pages, room.told

    def watched(function):
        def ask(*args):
            with django_assert_num_queries(0):
                return function(*args)

        return ask

    monkeypatch.setattr(room, "pages", watched(pages))
    monkeypatch.setattr(room, "told", watched(told))
    request = RequestFactory().get("/admin/")
    for record in with_prefecture(desk):
        assert preview(record, room, request).comparisons[0].now
        revised = desk.revise(desk.publish(record))
        assert preview(revised, room, request).comparisons[0].was


def test_the_page_is_that_of_a_reader_who_is_not_signed_in(desk, hanako_at_desk):
    policy = desk.publish(desk.a_policy())
    shown = previewed(hanako_at_desk, policy).context["preview"].comparisons[0]
    for html in (shown.was, shown.now):
        assert "hanako" not in html
        assert not re.search("<(form|script|main|nav|section|footer|header)", html)
        assert ".csv" not in html
        assert "/cite/" not in html


# --- At the same time


@pytest.mark.django_db(transaction=True)
def test_previews_and_a_publication_at_once_do_not_disturb_each_other(desk: Desk, kenji):
    policy = desk.publish(desk.a_policy(title_en="The old plan"))
    desk.approve(desk.edit(desk.revise(policy), title_en="The new plan"))
    start, seen, failed = threading.Barrier(3), [], []

    def at_once(what):
        try:
            mine = Policy.objects.get(pk=policy.pk)
            start.wait()
            what(mine)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    def look(mine):
        for _ in range(5):
            shown = preview(mine, admin.site.reading_room, RequestFactory().get("/admin/")).comparisons[0]
            seen.append(("The new plan" if shown.same else "The old plan") in re.sub("<.*?>", "", shown.was))
            assert "The new plan" in re.sub("<.*?>", "", shown.now)

    def publish(mine):
        actions.publish(mine, by=kenji, expected_version=mine.version)

    people = [threading.Thread(target=at_once, args=[what]) for what in (look, look, publish)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert not failed, f"on {connection.vendor} one was in the other's way"
    assert seen == [True] * 10
    assert Reading.now().entry("policy", policy.slug).title_en == "The new plan"
    assert Entry.objects.filter(kind="policy", slug=policy.slug, until=None).count() == 1
