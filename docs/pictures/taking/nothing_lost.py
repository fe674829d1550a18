"""Nothing lost: two people at once, a session that ended, and everything that was there before."""

from tests.browser.doors import sign_in

from .acts import PLAN, find, press, save
from .studio import Studio

DOUBTFUL = "Kitakami Valley Plan, second phase"


def two_people_at_once(studio: Studio) -> None:
    hanako, yuki = studio.desk("hanako"), studio.desk("yuki")
    find(hanako, "policy", PLAN)
    press(hanako, "Revise")
    find(yuki, "policy", PLAN)
    studio.take(yuki, "open", ".desk-open", ".desk-state")
    yuki.fill("#id_summary", "A plan of 1984 for research in the Kitakami Valley, on 26 sites. It ended in 1998.")
    yuki.fill("#id_aims", "Work for the people of the valley.")
    save(yuki)
    hanako.fill("#id_summary", "A plan of 1984 for research and industry in the Kitakami Valley, with 26 sites.")
    press(hanako, "Save")
    studio.take(hanako, "conflict", "#conflict")
    hanako.locator("#conflict input[value=mine]").first.check()
    save(hanako)


def a_session_that_ended(studio: Studio) -> None:
    page = studio.desk("hanako")
    find(page, "policy", PLAN)
    page.fill("#id_aims", "Work for the people of the valley, and research beside industry.")
    page.context.clear_cookies(name="sessionid")
    press(page, "Save")
    sign_in(page, "hanako")
    page.locator(".desk-kept").wait_for()
    studio.take(page, "kept", ".errornote", ".desk-kept")
    save(page)


def the_history(studio: Studio) -> None:
    page = studio.desk("hanako")
    find(page, "policy", PLAN)
    press(page, "History")
    page.locator("details summary").first.click()
    studio.take(page, "history", "#content-main", height=700)
    press(page, "Compare them")
    studio.take(page, "compare", "#content-main")
    page.go_back()
    page.get_by_role("link", name="Restore this version…").nth(1).click()
    studio.take(page, "restore", "#content-main", height=560)


def deleted_and_brought_back(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/records/policy/add/")
    page.fill("#id_title_en", DOUBTFUL)
    page.select_option("#id_kind", "plan")
    save(page)
    find(page, "policy", DOUBTFUL)
    press(page, "Delete")
    page.fill("#id_reason", "It is a stage of the plan, not a plan of its own.")
    press(page, "Delete")
    press(page, "Deleted")
    studio.take(page, "deleted", "#content-main", height=320)


SCENES = (two_people_at_once, a_session_that_ended, the_history, deleted_and_brought_back)
