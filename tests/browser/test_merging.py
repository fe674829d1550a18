"""A publisher merges two records and undoes it again: what follows is told before, and addresses keep leading on."""

import re

from playwright.sync_api import expect

from tests.browser.soundness import Listener, desk_faults

LOSER, WINNER = "Japan Regional Development Corporation", "Japan Science and Technology Corporation"
OLD, NEW = "/organisations/jrdc/", "/organisations/jst/"
NAMING = "Support for university-linked incubators"
POLICY = "/policies/university-incubator-support/"


def test_a_record_is_merged_into_another_and_both_are_in_print_again_afterwards(own_window, own_site):
    """All of it without JavaScript; a second window, which has it, looks at the two pages once more."""
    kenji, yuki, reader = own_window("kenji"), own_window("yuki"), own_window()
    beside = own_window("kenji", javascript=True)
    listener = Listener(beside, own_site.address)
    kenji.goto("/admin/records/organisation/?q=jrdc")
    kenji.get_by_role("link", name=LOSER).click()
    form = kenji.url
    kenji.get_by_role("link", name="Merge…").click()
    _look_at_both(kenji)
    _expect_sound(beside, f"{kenji.url}?into=jst")
    kenji.get_by_label("Reason").fill("It was entered twice.")
    kenji.get_by_role("button", name="Merge", exact=True).click()
    expect(kenji.get_by_text("its address leads to the other record")).to_be_visible()

    reader.goto(OLD)
    assert reader.url.endswith(NEW), f"The old address leads to {reader.url}."
    expect(reader.get_by_role("heading", level=1)).to_have_text(WINNER)
    _expect_named(reader, WINNER, LOSER)
    kenji.goto("/admin/records/policy/?q=university-linked")
    kenji.get_by_role("link", name=NAMING).click()
    policy = kenji.url
    _expect_lead(kenji, WINNER)

    kenji.goto(form)
    kenji.get_by_role("link", name="Undo the merge…").click()
    expect(kenji.get_by_text("kenji merged it on")).to_be_visible()
    expect(kenji.locator("#content-main").get_by_text("It was entered twice.")).to_be_visible()
    expect(kenji.locator(".desk-referring").get_by_role("link", name=NAMING)).to_be_visible()
    _expect_sound(beside, kenji.url)
    kenji.get_by_label("Reason").fill("They are two bodies.")
    kenji.get_by_role("button", name="Undo the merge", exact=True).click()
    expect(kenji.get_by_text("is a draft again. Its address leads to the other record until it is")).to_be_visible()
    _expect_named(reader, WINNER, LOSER)
    reader.goto(OLD)
    assert reader.url.endswith(NEW), "A draft shows at its address."
    kenji.goto(policy)
    _expect_lead(kenji, LOSER)

    for address in (form, policy):
        _publish(kenji, yuki, address)
    reader.goto(OLD)
    assert reader.url.endswith(OLD)
    expect(reader.get_by_role("heading", level=1)).to_have_text(LOSER)
    _expect_named(reader, LOSER, WINNER)
    assert not listener.faults()


def _look_at_both(page):
    """Type the other record into the page of a merging, and compare the two."""
    expect(page.locator(".desk-referring").get_by_role("link", name=NAMING)).to_be_visible()
    page.get_by_label("Slug of the other").fill("jst")
    page.get_by_role("button", name="Compare the two first").click()
    both = page.get_by_role("region", name="The two beside each other")
    name = both.get_by_role("row", name=re.compile("^Name"))
    expect(name.first).to_contain_text(LOSER)
    expect(name.first).to_contain_text(WINNER)


def _expect_named(reader, name, other):
    """Readers find the one body named by the policy, and not the other."""
    reader.goto(POLICY)
    expect(reader.get_by_role("main").get_by_role("link", name=name).first).to_be_visible()
    expect(reader.get_by_role("main").get_by_role("link", name=other)).to_have_count(0)


def _expect_sound(page, address):
    page.goto(address)
    faults = desk_faults(page)
    assert not faults, "\n- ".join([address, *faults])


def _expect_lead(page, name):
    expect(page.locator("#roles-group")).to_contain_text(name)


def _publish(publisher, reviewer, address):
    """Submitted and published by the one, approved by the other."""
    publisher.goto(address)
    publisher.get_by_role("button", name="Save and submit").click()
    reviewer.goto(address)
    reviewer.get_by_role("button", name="Approve").click()
    publisher.goto(address)
    publisher.get_by_role("button", name="Publish").click()
    expect(publisher.get_by_text("is in print: readers see it now.")).to_be_visible()
