"""From draft to print by three people: one writes, one returns it and then approves it, one publishes."""

import re

from playwright.sync_api import expect

from tests.browser.soundness import desk_faults

QUOTATION = "The government designated 26 sites as eligible areas under Technopolis programme."


def test_two_pairs_of_eyes_see_a_policy_before_readers_do(own_window):
    hanako, yuki, kenji = (own_window(name, javascript=True) for name in ("hanako", "yuki", "kenji"))
    reader, address = own_window(), "/policies/kitakami-valley-plan/"
    hanako.goto("/admin/records/policy/add/")
    hanako.get_by_label("Title (English)").fill("Kitakami Valley Plan")
    hanako.get_by_label("Kind").select_option("Plan")
    hanako.get_by_label("Start year").fill("1983")
    _cite(hanako, "26 sites as eligible")
    expect(hanako.get_by_role("button", name="Save and publish")).to_have_count(0)
    hanako.get_by_role("button", name="Save and submit").click()
    _expect_state(hanako, "Draft, submitted")
    expect(hanako.get_by_label("Title (English)")).to_have_count(0)
    form = hanako.url

    kenji.goto(form)
    expect(kenji.get_by_role("button", name="Publish")).to_have_count(0)
    yuki.goto(form)
    yuki.get_by_role("link", name="Return…").click()
    _expect_sound(yuki, yuki.url)
    yuki.get_by_role("button", name="Return it").click()
    expect(yuki.get_by_text("Say what is to be changed")).to_be_visible()
    yuki.get_by_label("Comment").fill("The law is of 1983, the plan of 1984.")
    yuki.get_by_role("button", name="Return it").click()
    _expect_state(yuki, "Draft")

    _expect_waiting(hanako, "Returned to you")
    hanako.goto(form)
    expect(hanako.get_by_label("State of the record")).to_contain_text("yuki returned it")
    expect(hanako.get_by_label("State of the record")).to_contain_text("“The law is of 1983, the plan of 1984.”")
    hanako.get_by_label("Start year").fill("1984")
    hanako.get_by_role("button", name="Save and submit").click()
    _expect_state(hanako, "Draft, submitted")

    _expect_waiting(yuki, "For you to review")
    yuki.goto(form)
    yuki.get_by_role("button", name="Approve").click()
    _expect_state(yuki, "Draft, approved")
    assert reader.goto(address).status == 404
    _expect_waiting(kenji, "For you to publish")
    kenji.goto(form)
    kenji.get_by_role("button", name="Publish").click()
    _expect_state(kenji, "Published")
    assert reader.goto(address).status == 200
    expect(reader.get_by_role("heading", level=1)).to_have_text("Kitakami Valley Plan")


def test_nobody_approves_their_own_words(own_window):
    yuki = own_window("yuki", javascript=True)
    yuki.goto("/admin/records/policy/add/")
    yuki.get_by_label("Title (English)").fill("Ou Mountains Plan")
    yuki.get_by_label("Kind").select_option("Plan")
    yuki.get_by_role("button", name="Save and submit").click()
    _expect_state(yuki, "Draft, submitted")
    expect(yuki.get_by_role("button", name="Approve")).to_have_count(0)
    expect(yuki.get_by_role("button", name="Revise")).to_have_count(1)


def _expect_waiting(page, heading):
    """The front page says what waits, and is sound with it."""
    page.goto("/admin/")
    waiting = page.get_by_role("region", name=re.compile("^Waiting for you"))
    expect(waiting.get_by_role("heading", name=heading)).to_be_visible()
    expect(waiting.get_by_role("link", name="Kitakami Valley Plan")).to_be_visible()
    _expect_sound(page, "/admin/")


def _expect_sound(page, address):
    page.goto(address)
    faults = desk_faults(page)
    page.goto(address)
    assert not faults, "\n- ".join([address, *faults])


def _expect_state(page, words):
    expect(page.get_by_label("State of the record")).to_contain_text(re.compile(f"^\\s*{words}, version"))


def _cite(page, words):
    page.get_by_text("Add another Citation").click()
    page.locator(".dynamic-citations").last.locator(".desk-passage-passage .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(words)
    page.get_by_role("option").filter(has_text=QUOTATION[:40]).click()
