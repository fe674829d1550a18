"""A researcher puts prefectures and programmes side by side, looks at the evidence, and keeps the address."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

TOHOKU = ["Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima"]


def test_picks_the_six_prefectures_of_tohoku(window):
    page = window()
    page.goto("/")
    ways = page.get_by_role("navigation", name="Main").locator("details")
    ways.get_by_text("Compare", exact=True).click()
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
        expect(figure.get_by_role("link", name="sources disagree").first).to_be_visible()
        figure.locator("summary").first.click()
        expect(figure.get_by_text(quotation)).to_be_visible()

    elsewhere = window()
    elsewhere.goto(page.url)
    assert _words(elsewhere) == _words(page), "The copied address does not give the same comparison in another browser."

    budgets.get_by_role("link", name="sources disagree").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Industrial Cluster Project: annual budget")


def test_adds_folds_turns_and_narrows_down_without_a_script(window):
    page = window()
    page.goto("/compare/prefectures/?s=aomori&s=osaka&only=figures")
    page.get_by_label("Add a subject", exact=True).select_option("iwate")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("thead .compare-name")).to_have_text(["Aomori", "Osaka", "Iwate"])
    expect(page.get_by_text("rows for 3 subjects")).to_be_visible()

    page.get_by_role("link", name=re.compile("^Fold: +Technopolis")).click()
    expect(page.get_by_text("rows folded")).to_be_visible()
    expect(_row(page, "technopolis-invited-companies").get_by_role("cell")).to_have_count(0)

    page.get_by_role("link", name="Subjects as rows").click()
    expect(page.locator("tbody .compare-name")).to_have_text(["Aomori", "Osaka", "Iwate"])
    page.get_by_role("link", name="Move Iwate up").click()
    expect(page.locator("tbody .compare-name")).to_have_text(["Aomori", "Iwate", "Osaka"])
    assert page.url.split("?")[1] == "s=aomori&s=iwate&s=osaka&only=figures&turn=yes&fold=technopolis"


def test_orders_rows(window):
    page = window()
    page.goto("/compare/prefectures/?s=aomori&s=iwate&row=focus&row=clusters")
    page.locator("summary").filter(has_text="Choose and order the rows (2 of").click()
    page.get_by_role("link", name="Move Clusters up").click()
    expect(page.get_by_role("link", name="Move Clusters down")).to_be_visible()
    assert page.locator(".compare-row > th").evaluate_all("heads => heads.map(one => one.id)") == ["clusters", "focus"]


def test_headings_stay_in_sight_in_a_table_of_all_prefectures(window):
    page = window(viewport={"width": 1280, "height": 844})
    page.goto("/compare/prefectures/")
    page.get_by_role("link", name="All 47 prefectures").click()
    table = page.locator(".compare-scroll")
    table.evaluate("one => { one.scrollIntoView({behavior: 'instant'}); one.scrollTo(400, 3000) }")
    region = table.bounding_box()
    head = page.locator(".compare-turned-groups > td").bounding_box()
    name = page.locator("tbody .compare-subject").last.bounding_box()
    assert abs(head["y"] - region["y"]) < 3, "The headings of the columns scroll out of sight."
    assert abs(name["x"] - region["x"]) < 3, "The names of the subjects scroll out of sight."


def test_cites_a_table_and_keeps_its_edition(window):
    page = window()
    page.goto("/policies/?kind=law")
    page.get_by_role("link", name="Cite this view").click()
    address = page.locator("input[readonly]").input_value()
    assert address.endswith("/2026.1/policies/?kind=law")
    page.goto(address)
    expect(page.get_by_text("You are reading edition 2026.1")).to_be_visible()
    page.get_by_role("link", name="What changed in the whole list").click()
    expect(page).to_have_title(re.compile("What changed"))


# What a figure, an absence or a hedge is said with, wherever it stands.
SAID = ".missing, .compare-said, .compare-period, .compare-detail, .figure-value, .heat dd, .entries td"


@pytest.mark.parametrize(
    "address",
    [
        "/compare/programmes/?s=industrial-cluster-project&s=knowledge-cluster-initiative",
        "/compare/prefectures/?s=aomori&s=iwate&s=yamagata&turn=yes",
        "/compare/clusters/?s=kobe-bio&s=sapporo-it",
        "/observations/?per_page=200",
        "/policies/knowledge-cluster-initiative/",
    ],
)
def test_prints_every_figure_hedge_and_absence_that_the_screen_shows(window, address):
    page = window()
    page.goto(address)
    shown = _seen(page)
    page.emulate_media(media="print")
    lost = shown - _seen(page)
    assert len(shown) > 5, "The test looks at nothing."
    assert not lost, f"On paper this is not said: {lost}"


def _seen(page):
    """The texts that can be seen, each with how often."""
    texts = page.locator("main").evaluate(
        """(main, said) => [...main.querySelectorAll(said)]
            .filter(one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length)
            .map(one => one.textContent.replace(/\\s+/g, ' ').trim())""",
        SAID,
    )
    return Counter(text for text in texts if text)


def _row(page, indicator):
    return page.get_by_role("row").filter(has=page.locator(f"[id={indicator}]"))


def _subjects(address):
    return re.findall(r"[?&]s=([a-z-]+)", address)


def _words(page):
    return page.locator("main").evaluate("main => main.textContent.replace(/\\s+/g, ' ')")
