"""Headings of long tables and names of wide ones stay in sight, and no table makes its whole page scroll sideways."""

import pytest

from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

LAPTOP = {"width": 1280, "height": 800}
TABLET = {"width": 820, "height": 800}
_TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def _top(page, selector):
    return page.locator(selector).first.bounding_box()["y"]


@pytest.mark.parametrize("language", ["", "/ja"], ids=["en", "ja"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_usual_columns_fit_where_the_headings_stick_to_the_window(kind, language, sight):
    page = sight(viewport=LAPTOP, reduced_motion="reduce")
    page.goto(f"{language}/{KINDS[kind].address}/?per_page=200")
    assert page.evaluate(_TOO_WIDE) <= 0, (
        f"The usual columns of {kind} are wider than a laptop’s window. Show fewer, the others can be chosen, or let "
        f"the table have a frame there: see .table-scroll in static/css/tables.css."
    )


@pytest.mark.parametrize("kind", KINDS)
def test_all_columns_together_scroll_in_their_frame(kind, sight):
    page = sight(viewport=LAPTOP, reduced_motion="reduce")
    page.goto(f"/{KINDS[kind].address}/?" + "&".join(f"c={column.key}" for column in LISTS[kind].all_columns))
    assert page.evaluate(_TOO_WIDE) <= 0
    frame = page.locator(".table-scroll")
    if frame.evaluate("one => one.scrollWidth > one.clientWidth + 50"):
        frame.evaluate("one => one.scrollTo(5000, 0)")
        left = frame.bounding_box()["x"]
        shown = page.locator("td:has(.title)").first.bounding_box()["x"]
        assert abs(shown - left) < 2, f"The titles of {kind} go out of sight."


def test_headings_of_a_long_list_stay_at_the_edge_of_the_window(sight):
    page = sight(viewport=LAPTOP, reduced_motion="reduce")
    page.goto("/policies/")
    page.evaluate("scrollTo(0, 2000)")
    assert 0 <= _top(page, "table.entries thead th") < 5
    assert _top(page, "table.entries tbody tr") < -500


@pytest.mark.parametrize("size", [LAPTOP, TABLET], ids=["laptop", "tablet"])
def test_headings_of_a_wide_list_stay_at_the_edge_of_its_frame(size, sight):
    page = sight(viewport=size, reduced_motion="reduce")  # Bootstrap scrolls the window smoothly.
    page.goto("/policies/?c=kind&c=level&c=years&c=phase&c=roles&c=summary&c=evidence")
    frame = page.locator(".table-scroll")
    frame.evaluate("one => { one.scrollIntoView(); one.scrollTo(0, 1500); }")
    assert abs(_top(page, "table.entries thead th") - _top(page, ".table-scroll")) < 5


def test_headings_of_a_long_table_on_a_record_stay_in_sight(sight):
    page = sight(viewport=LAPTOP, reduced_motion="reduce")
    page.goto("/policies/technopolis-programme/")
    table = page.locator("table.record-table").last
    height = table.bounding_box()["height"]
    page.evaluate("by => scrollBy(0, by)", table.bounding_box()["y"] + min(height / 2, 300))
    assert 0 <= table.locator("thead th").first.bounding_box()["y"] < 5


def test_what_has_the_focus_is_not_hidden_beneath_the_headings(sight):
    page = sight(viewport=LAPTOP, reduced_motion="reduce")
    page.goto("/policies/")
    page.locator("table.entries tbody a").nth(60).focus()
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        focused = page.locator("table.entries tbody a:focus")
        if not focused.count():
            break
        assert focused.bounding_box()["y"] >= page.locator("table.entries thead").bounding_box()["height"] - 30
