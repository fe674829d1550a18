"""The forms of the desk: sections that open, rows that cite, and all of it without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from policyatlas.records.models import RECORDS
from tests.browser.furnishing import secret_of
from tests.browser.soundness import WIDE, Listener, desk_faults

# The element with the cursor, unless a line or a shadow shows that, around it or around the search field it is in.
_UNSEEN = """() => {
    const one = document.activeElement;
    const look = getComputedStyle(one.closest('.select2-selection') ?? one);
    const shown = one === document.body || look.outlineStyle !== 'none' || look.boxShadow !== 'none';
    return shown ? [] : [one.outerHTML.slice(0, 200)];
}"""


@pytest.fixture
def draft(own_window):
    """Hanako's browser on the form of a new draft."""
    page = own_window("hanako", javascript=True, viewport={"width": 1280, "height": 900})
    page.goto("/admin/records/policy/add/")
    page.get_by_label("Title (English)").fill("Kamaishi Recovery Plan")
    page.get_by_label("Slug").first.fill(f"kamaishi-{abs(hash(page)) % 10**9}")
    page.get_by_label("Kind").select_option("Plan")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("is saved as a draft.")).to_be_visible()
    return page


@pytest.mark.parametrize("noun", [model._meta.model_name for model in RECORDS])
def test_form_of_a_revision_is_sound(own_window, own_site, noun):
    """With all rows that the record has, in which one can type."""
    page = own_window("hanako", javascript=True, viewport=WIDE)
    listener = Listener(page, own_site.address)
    page.goto(f"/admin/records/{noun}/1/change/")
    page.get_by_role("button", name="Revise").click()
    expect(page.get_by_text("is open for editing.")).to_be_visible()
    assert not listener.faults()
    _expect_sound(page)


def cited(page):
    """One more row of citations."""
    page.get_by_role("button", name="Add another Citation").click()
    return page.locator(".dynamic-citations").last


def choose(page, row, which: str, words: str):
    """Choose in a search field of `row` what is offered for `words`."""
    row.locator(f".desk-passage-{which} .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(words)
    page.get_by_role("option").filter(has_text=words).first.click()


def test_the_source_narrows_the_passages_and_is_suggested_for_the_next_row(draft):
    listener = Listener(draft, draft.url)
    row = cited(draft)
    choose(draft, row, "source", "Regionalisation of Innovation Policies")
    row.locator(".desk-passage-passage .select2-selection").click()
    offered = draft.locator(".select2-results__option[role=option]")
    expect(offered.first).to_contain_text("kitagawa-2005")
    texts = [text for text in offered.all_text_contents() if "Loading" not in text]
    assert {text.partition(",")[0] for text in texts} == {"kitagawa-2005"}
    offered.first.click()

    further = cited(draft)
    expect(further.locator(".desk-passage-source .select2-selection")).to_contain_text("Regionalisation")
    draft.get_by_role("button", name="Save", exact=True).click()
    expect(draft.get_by_text("Saved as version 2.")).to_be_visible()
    expect(draft.locator("#citations-group .has_original")).to_have_count(1)
    assert not listener.faults()


def test_a_passage_brings_its_source_and_another_source_lets_go_of_it(draft):
    row = cited(draft)
    choose(draft, row, "passage", "26 sites as eligible")
    expect(row.locator(".desk-passage-source .select2-selection")).to_contain_text("Regionalisation")
    choose(draft, row, "source", "Tohoku")
    expect(row.locator("select[name$='-passage']")).to_have_value("")


def test_a_link_opens_what_its_field_is_folded_into(draft):
    draft.locator("#citations-group > fieldset > details > summary").click()
    expect(draft.get_by_role("button", name="Add another Citation")).to_be_hidden()
    draft.get_by_label("State of the record").get_by_role("link", name=re.compile("No citation")).click()
    expect(draft.get_by_role("button", name="Add another Citation")).to_be_visible()
    draft.get_by_label("Sections of this form").get_by_role("link", name="For colleagues").click()
    expect(draft.get_by_label("Note for colleagues")).to_be_visible()


def test_what_is_refused_opens_at_its_field(draft):
    row = cited(draft)
    choose(draft, row, "source", "Regionalisation of Innovation Policies")
    row.get_by_text("Or type a new one").click()
    row.get_by_label("Quotation").fill("Words that are typed with care.")
    draft.get_by_role("button", name="Save", exact=True).click()
    link = draft.locator(".desk-mistakes").get_by_role("link", name="Citation 1, Where it stands")
    link.click()
    expect(draft.locator("#id_citations-0-passage_locator")).to_be_focused()
    draft.keyboard.type("p. 231")
    draft.keyboard.press("Enter")
    expect(draft.get_by_text("Saved as version 2.")).to_be_visible()
    expect(draft.locator("#citations-group")).to_contain_text("Words that are typed with care.")


def test_a_quotation_that_its_text_does_not_have_is_confirmed_on_sound_pages(draft):
    source = "/admin/records/source/1/"
    draft.goto(f"{source}text/")
    draft.get_by_label("Or paste it").fill("Kamaishi is to recover by its own strength.")
    draft.get_by_role("button", name="Store the text").click()
    expect(draft.get_by_role("heading", name="What is stored")).to_be_visible()
    _expect_sound(draft)
    draft.goto("/admin/records/passage/add/?source=1")
    draft.get_by_label("Locator").fill("p. 3")
    draft.get_by_label("Quotation").fill("Kamaishi is to recover by its own power.")
    draft.get_by_role("button", name="Save", exact=True).click()
    expect(draft.get_by_label("The print says exactly this")).to_be_visible()
    _expect_sound(draft)
    draft.get_by_label("The print says exactly this").check()
    draft.get_by_role("button", name="Save", exact=True).click()
    expect(draft.locator(".messagelist .success")).to_be_visible()


def test_without_a_mouse_a_passage_is_typed_saved_and_submitted(draft):
    draft.get_by_label("Title (English)").focus()
    press_tab_until(draft, "a:has-text('Add another Citation')")
    draft.keyboard.press("Enter")
    expect(draft.locator(".dynamic-citations .desk-passage-source .select2-selection")).to_be_focused()
    draft.keyboard.press("Enter")
    draft.keyboard.type("Regionalisation of Innovation")
    expect(draft.locator(".select2-results__option--highlighted")).to_contain_text("Regionalisation")
    draft.keyboard.press("Enter")
    press_tab_until(draft, ".dynamic-citations summary:has-text('Or type a new one')")
    draft.keyboard.press("Enter")
    draft.keyboard.press("Tab")
    expect(draft.locator("#id_citations-0-passage_locator")).to_be_focused()
    draft.keyboard.type("p. 12")
    draft.keyboard.press("Tab")
    draft.keyboard.type("Kamaishi is to recover.")
    draft.keyboard.press("Shift+Tab")
    draft.keyboard.press("Enter")
    expect(draft.get_by_text("Saved as version 2.")).to_be_visible()

    press_tab_until(draft, "input[value='Save and submit']")
    draft.keyboard.press("Enter")
    expect(draft.get_by_text("is submitted: a reviewer will look at it.")).to_be_visible()
    expect(draft.get_by_label("State of the record")).to_contain_text("Draft, submitted")


def test_without_a_mouse_one_comes_in_and_through_a_whole_form(own_window):
    page = own_window(javascript=True, viewport={"width": 1280, "height": 900})
    page.goto("/admin/")
    press_tab_until(page, "input[name=login]")
    page.keyboard.type("hanako")
    press_tab_until(page, "input[name=password]")
    page.keyboard.type(secret_of("hanako"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
    press_tab_until(page, "main a[href='/admin/records/policy/add/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/policy/add/")
    # No search field keeps the cursor, and wherever it is, one sees it.
    press_tab_until(page, ".select2-search__field")
    unseen = press_tab_until(page, "input[value='Save and submit']")
    assert not unseen, f"Nothing shows that the cursor is on {unseen}."


def press_tab_until(page, selector: str, most: int = 150):
    """Press Tab until the cursor is on what `selector` names; on the way, what does not show that it has the cursor."""
    unseen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        unseen += page.evaluate(_UNSEEN)
        if page.locator(f"{selector}:focus").count():
            return unseen
    raise AssertionError(f"{most} presses of Tab do not reach {selector}.")


def _expect_sound(page):
    faults = desk_faults(page)
    assert not faults, "\n- ".join([page.url, *faults])


def test_an_address_is_suggested_with_the_plain_letter_of_every_accented_one(own_window):
    page = own_window("hanako", javascript=True)
    page.goto("/admin/records/policy/add/")
    page.get_by_label("Title (English)").press_sequentially("Ōita, Tōhoku and Kyūshū plan")
    expect(page.get_by_label("Slug").first).to_have_value("oita-tohoku-and-kyushu-plan")
