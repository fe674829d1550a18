"""Readers who have no mouse reach everything: the content, the evidence and the filters."""

import re

import pytest
from playwright.sync_api import expect

ENOUGH = 150  # More presses of Tab than a patient reader has before the filters or the evidence must have come.


def test_the_first_stop_leads_past_the_navigation(window):
    page = window()
    page.goto("/policies/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator("main :focus").count() == 1, f"After the skip link Tab leads to {_focused(page)}, outside main."


def test_evidence_opens_with_enter(window):
    page = window()
    page.goto("/policies/industrial-cluster-project/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    evidence = page.locator("details.evidence", has=page.locator("summary:focus"))
    _tab_until(page, evidence, "the summary of some evidence")
    expect(evidence.locator("blockquote").first).to_be_hidden()
    page.keyboard.press("Enter")

    expect(page.locator("details.evidence[open] blockquote").first).to_be_visible()


def test_every_filter_can_be_reached(window):
    page = window()
    page.goto("/policies/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    wanted = set(page.locator("main form [name]:visible").evaluate_all("all => all.map(one => one.name)"))
    assert wanted, "The list of policies has no filters."
    reached = set()
    for _ in range(ENOUGH):
        page.keyboard.press("Tab")
        reached |= set(page.locator("main form [name]:focus").evaluate_all("all => all.map(one => one.name)"))
        if reached >= wanted:
            break

    assert reached >= wanted, f"Tab never reaches {sorted(wanted - reached)}."


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_a_list_is_filtered_sorted_and_paged_without_a_mouse(window, javascript):
    page = window(javascript=javascript)
    page.goto("/findings/?per_page=25")
    whole = page.locator("#count").inner_text()

    _tab_until(page, page.locator("#listing input[name=verdict]:focus"), "a filter by verdict")
    page.keyboard.press("Space")
    _tab_until(page, page.get_by_role("button", name="Apply").and_(page.locator(":focus")), "the button “Apply”")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).not_to_have_text(whole)
    expect(page).to_have_url(re.compile("verdict="))

    _tab_until(page, page.locator("#sort-year:focus"), "the heading “Year”")
    page.keyboard.press("Enter")
    expect(page.locator("th", has=page.locator("#sort-year"))).to_have_attribute("aria-sort", "ascending")
    first = page.locator("table.entries .title").first.inner_text()

    next_page = page.get_by_role("navigation", name="Pages").get_by_role("link", name="2", exact=True)
    _tab_until(page, next_page.and_(page.locator(":focus")), "the link to the second page", within=4 * ENOUGH)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.locator("table.entries .title").first).not_to_have_text(first)
    expect(page.locator("#count")).not_to_have_text(whole)


def _tab_until(page, locator, what, within=ENOUGH):
    for _ in range(within):
        page.keyboard.press("Tab")
        if locator.count():
            return
    raise AssertionError(f"{within} presses of Tab do not reach {what}.")


def _focused(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
