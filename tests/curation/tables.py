"""Tables that somebody imports in a test, their plans, and all that is stored, to be compared."""

import io
import zipfile

from django.apps import apps
from openpyxl import Workbook

from policyatlas.curation.exchange.applying import applying, kept
from policyatlas.curation.exchange.exporting import csv_line, exported
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.plans import Plan
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.shapes import shape_of
from policyatlas.curation.models import ChangeSet
from policyatlas.curation.stepwise import finished
from policyatlas.records.models import Policy

PASSAGE = ("citations.source", "citations.locator", "citations.quote", "citations.supports")


def table(*rows: dict[str, str]) -> bytes:
    """A CSV file with one line for each row; the headings are those that any of the rows has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [csv_line(names), *(csv_line([row.get(name, "") for name in names]) for row in rows)]
    return "".join(lines).encode()


def a_row(slug: str = "a-new-plan", **cells: str) -> dict[str, str]:
    """A line with a plan; two underscores stand for the point in the heading of a part."""
    given = {name.replace("__", "."): cell for name, cell in cells.items()}
    return {"slug": slug, "title_en": f"The plan {slug}", "kind": "plan"} | given


def planned(content: bytes, by=None, model=Policy, name: str = "file.csv", **given) -> Plan:
    """The plan of a file."""
    return finished(planning(read(name, content, shape_of(model)), by, **given))


def outcomes(plan: Plan) -> list[tuple[str, str]]:
    """What becomes of each row: `(slug, outcome)`."""
    return [(item.row.slug, item.outcome) for item in plan.items]


def mistakes(plan: Plan) -> list[tuple[int, str, str]]:
    """What is wrong: `(line, column, sentence)`."""
    return [(mistake.line, mistake.column, mistake.sentence) for mistake in plan.all_mistakes()]


def keep(content: bytes, by, model=Policy) -> ChangeSet:
    """The plan of a file, kept as the upload does."""
    plan = planned(content, by, model, confirmed=True)
    return kept(plan, by=by, file_name="file.csv", content=content, confirmed=True)


def write(content: bytes, by, model=Policy) -> ChangeSet:
    """The file planned and written."""
    return finished(applying(keep(content, by, model), by=by))


def file_of(*records, ending: str = "csv") -> bytes:
    """The records exported."""
    return exported(type(records[0]), [record.pk for record in records], ending)


def everything() -> dict[str, list]:
    """Every row of every table of the records, links included, but for versions and stamps."""
    left_out = {"version", "created_at", "created_by_id", "updated_at", "updated_by_id"}
    found = {}
    for model in apps.get_app_config("records").get_models(include_auto_created=True):
        # A link is what it links; nobody sees the number of its row.
        own = left_out | ({"id"} if model._meta.auto_created else set())
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in own]
        found[model._meta.db_table] = sorted(model._base_manager.values_list(*names), key=repr)
    return found


def workbook(*rows: list, title: str = "policy") -> bytes:
    """An Excel workbook with these cells."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_member(content: bytes, name: str, text: bytes) -> bytes:
    """The zip with another text in one of its members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in {*old.namelist(), name}:
            new.writestr(member, text if member == name else old.read(member))
    return made.getvalue()
