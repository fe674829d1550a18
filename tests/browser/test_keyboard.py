"""Readers who have no mouse reach everything: the content, the evidence and the filters."""

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


def _tab_until(page, locator, what):
    for _ in range(ENOUGH):
        page.keyboard.press("Tab")
        if locator.count():
            return
    raise AssertionError(f"{ENOUGH} presses of Tab do not reach {what}.")


def _focused(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
