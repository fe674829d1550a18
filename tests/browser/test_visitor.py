"""A visitor without an account, and without JavaScript, finds answers in the public tables."""

import csv
import re

from playwright.sync_api import expect


def test_filters_by_clicking_and_takes_the_same_rows_home(window):
    page = window()
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Policies").click()
    filters = page.get_by_role("form", name="Filters")
    filters.get_by_role("checkbox", name=re.compile("^Law")).check()
    filters.get_by_role("checkbox", name=re.compile("^National")).check()
    filters.get_by_label("From the year").fill("1995")
    filters.get_by_label("To the year").fill("2001")
    filters.get_by_role("button", name="Apply").click()

    asked = page.get_by_role("list", name="What you ask for")
    for words in ("Years: 1995–2001", "Kind: Law", "Level of government: National"):
        expect(asked.get_by_role("link", name=f"Remove {words}")).to_be_visible()
    shown = _table(page)
    assert "Science and Technology Basic Law" in [row["Title"] for row in shown]
    assert "Technopolis Programme" not in [row["Title"] for row in shown], (
        "A programme came through the filter for laws."
    )

    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    with open(saving.value.path(), newline="", encoding="utf-8-sig") as file:
        taken = list(csv.DictReader(line for line in file if not line.startswith("#,")))
    assert [row["title_en"] for row in taken] == [row["Title"] for row in shown]
    assert {(row["kind"], row["level"]) for row in taken} == {("Law", "National")}


def test_finds_iwate_by_its_japanese_name(window):
    page = window()
    page.goto("/")
    page.get_by_role("main").get_by_role("searchbox").fill("岩手")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.locator("main").get_by_role("link", name="Iwate", exact=True).first.click()

    expect(page).to_have_url(re.compile("/prefectures/iwate/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Iwate")


def test_tells_a_zero_from_what_was_not_reported(window):
    page = window()
    figures = (
        ("technopolis-relocated-research-institutes", "Aomori", "0 institutes", "Aomori (Aomori) 1985 198 20 0"),
        ("technopolis-relocated-research-institutes", "Akita", "0 institutes", "Akita (Akita) 1984 104 20 0"),
        ("technopolis-invited-companies", "Kitakami", "not reported", "Kitakami River Basin (Iwate) 1987 — — 1"),
    )
    for indicator, area, said, quotation in figures:
        page.goto(f"/indicators/{indicator}/")
        row = page.get_by_role("row", name=area)
        expect(row.locator(".value").get_by_role("link")).to_have_text(said)
        expect(row.get_by_text(quotation)).to_be_hidden()
        row.locator("summary").click()
        expect(row.get_by_text(quotation)).to_be_visible()

        row.get_by_role("link", name=said).click()
        expect(page.locator("main").get_by_text(said, exact=True).first).to_be_visible()
        expect(page.get_by_text(quotation).first).to_be_visible()


def _table(page):
    """The rows of the list that is shown, each cell's first line by its heading."""
    headings = page.locator("table.entries thead th").all_inner_texts()
    rows = page.locator("table.entries tbody tr").all()
    return [
        dict(zip(headings, (cell.strip().split("\n")[0] for cell in row.locator("td").all_inner_texts()), strict=True))
        for row in rows
    ]
