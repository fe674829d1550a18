"""Writing: from a source and its text to a record that is fit to print."""

from .acts import PLAN, REPORT, TEXT, add_policy, choose, cite, find, press, save
from .studio import Studio


def a_source(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/records/source/add/")
    page.fill("#id_heading", REPORT)
    page.select_option("#id_kind", "report")
    page.fill("#id_title", "Report on the Kitakami Valley")
    page.fill("#id_year", "2001")
    page.fill("#id_date_read", "2026-04-01")
    save(page)


def its_text(studio: Studio) -> None:
    page = studio.desk("hanako")
    find(page, "source", REPORT)
    press(page, "upload it")
    page.fill("#id_pasted", TEXT)
    press(page, "Store the text")


def a_passage(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/records/passage/add/")
    choose(page, "id_source", REPORT)
    page.fill("#id_locator", "p. 2")
    page.fill("#id_quote", "Its area holds 28 sites for research")
    press(page, "Save")
    studio.take(page, "passage", ".errornote", ".field-confirmed")
    page.check("#id_confirmed")
    save(page)
    find(page, "source", REPORT)
    press(page, "check, replace or remove it")
    studio.take(page, "source-text", "#content-main")


def a_record(studio: Studio) -> None:
    page = studio.desk("hanako")
    add_policy(page, PLAN, "1984", "The plan of the Kitakami Valley was approved on 4 July 1984.")
    studio.take(page, "citation", "#citations-group")
    page.get_by_text("Add another Dated event").click()
    page.fill("#id_stages-0-title_en", "The second phase begins")
    page.fill("#id_stages-0-year", "1991")
    save(page)
    find(page, "policy", PLAN)
    studio.take(page, "missing", ".desk-state")
    studio.take(page, "form", "#content-main", height=760)


def the_state(studio: Studio) -> None:
    page = studio.desk("hanako")
    passage = "id_stages-0-passage"
    choose(page, f"{passage}_source", REPORT)
    row = page.locator("#stages-0")
    row.get_by_text("Or type a new one").click()
    row.locator(f"#{passage}_locator").fill("p. 2")
    row.locator(f"#{passage}_quote").fill("A second phase began in 1991")
    save(page)
    find(page, "policy", PLAN)
    studio.take(page, "state", ".desk-state")


def a_figure(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/records/indicator/add/")
    page.fill("#id_name_en", "Research sites (example)")
    page.fill("#id_unit", "sites")
    page.fill("#id_definition", "Sites for research in the area of a plan, counted by the report.")
    cite(page, 0, "p. 2", "Its area holds 26 sites for research")
    save(page)
    for value in ("26", "28"):
        page.goto("/admin/records/observation/add/")
        choose(page, "id_indicator", "Research sites (example)")
        choose(page, "id_policy", PLAN)
        page.fill("#id_period_start", "1984")
        page.fill("#id_period_end", "1984")
        page.fill("#id_value", value)
        cite(page, 0, "p. 2", f"Its area holds {value} sites for research")
        save(page)
    page.goto("/admin/records/observation/?q=kitakami")
    page.locator("#result_list tbody th a").first.click()
    page.fill("#id_value", "27")
    press(page, "Save")
    studio.take(page, "figure", ".errornote", ".field-confirmed")


def sources_that_disagree(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/")
    studio.take(page, "disagreement", "section[aria-labelledby=disputed]", height=420)


SCENES = (a_source, its_text, a_passage, a_record, the_state, a_figure, sources_that_disagree)
