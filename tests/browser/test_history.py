"""A curator looks back: what became of a draft, two versions compared, one restored, a deleted one brought back."""

import re

from playwright.sync_api import expect

from tests.browser.soundness import Listener, desk_faults


def test_a_draft_is_edited_compared_restored_deleted_and_brought_back(own_window):
    kenji = own_window("kenji", javascript=True)
    listener = Listener(kenji, kenji.url)
    kenji.goto("/admin/records/organisation/add/")
    kenji.get_by_label("Name (English)").fill("Iwate Network for Industry")
    kenji.get_by_label("Kind").select_option("network")
    kenji.get_by_role("button", name="Save", exact=True).click()
    kenji.get_by_label("Name (English)").fill("Iwate Network System of Industry and University")
    kenji.get_by_label("Description").fill("Founded by people who met every month.")
    kenji.get_by_role("button", name="Save", exact=True).click()
    form = kenji.url

    kenji.get_by_role("link", name="History").click()
    history = kenji.url
    expect(kenji.get_by_role("heading", name=re.compile("Version 2: kenji edited"))).to_be_visible()
    kenji.get_by_text("2 fields changed").click()
    expect(kenji.locator("ins.marked").first).to_contain_text("System of")
    assert not desk_faults(kenji)

    kenji.goto(history)
    kenji.get_by_role("button", name="Compare them").press("Enter")
    expect(kenji.get_by_text("From version 1 to version 2")).to_be_visible()
    assert not desk_faults(kenji)

    kenji.goto(history)
    kenji.get_by_role("link", name="Look at it at version 1").press("Enter")
    expect(kenji.get_by_text("Iwate Network for Industry", exact=True)).to_be_visible()
    assert not desk_faults(kenji)

    kenji.get_by_role("link", name="Restore this version…").press("Enter")
    restoring = kenji.url
    assert not desk_faults(kenji)
    kenji.goto(restoring)
    kenji.get_by_label("Reason").fill("That is its name.")
    kenji.get_by_role("button", name="Restore").press("Enter")
    expect(kenji).to_have_url(form)
    expect(kenji.get_by_label("Name (English)")).to_have_value("Iwate Network for Industry")

    kenji.goto(form.replace("/change/", "/delete/"))
    assert not desk_faults(kenji)
    kenji.goto(form.replace("/change/", "/delete/"))
    kenji.get_by_label("Reason").fill("Entered twice.")
    kenji.get_by_role("button", name="Delete").press("Enter")
    kenji.get_by_role("link", name="Deleted", exact=True).click()
    expect(kenji.get_by_text("“Entered twice.”")).to_be_visible()
    deleted = kenji.url
    assert not desk_faults(kenji)
    kenji.goto(deleted)
    kenji.get_by_role("link", name="Bring it back… Iwate Network for Industry").press("Enter")
    kenji.get_by_role("button", name="Bring it back").press("Enter")
    expect(kenji.get_by_text("is back as a draft.")).to_be_visible()
    expect(kenji).to_have_url(form)
    assert not listener.faults()
