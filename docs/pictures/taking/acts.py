"""What people do at the desk in more than one scene."""

from playwright.sync_api import Page

REPORT = "Example: a report on the Kitakami Valley"
# Made up, so that nobody takes a picture of the handbook for a fact.
TEXT = (
    "The plan of the Kitakami Valley was approved on 4 July 1984. Its area holds 26 sites for research, and 3,400 "
    "people work there. A second phase began in 1991, and the plan came to an end in 1998."
)
PLAN = "Kitakami Valley Plan"


def press(page: Page, words: str) -> None:
    """Press the button or follow the link of that name."""
    button = page.get_by_role("button", name=words, exact=True)
    (button if button.count() else page.get_by_role("link", name=words, exact=True)).first.click()
    page.wait_for_load_state()


def choose(page: Page, field: str, words: str) -> None:
    """Choose in a search field, which may be one of several rows."""
    page.locator(f"#{field} + .select2-container .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill(words)
    page.locator(".select2-results__option").filter(has_text=words).first.click()


def save(page: Page) -> None:
    """Press Save, and be back in the list; an error with the desk's own words if it was refused."""
    press(page, "Save")
    if not page.locator(".messagelist .success").count():
        raise RuntimeError(" / ".join(page.locator(".errorlist, .errornote").all_inner_texts()))


def find(page: Page, noun: str, words: str) -> None:
    """Open the form of a record by its name."""
    page.goto(f"/admin/records/{noun}/?q={words}")
    page.locator("#result_list tbody th a", has_text=words).first.click()
    page.wait_for_load_state()


def cite(page: Page, row: int, locator: str, quotation: str) -> None:
    """Type a new passage of the report into a new row of citations."""
    page.get_by_text("Add another Citation").click()
    passage = f"id_citations-{row}-passage"
    choose(page, f"{passage}_source", REPORT)
    typed = page.locator(f"#citations-{row}")
    typed.get_by_text("Or type a new one").click()
    typed.locator(f"#{passage}_locator").fill(locator)
    typed.locator(f"#{passage}_quote").fill(quotation)


def add_policy(page: Page, title: str, year: str, quotation: str) -> None:
    """A draft of a policy that rests on a passage of the report."""
    page.goto("/admin/records/policy/add/")
    page.fill("#id_title_en", title)
    page.select_option("#id_kind", "plan")
    page.fill("#id_start_year", year)
    cite(page, 0, "p. 2", quotation)


def submit(page: Page, words: str = "") -> None:
    """Save the open form and submit it."""
    if words:
        page.fill("#id_reason", words)
    press(page, "Save and submit")
