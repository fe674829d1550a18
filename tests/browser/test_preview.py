"""A contributor looks at a revision as readers will see it, on a wide screen and on a telephone."""

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import BEST, NARROW, WIDE, Listener, accessibility_faults, width_faults

_ONE_BELOW_THE_OTHER = """() => {
    const [was, now] = [...document.querySelectorAll('.preview-side')].map(one => one.getBoundingClientRect());
    return was.bottom <= now.top + 1;
}"""


def test_a_revision_is_seen_beside_what_is_in_print_by_everybody(own_window, own_site):
    hanako = own_window("hanako", javascript=True, viewport=WIDE)
    listener = Listener(hanako, own_site.address)
    hanako.goto("/admin/records/policy/?q=technopolis-programme")
    hanako.get_by_role("link", name="Technopolis Programme", exact=True).click()
    hanako.get_by_role("button", name="Revise").click()
    hanako.get_by_label("Title (English)").fill("Technopolis Scheme")
    hanako.get_by_role("button", name="Save", exact=True).click()
    hanako.get_by_role("link", name="See it as readers will, beside what is in print").click()

    expect(hanako.get_by_role("heading", level=1, name="Preview of “Technopolis Scheme”")).to_be_visible()
    changes = hanako.get_by_role("table").first
    expect(changes.get_by_role("row", name="Name in English").locator("del")).to_have_text("Programme")
    expect(changes.get_by_role("row", name="Name in English").locator("ins")).to_have_text("Scheme")
    was, now = hanako.locator(".preview-side").all()
    assert was.bounding_box()["y"] == now.bounding_box()["y"], "The pages do not stand beside each other."
    now.get_by_role("link", name="Timeline").click()
    assert hanako.url.endswith("#now-policy-technopolis-programme-timeline")
    expect(now.get_by_role("heading", name="Timeline")).to_be_in_viewport()

    faults = listener.faults() + width_faults(hanako)
    # Asked at once: the page may still be scrolling.
    assert hanako.evaluate(_ONE_BELOW_THE_OTHER), "On a telephone the pages do not stand below each other."
    for size in (NARROW, WIDE):
        faults += accessibility_faults(hanako, BEST, size)
    if faults:
        pytest.fail("The preview:\n- " + "\n- ".join(faults), pytrace=False)
