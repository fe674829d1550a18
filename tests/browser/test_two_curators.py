"""Two curators have the same form open: they are told of each other, and nothing that either typed is lost."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.doors import sign_in
from tests.browser.soundness import BEST, Listener, width_faults

# A sign of life is given every half minute, and whenever one comes back to the page.
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def at_one_form(own_window):
    """Opens the form of one policy in the windows of both."""

    def open_forms(slug: str, *, javascript: bool):
        kenji, hanako = (own_window(name, javascript=javascript) for name in ("kenji", "hanako"))
        kenji.goto(f"/admin/records/policy/?q={slug}")
        kenji.locator("#result_list tbody th a").first.click()
        kenji.get_by_role("button", name="Revise").click()
        expect(_field(kenji, "Title (English)")).to_be_editable()
        hanako.goto(kenji.url)
        return kenji, hanako

    return open_forms


def test_they_are_told_of_each_other_and_decide_whose_words_stand(at_one_form):
    kenji, hanako = at_one_form("hiranuma-plan", javascript=True)
    desk = Listener(hanako, hanako.url)
    expect(hanako.get_by_role("status")).to_contain_text("kenji has had this form open since")
    kenji.evaluate(COME_BACK)
    expect(kenji.get_by_role("status")).to_contain_text("hanako has had this form open since")

    _field(kenji, "Title (English)").fill("Hiranuma Plan of 2001")
    _field(kenji, "Aims").fill("A thousand firms in three years.")
    _save(kenji)
    hanako.evaluate(COME_BACK)
    expect(hanako.get_by_role("status")).to_contain_text("kenji saved version")
    expect(hanako.get_by_role("status")).to_contain_text("you will see both versions side by side")

    _field(hanako, "Title (English)").fill("Plan of Minister Hiranuma")
    _field(hanako, "Summary").fill("Half an hour of typing.")
    hanako.get_by_role("button", name="Save", exact=True).click()
    conflict = hanako.get_by_role("region", name="Changed since you opened it")
    expect(conflict).to_contain_text("Hiranuma Plan of 2001")
    expect(conflict).to_contain_text("A thousand firms in three years.")
    expect(_field(hanako, "Aims")).to_have_value("A thousand firms in three years.")
    expect(_field(hanako, "Title (English)")).to_have_value("Plan of Minister Hiranuma")
    assert not desk.faults(), f"The desk {desk.faults()}."  # Asked first: axe has inline styles of its own.
    for scheme in ("light", "dark"):
        hanako.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # Colours change slowly, and in a window behind another one never to the end.
        hanako.evaluate("document.getAnimations().forEach(one => one.finish())")
        for part in ("#conflict", ".desk-open"):
            found = Axe().run(hanako, part, {"runOnly": BEST})
            assert not found.violations_count, found.generate_report()
    assert not width_faults(hanako)

    hanako.get_by_role("button", name="Save", exact=True).click()
    expect(hanako.get_by_text("pick whose words stand, then save again")).to_be_visible()
    mine = hanako.get_by_role("radio", name="Mine")
    mine.focus()
    hanako.keyboard.press("Space")
    _save(hanako)
    kenji.reload()
    expect(_field(kenji, "Title (English)")).to_have_value("Plan of Minister Hiranuma")
    expect(_field(kenji, "Summary")).to_have_value("Half an hour of typing.")
    expect(_field(kenji, "Aims")).to_have_value("A thousand firms in three years.")


def test_who_leaves_the_form_is_not_told_of_any_more(at_one_form):
    kenji, hanako = at_one_form("technopolis-law", javascript=True)
    expect(hanako.get_by_role("status")).to_contain_text("kenji has had this form open since")
    kenji.get_by_role("link", name="Back to the list").click()
    kenji.wait_for_url(re.compile(r"/policy/(\?.*)?$"))
    hanako.wait_for_timeout(500)
    hanako.evaluate(COME_BACK)
    expect(hanako.get_by_role("status")).not_to_contain_text("kenji")


def test_without_scripts_words_outlive_the_session_and_the_colleague(at_one_form):
    kenji, hanako = at_one_form("miti-report-1980", javascript=False)
    expect(hanako.get_by_role("status")).to_contain_text("kenji has had this form open since")
    hanako.context.clear_cookies(name="sessionid")
    _field(hanako, "Summary").fill("Half an hour of typing.")
    hanako.get_by_role("button", name="Save", exact=True).click()
    _field(kenji, "Summary").fill("Kenji was faster.")
    _save(kenji)

    sign_in(hanako, "hanako")
    expect(hanako.get_by_text("Your session had ended.")).to_be_visible()
    expect(_field(hanako, "Summary")).to_have_value("Half an hour of typing.")
    hanako.get_by_role("radio", name="Mine").check()
    _save(hanako)
    expect(_field(hanako, "Summary")).to_have_value("Half an hour of typing.")
    hanako.reload()
    expect(hanako.get_by_text("Your session had ended.")).to_have_count(0)


def _field(page, label):
    return page.get_by_label(label, exact=True).or_(page.get_by_label(f"{label}:", exact=True))


def _save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as version")).to_be_visible()
