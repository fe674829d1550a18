"""Every type of page looks as it did when somebody last looked at it; differences are reported and fail nothing.

Each type of page is looked at in two of its eight guises (language, width, colour scheme), by turns;
ATLAS_ALL_PICTURES=1 looks at all of them, ATLAS_KEEP_PICTURES=1 keeps all the new pictures in place of the old ones:
look at them first.
"""

import os
from itertools import product

import pytest

from tests.browser import picturing
from tests.browser.test_soundness import PAGES, TYPES

KEEPING = os.environ.get("ATLAS_KEEP_PICTURES") == "1"
ALL = KEEPING or os.environ.get("ATLAS_ALL_PICTURES") == "1"
GUISES = tuple(product(("en", "ja"), picturing.WIDTHS, picturing.SCHEMES))
# How much of a page may look different before it is reported: fonts and dates wander.
REPORTED = 0.01


def guises(name: str) -> tuple[tuple[str, int, str], ...]:
    """In which guises a type of page is looked at: two that have nothing in common, other ones than its neighbour's."""
    turn = TYPES.index(name) % 4
    return GUISES if ALL else (GUISES[turn], GUISES[7 - turn])


def test_the_types_together_are_looked_at_in_every_guise():
    assert {guise for name in TYPES for guise in guises(name)} == set(GUISES)


@pytest.mark.parametrize("name", TYPES)
def test_page_looks_as_it_did(sight, name, record_property, request):
    address, status = PAGES[name]
    page = sight(javascript=True)
    for language, width, scheme in guises(name):
        page.set_viewport_size({"width": width, "height": picturing.HEIGHT})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        answer = page.goto(address if language == "en" else f"/ja{address}")
        assert answer.status == status
        taken = picturing.small(page.screenshot(), width)
        called = f"{name.replace(' ', '-')}-{language}-{width}-{scheme}"
        if KEEPING:
            picturing.keep(taken, called)
            continue
        before = picturing.kept(called)
        assert before, (
            f"There is no picture {called} to compare with: take it with ATLAS_KEEP_PICTURES=1 and look at it."
        )
        changed = picturing.share_changed(before, taken)
        if changed > REPORTED:
            sheet = picturing.beside(called, before, taken, request.config.rootpath / "test-results" / "pictures")
            record_property("picture", f"{called}: {changed:.0%} looks different ({sheet.name})")


def test_a_picture_differs_from_another_page_and_not_from_itself():
    pictures = [picturing.kept(f"{name}-en-1280-light") for name in ("about", "policy")]
    assert picturing.share_changed(pictures[0], pictures[0]) == 0
    assert picturing.share_changed(*pictures) > REPORTED


def test_no_picture_is_kept_of_a_page_that_is_not_looked_at():
    expected = {
        f"{name.replace(' ', '-')}-{language}-{width}-{scheme}"
        for name, (language, width, scheme) in product(TYPES, GUISES)
    }
    assert {path.stem for path in picturing.KEPT.glob("*.webp")} == expected
