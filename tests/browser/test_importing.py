"""A contributor imports a table: all its mistakes at once, then drafts that no reader sees, then everything undone."""

from playwright.sync_api import expect

from tests.browser.soundness import Listener, desk_faults
from tests.curation.tables import a_row, table

PRINTED, ADDRESS = "Hiranuma Plan", "/policies/hiranuma-plan/"
CHANGED, NEW = "Hiranuma Scheme", "Kamaishi Steel Plan"
WRONG = table(
    a_row("hiranuma-plan", title_en=CHANGED, start_yeer="2001"),
    a_row("kamaishi-steel-plan", title_en=NEW, kind="plam", places="iwatte"),
    a_row("hiranuma-plan", title_en="Hiranuma Plan again"),
)
RIGHT = table(
    a_row("hiranuma-plan", title_en=CHANGED, start_year="2001", places="japan"),
    a_row("kamaishi-steel-plan", title_en=NEW, start_year="1989", places="iwate"),
)


def test_a_table_is_corrected_written_as_drafts_and_undone(own_window, own_site):
    """All of it without JavaScript; a second window, which has it, looks at every page once more."""
    hanako, reader = own_window("hanako"), own_window()
    beside = own_window("hanako", javascript=True)
    listener = Listener(beside, own_site.address)
    hanako.get_by_role("link", name="Imports", exact=True).first.click()
    hanako.get_by_role("link", name="Import a table").click()
    _expect_sound(beside, hanako.url)
    _upload(hanako, WRONG)
    expect(_row(hanako, "kamaishi-steel-plan")).to_contain_text("There is no place “iwatte”. Did you mean “iwate”?")
    expect(_row(hanako, "kamaishi-steel-plan")).to_contain_text("“plam” is not one of the list")
    expect(hanako.locator("#content-main")).to_contain_text("Did you mean “start_year”?")
    expect(_row(hanako, "hiranuma-plan").filter(has_text="duplicate")).to_contain_text("It repeats “hiranuma-plan”")
    expect(hanako.get_by_role("button", name="Write these drafts")).to_have_count(0)
    _expect_sound(beside, hanako.url)

    hanako.get_by_role("link", name="upload it again").click()
    _upload(hanako, RIGHT)
    changed, new = _row(hanako, "hiranuma-plan"), _row(hanako, "kamaishi-steel-plan")
    expect(changed.locator("dt")).to_have_text(["title_en"])
    expect(changed.locator("del")).to_have_text(PRINTED)
    expect(changed.locator("ins")).to_have_text(CHANGED)
    new.locator("summary").click()
    expect(new.locator("dt")).to_have_text(["slug", "title_en", "kind", "start_year", "places"])
    expect(new.locator("dd").nth(3)).to_have_text("1989")
    _expect_sound(beside, hanako.url)
    hanako.get_by_role("button", name="Write these drafts").click()
    expect(hanako.get_by_text("None of it is in print before it is reviewed and published.")).to_be_visible()
    _expect_sound(beside, hanako.url)
    written = hanako.url

    hanako.get_by_role("link", name="kamaishi-steel-plan").click()
    expect(hanako.get_by_label("Title (English)")).to_have_value(NEW)
    expect(hanako.get_by_label("State of the record")).to_contain_text("Draft, version 1")
    form = hanako.url
    hanako.goto(written)
    hanako.get_by_role("link", name="hiranuma-plan").click()
    expect(hanako.get_by_label("Title (English)")).to_have_value(CHANGED)
    _expect_nothing_public(reader)

    hanako.goto(written)
    hanako.get_by_role("button", name="Undo this import").click()
    expect(hanako.get_by_text("The import is undone: everything is as it was before it.")).to_be_visible()
    _expect_sound(beside, hanako.url)
    hanako.get_by_role("link", name="hiranuma-plan").click()
    expect(hanako.locator(".field-title_en").first).to_contain_text(PRINTED)
    expect(hanako.get_by_label("State of the record")).to_contain_text("Published, version")
    hanako.goto(form)
    expect(hanako.get_by_text("doesn’t exist. Perhaps it was deleted?")).to_be_visible()
    _expect_nothing_public(reader)
    _expect_sound(beside, "/admin/curation/changeset/")
    assert not listener.faults()


def _upload(page, content):
    page.get_by_label("Records of").select_option("Policies")
    page.get_by_label("File").set_input_files({"name": "plans.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Show what would change").click()


def _row(page, slug):
    """The rows of the table for the record `slug`."""
    return page.locator(".desk-import-rows tbody tr").filter(has=page.get_by_role("rowheader", name=slug, exact=True))


def _expect_nothing_public(reader):
    """A reader finds what was in print before, and nothing of what is new."""
    reader.goto(ADDRESS)
    expect(reader.get_by_role("heading", level=1)).to_have_text(PRINTED)
    assert reader.goto("/policies/kamaishi-steel-plan/").status == 404


def _expect_sound(page, address):
    page.goto(address)
    faults = desk_faults(page)
    assert not faults, "\n- ".join([address, *faults])
