"""In a team of one a publisher works while a reader looks on: nothing goes public without a source or too early."""

import re

from playwright.sync_api import expect

from tests.browser.soundness import Listener

NO_CITATION = "No citation: add at least one passage that supports this record."
QUOTATION = "The government designated 26 sites as eligible areas under Technopolis programme."


def test_a_new_policy_waits_for_its_passage(window_of_one):
    kenji, reader = window_of_one("kenji", javascript=True), window_of_one()
    desk = Listener(kenji, kenji.url)
    kenji.get_by_role("main").get_by_role("link", name="Policies", exact=True).click()
    kenji.get_by_role("link", name=re.compile("Add policy", re.IGNORECASE)).last.click()
    kenji.get_by_label("Title (English)").fill("Morioka Science Park Plan")
    kenji.get_by_label("Kind").select_option("Plan")
    kenji.get_by_role("button", name="Save and publish").click()

    expect(_refusals(kenji)).to_contain_text([NO_CITATION])
    expect(kenji.get_by_label("State of the record")).to_contain_text("Draft, version 1")
    assert reader.goto("/policies/morioka-science-park-plan/").status == 404
    reader.goto("/policies/?q=Morioka+Science+Park")
    expect(reader.get_by_role("link", name="Morioka Science Park Plan")).to_have_count(0)

    _cite(kenji, "26 sites as eligible", QUOTATION)
    kenji.get_by_role("button", name="Save", exact=True).click()
    expect(kenji.get_by_label("State of the record")).to_contain_text("Fit to print as it is stored.")
    assert reader.goto("/policies/morioka-science-park-plan/").status == 404

    kenji.get_by_role("button", name="Save and publish").click()
    expect(kenji.get_by_text("is in print: readers see it now.")).to_be_visible()
    assert not desk.faults(), f"The desk {desk.faults()}."
    assert reader.goto("/policies/morioka-science-park-plan/").status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text("Morioka Science Park Plan")
    assert QUOTATION in reader.get_by_role("main").text_content()
    assert reader.goto("/2026.1/policies/morioka-science-park-plan/").status == 404, "A closed edition has changed."


def test_a_revision_stays_at_the_desk_until_it_is_published(window_of_one):
    old, new, address = "Hiranuma Plan", "Hiranuma Plan for University Spin-offs", "/policies/hiranuma-plan/"
    kenji, reader = window_of_one("kenji", javascript=True), window_of_one()

    def expect_title(title):
        reader.goto(address)
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)

    kenji.goto("/admin/records/policy/?q=hiranuma-plan")
    kenji.get_by_role("link", name=old).click()
    kenji.get_by_role("button", name="Revise").click()
    kenji.get_by_label("Title (English)").fill(new)
    for box in kenji.locator("input[name^=citations-][name$=-DELETE]").all():
        box.check()
    kenji.get_by_role("button", name="Save", exact=True).click()
    expect(kenji.get_by_text("Saved as version")).to_be_visible()
    expect_title(old)

    kenji.get_by_role("button", name="Save and publish").click()
    expect(_refusals(kenji)).to_contain_text([NO_CITATION])
    expect_title(old)

    _cite(kenji, "26 sites as eligible", QUOTATION)
    kenji.get_by_role("button", name="Save and publish").click()
    expect(kenji.get_by_text("is in print: readers see it now.")).to_be_visible()
    expect_title(new)
    reader.goto(f"/2026.1{address}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(old)


def _refusals(page):
    return page.locator(".messagelist .error")


def _cite(page, words, passage):
    """Adds a citation to the record's form: the passage that the search field offers for `words`."""
    page.get_by_text("Add another Citation").click()
    page.locator(".dynamic-citations").last.locator(".desk-passage-passage .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(words)
    page.get_by_role("option").filter(has_text=passage[:40]).click()
