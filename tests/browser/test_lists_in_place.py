"""With scripts a list is filtered in its place: the address follows, and the reader keeps theirs on the page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import Listener


@pytest.fixture
def page(window, site):
    page = window(javascript=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    listener = Listener(page, site.address)
    page.loads = []
    page.on("domcontentloaded", lambda _: page.loads.append(page.url))
    yield page
    # One test lets the site fail, which is said in the console too.
    faults = [fault for fault in listener.faults() if "503" not in fault]
    assert not faults, f"Scripts ask other hosts or break the content security policy: {faults}"


def _opened(page, address):
    page.goto(address)
    page.loads.clear()
    return page


def test_a_tick_filters_in_place_and_all_around_follows(page):
    _opened(page, "/policies/")
    whole = page.locator("#count").inner_text()
    box = page.get_by_role("checkbox", name=re.compile("^Law"))
    box.focus()
    page.keyboard.press("Space")

    expect(page).to_have_url(re.compile(r"/policies/\?kind=law$"))
    expect(page.locator("#count")).not_to_have_text(whole)
    expect(page.get_by_role("checkbox", name=re.compile("^Law"))).to_be_focused()
    expect(page.locator("#said")).to_have_text(page.locator("#count").inner_text())
    expect(page).to_have_title(re.compile("Law"))
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith("/policies/?kind=law")
    assert re.search(r"/ja/policies/\?.*kind=law", page.locator(".site-language").get_attribute("href"))
    assert page.get_by_role("link", name="CSV").get_attribute("href").endswith("policies.csv?kind=law")
    assert not page.loads, f"The page was loaded anew: {page.loads}"


def test_back_and_forward_lead_through_the_questions(page):
    _opened(page, "/policies/")
    whole = page.locator("#count").inner_text()
    page.get_by_role("checkbox", name=re.compile("^Law")).check()
    expect(page).to_have_url(re.compile(r"\?kind=law$"))
    laws = page.locator("#count").inner_text()
    page.get_by_role("checkbox", name=re.compile("^Plan")).check()
    expect(page).to_have_url(re.compile(r"\?kind=law&kind=plan$"))

    page.go_back()
    expect(page.locator("#count")).to_have_text(laws)
    expect(page.get_by_role("checkbox", name=re.compile("^Plan"))).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"\?kind=law$"))
    page.go_back()
    expect(page.locator("#count")).to_have_text(whole)
    page.go_forward()
    expect(page.locator("#count")).to_have_text(laws)
    expect(page.get_by_role("checkbox", name=re.compile("^Law"))).to_be_checked()


def test_what_is_open_and_being_typed_stays(page):
    _opened(page, "/policies/")
    page.locator("#facet-phase > summary, #facet-approach > summary").last.click()
    folds = page.locator("#listing details[id]").evaluate_all("all => all.filter(one => one.open).map(one => one.id)")
    page.evaluate("scrollTo(0, 120)")
    page.route("**/policies/?*", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.get_by_role("checkbox", name=re.compile("^Law")).evaluate("one => one.click()")
    page.get_by_label("From the year").fill("1990")

    expect(page).to_have_url(re.compile(r"kind=law"))
    expect(page.get_by_label("From the year")).to_have_value("1990")
    expect(page.get_by_label("From the year")).to_be_focused()
    assert page.evaluate("scrollY") == 120
    now = page.locator("#listing details[id]").evaluate_all("all => all.filter(one => one.open).map(one => one.id)")
    assert set(folds) <= set(now)

    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?kind=law&year_from=1990$"))


@pytest.mark.parametrize(
    "place",
    ["#facet-phase > summary", "#apply", "#sort-title", ".entries a[href='/policies/industrial-cluster-project/']"],
)
def test_who_went_on_while_the_list_came_stays_where_they_are(page, place):
    _opened(page, "/policies/")
    page.route("**/policies/?*", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.get_by_role("checkbox", name=re.compile("^Programme")).evaluate("one => one.click()")
    page.locator(place).focus()
    there = page.locator(":focus").inner_text()

    expect(page).to_have_url(re.compile(r"kind=programme"))
    expect(page.locator("#said")).to_contain_text(page.locator("#count").inner_text())
    expect(page.locator(":focus")).to_have_text(there)


def test_a_taken_back_question_leaves_the_focus_in_the_list(page):
    _opened(page, "/policies/?kind=law")
    page.get_by_role("link", name="Remove Kind: Law").click()
    expect(page).to_have_url(re.compile(r"/policies/$"))
    expect(page.locator("#count")).to_be_focused()


def test_columns_orders_and_pages_need_no_load_and_records_do(page):
    _opened(page, "/findings/?per_page=25")
    page.locator("#columns > summary").click()
    page.locator("#columns").get_by_role("checkbox", name="Subject").uncheck()
    expect(page.get_by_role("columnheader", name="Subject")).to_have_count(0)
    expect(page.locator("#columns")).to_have_attribute("open", "")
    page.get_by_role("columnheader", name="Verdict").get_by_role("link").click()
    expect(page).to_have_url(re.compile("sort=verdict"))
    expect(page.get_by_role("columnheader", name="Verdict").get_by_role("link")).to_be_focused()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="2", exact=True).click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator("#results")).to_be_in_viewport()
    assert not page.loads

    page.locator("table.entries .title").first.click()
    expect(page).to_have_url(re.compile("/findings/[-a-z0-9]+/$"))
    assert page.loads


def test_where_the_answer_fails_the_browser_goes_there_itself(page):
    _opened(page, "/policies/")
    failed = []

    def once(route):
        if not failed and route.request.headers.get("hx-request"):
            failed.append(route.request.url)
            return route.fulfill(status=503, body="busy", headers={"content-type": "text/plain"})
        return route.continue_()

    page.route("**/policies/?*", once)
    # Chromium says of a 503 that it is one; nothing else may be said.
    page.get_by_role("checkbox", name=re.compile("^Law")).check()
    expect(page.locator("#count")).to_contain_text(" of ")
    page.wait_for_load_state()
    assert failed
    assert page.loads
