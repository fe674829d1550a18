"""Many at once: a table that is imported, one that is refused, and an export."""

from .acts import press
from .studio import Studio

_HEADINGS = "slug,title_en,kind,start_year,citations.source,citations.locator,citations.quote\n"
_CITED = "example-a-report-on-the-kitakami-valley,p. 2,A second phase began in 1991\n"
GOOD = (
    f"{_HEADINGS}example-plan-of-1991,Example plan of 1991,plan,1991,{_CITED}"
    f"example-plan-of-1992,Example plan of 1992,plan,1992,{_CITED}"
    "kitakami-valley-plan,Kitakami Valley Plan,strategy,1984,,,\n"
)
BAD = (
    f"{_HEADINGS.replace('start_year', 'start_yaer')}example-plan-of-1991,Example plan of 1991,plann,1991,{_CITED}"
    "example-plan-of-1992,,plan,1992,example-report-on-the-kitakami-valley,p. 2,A second phase began in 1991\n"
)


def an_import(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/import/?kind=policy")
    studio.take(page, "import", "#content-main > p", "#content-main form")
    _upload(page, "plans.csv", GOOD)
    studio.take(page, "import-plan", "#content-main", height=760)


def an_import_that_is_refused(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/import/?kind=policy")
    _upload(page, "plans-with-slips.csv", BAD)
    studio.take(page, "import-errors", "#content-main", height=760)


def an_export(studio: Studio) -> None:
    page = studio.desk("hanako")
    page.goto("/admin/records/policy/?q=kitakami")
    for box in page.locator(".action-select").all():
        box.check()
    page.locator("select[name=action]").select_option(label="Export the selected records as CSV")
    studio.take(page, "export", "#changelist-form", height=320)


def _upload(page, name: str, table: str) -> None:
    page.set_input_files("#id_file", {"name": name, "mimeType": "text/csv", "buffer": table.encode()})
    press(page, "Show what would change")


SCENES = (an_import, an_import_that_is_refused, an_export)
