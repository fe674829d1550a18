"""A researcher puts prefectures and programmes side by side, looks at the evidence, and keeps the address."""

import re

from playwright.sync_api import expect

TOHOKU = ["Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima"]


def test_picks_the_six_prefectures_of_tohoku(window):
    page = window()
    page.goto("/")
    ways = page.get_by_role("navigation", name="Main").locator("details")
    ways.locator("summary").click()
    ways.get_by_role("link", name="Prefectures").click()
    tohoku = page.get_by_role("group", name="Tohoku Region")
    for name in TOHOKU:
        tohoku.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
    page.get_by_role("button", name="Compare").click()

    expect(page.locator("thead .compare-name")).to_have_text(TOHOKU)
    assert _subjects(page.url) == [name.lower() for name in TOHOKU]

    page.goto(page.url.replace("/compare/", "/2026.1/compare/"))
    expect(page.get_by_text("You are reading edition 2026.1")).to_be_visible()
    expect(page.locator("thead .compare-name")).to_have_text(TOHOKU)


def test_sees_two_budgets_that_disagree_and_keeps_the_address(window):
    page = window()
    page.goto("/compare/programmes/")
    for name in ("Industrial Cluster Project", "Knowledge Cluster Initiative"):
        page.get_by_role("checkbox", name=re.compile(f"^{name}( [^,]*)?$")).check()
    page.get_by_role("button", name="Compare").click()

    budgets = _row(page, "programme-annual-budget")
    for said, quotation in (
        (
            "JPY 680 million per year",
            "The budget for the Industrial Cluster Project amounts to 680 million yen in FY 2004",
        ),
        ("JPY 1.5 billion per year", "1.5bn JPY pa (2005) (2001- 2005)"),
    ):
        figure = budgets.get_by_role("listitem").filter(has_text=said)
        expect(figure.get_by_role("link", name="sources disagree")).to_be_visible()
        figure.locator("summary").first.click()
        expect(figure.get_by_text(quotation)).to_be_visible()

    elsewhere = window()
    elsewhere.goto(page.url)
    assert _words(elsewhere) == _words(page), "The copied address does not give the same comparison in another browser."

    budgets.get_by_role("link", name="sources disagree").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Industrial Cluster Project: annual budget")


def _row(page, indicator):
    return page.get_by_role("row").filter(has=page.locator(f"[id={indicator}]"))


def _subjects(address):
    return re.findall(r"[?&]s=([a-z-]+)", address)


def _words(page):
    return page.locator("main").evaluate("main => main.textContent.replace(/\\s+/g, ' ')")
