"""Into print: submitted, reviewed, published, revised, looked over; and what becomes an edition."""

from .acts import PLAN, find, press, save
from .studio import Studio


def submitted(studio: Studio) -> None:
    page = studio.desk("hanako")
    find(page, "policy", PLAN)
    page.fill("#id_reason", "New. I am unsure of the year in which it ended: the report gives only 1998.")
    studio.take(page, "submit", ".desk-reason", ".submit-row")
    press(page, "Save and submit")


def the_front_page(studio: Studio) -> None:
    page = studio.desk("yuki")
    page.goto("/admin/")
    studio.take(page, "front", "#content", height=760)


def returned(studio: Studio) -> None:
    page = studio.desk("yuki")
    find(page, "policy", PLAN)
    press(page, "Return…")
    page.fill("#id_reason", "The plan ended in 1998: give the year, and cite the passage.")
    press(page, "Return it")
    page = studio.desk("hanako")
    find(page, "policy", PLAN)
    page.fill("#id_end_year", "1998")
    page.fill("#id_reason", "With the year in which it ended, and its passage.")
    press(page, "Save and submit")


def published(studio: Studio) -> None:
    page = studio.desk("kenji")
    _publish_source(studio)
    _approve(studio, PLAN)
    find(page, "policy", PLAN)
    studio.take(page, "publish", ".desk-state", ".submit-row", size=(1000, 640))
    press(page, "Publish")
    page = studio.desk("hanako")
    find(page, "policy", PLAN)
    studio.take(page, "published", ".desk-state", ".submit-row", size=(1000, 640))


def revised(studio: Studio) -> None:
    page = studio.desk("hanako")
    find(page, "policy", PLAN)
    press(page, "Revise")
    page.fill("#id_summary", "A plan of 1984 for research in the Kitakami Valley, with 26 sites. It ended in 1998.")
    page.fill("#id_end_year", "1997")
    page.fill("#id_reason", "The last year of work was 1997; 1998 is when the plan was wound up.")
    save(page)
    find(page, "policy", PLAN)
    press(page, "Preview")
    studio.take(page, "preview", "#main", height=760)
    find(page, "policy", PLAN)
    page.fill("#id_reason", "The last year of work was 1997; 1998 is when the plan was wound up.")
    press(page, "Save and submit")


def reviewed(studio: Studio) -> None:
    page = studio.desk("yuki")
    find(page, "policy", PLAN)
    studio.take(page, "review", ".desk-state", ".desk-review")
    press(page, "Approve")
    page = studio.desk("kenji")
    find(page, "policy", PLAN)
    press(page, "Publish")


def looked_over(studio: Studio) -> None:
    studio.age("evaluation")
    page = studio.desk("yuki")
    page.goto("/admin/")
    studio.take(page, "look", "section[aria-labelledby=unlooked]", height=420)


def several_at_once(studio: Studio) -> None:
    page = studio.desk("yuki")
    page.goto("/admin/records/policy/?q=technopolis")
    for box in page.locator(".action-select").all()[:3]:
        box.check()
    page.locator("select[name=action]").select_option(label="Approve the selected records")
    studio.take(page, "list", "#changelist", height=520)


def an_edition(studio: Studio) -> None:
    page = studio.desk("kenji")
    page.goto("/admin/editions/edition/")
    press(page, "Close the open edition…")
    studio.take(page, "edition", page.locator("#content-main section").nth(1), "#content-main form", height=720)
    page.goto("/admin/editions/edition/?q=")
    page.locator("#result_list tbody th a", has_text="2026.1").first.click()
    press(page, "Add an erratum…")
    page.select_option("#id_kind", "policy")
    page.fill("#id_slug", "technopolis-law")
    page.fill("#id_text", "Example: the law was of 1983, not of 1984.")
    studio.take(page, "erratum", "#content-main form fieldset")


def _publish_source(studio: Studio) -> None:
    page = studio.desk("hanako")
    find(page, "source", "Example")
    press(page, "Save and submit")
    page = studio.desk("yuki")
    find(page, "source", "Example")
    press(page, "Approve")
    page = studio.desk("kenji")
    find(page, "source", "Example")
    press(page, "Publish")


def _approve(studio: Studio, title: str) -> None:
    page = studio.desk("yuki")
    find(page, "policy", title)
    press(page, "Approve")


SCENES = (
    submitted,
    the_front_page,
    returned,
    published,
    revised,
    reviewed,
    looked_over,
    several_at_once,
    an_edition,
)
