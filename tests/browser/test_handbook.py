"""A contributor reads the handbook at the desk, on a wide screen and on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from policyatlas.curation.handbook import PAGES
from tests.browser.soundness import NARROW, WCAG, WIDE, Listener, accessibility_faults, width_faults


def test_hanako_goes_from_the_top_of_a_page_to_a_task(window, site):
    page = window("hanako", javascript=True, viewport={"width": 1280, "height": 900})
    listener = Listener(page, site.address)
    page.goto("/admin/records/policy/")
    page.get_by_role("link", name="Handbook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The curators’ handbook")
    page.get_by_role("link", name="approve or return").click()
    expect(page).to_have_url(re.compile("/admin/handbook/into-print/#approve-or-return$"))
    expect(page.get_by_role("heading", name="Approve or return")).to_be_in_viewport()
    picture = page.get_by_role("img", name="What changed since it was in print")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 300
    page.get_by_role("link", name="the curators’ handbook").click()
    expect(page).to_have_url(re.compile("/admin/handbook/$"))
    assert not listener.faults()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_handbook_is_sound(window, site, name):
    page = window("hanako", javascript=True, viewport=NARROW)
    listener = Listener(page, site.address)
    page.goto(f"/admin/handbook/{name}/" if name else "/admin/handbook/")
    faults = width_faults(page)
    for size in (NARROW, WIDE):
        faults += accessibility_faults(page, WCAG, size)
    faults += listener.faults()
    if faults:
        pytest.fail(f"The page {name or 'first'}:\n- " + "\n- ".join(faults), pytrace=False)
