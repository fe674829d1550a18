"""A whole edition as a data package: it holds the edition and nothing else, and others can read and check it."""

import csv
import hashlib
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import frictionless
import pytest
from django.http import QueryDict

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.editions.sayings import absences
from policyatlas.public.editions.whole import Whole
from policyatlas.public.extracts import lists
from policyatlas.public.extracts.table import as_text
from policyatlas.public.lists.columns import NONE_IN_PRINT, NOT_IN_PRINT
from policyatlas.values.kinds import KINDS
from policyatlas.values.spreadsheets import safe_cell
from policyatlas.values.vocabularies import MISSING
from tests.house.tree import ROOT
from tests.public.editions_taken import entries, in_print, package, taken

pytestmark = pytest.mark.django_db

ADDRESSES = [kind.address for kind in KINDS.values()]


@pytest.fixture
def shipped(visitor) -> dict[str, str]:
    """The files of the edition with which the atlas ships."""
    return package(taken(visitor, "2026.1", "zip"))


def rows(text: str) -> list[dict]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def resource(files: dict[str, str], name: str) -> dict:
    """What the description says of a file."""
    return next(one for one in json.loads(files["datapackage.json"])["resources"] if one["name"] == name)


def told(text: str) -> dict:
    """The functions printed in a page."""
    names: dict = {}
    exec("\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL)), names)
    return names


# --- It holds the edition


def test_it_has_every_entry_whole(shipped):
    found = entries(shipped)
    expected = in_print("2026.1")
    assert [(one["kind"], one["slug"]) for one in found] == [(entry.kind, entry.slug) for entry in expected]
    for one, entry in zip(found, expected, strict=True):
        assert one["payload"] == entry.payload
        assert one["sha256"] == entry.sha256
        assert one["facets"] == sorted([facet.name, facet.value] for facet in entry.facets.all())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_table_has_every_cell_of_the_list(address, shipped):
    listed = lists.extract(address, Reading(Edition.objects.get(label="2026.1"), pinned=True), QueryDict())
    expected = sorted([as_text(safe_cell(cell)) for cell in line.cells] for line in listed.lines)
    headings, *found = csv.reader(io.StringIO(shipped[f"{address}.csv"], newline=""))
    assert headings == [column.key for column in listed.columns]
    assert sorted(found) == expected
    assert [row[0] for row in found] == sorted(row[0] for row in found)


def test_a_table_is_plain(shipped):
    for address in ADDRESSES:
        assert shipped[f"{address}.csv"].startswith('"slug","title_en","title_ja",'), "A preface, or a byte order mark."


def test_it_is_read_in_two_queries(django_assert_num_queries):
    whole = Whole(Edition.objects.get(label="2026.1"))
    with django_assert_num_queries(2):
        assert whole.tables
        assert whole.facets
        assert whole.documents


def test_no_value_that_is_missing_is_blank_or_nought(desk, visitor):
    made = {code: desk.publish(desk.an_observation(missing=code, value=None)).slug for code in MISSING.codes}
    a_range = desk.publish(desk.an_observation(value=Decimal("0.5"), upper_value=Decimal(2), qualifier="about")).slug
    nought = desk.publish(desk.an_observation(value=Decimal(0))).slug
    desk.close("2999.1")
    files = package(taken(visitor, "2999.1", "zip"))
    figures = {row["slug"]: row for row in rows(files["observations.csv"])}
    for code, slug in made.items():
        assert figures[slug]["value"] == figures[slug]["upper_value"] == MISSING.label(code)
    held = figures[a_range]
    assert (held["value"], held["upper_value"], held["qualifier"]) == ("0.5", "2", "about")
    assert (figures[nought]["value"], figures[nought]["upper_value"]) == ("0", "not applicable")
    for address in ADDRESSES:
        for row in rows(files[f"{address}.csv"]):
            assert all(value.strip() for value in row.values()), row


def test_a_text_that_could_run_as_a_formula_is_harmless(desk, visitor):
    title = '=HYPERLINK("http://x.test","y")'
    slug = desk.publish(desk.a_policy(title_en=title)).slug
    desk.close("2999.1")
    files = package(taken(visitor, "2999.1", "zip"))
    assert next(row for row in rows(files["policies.csv"]) if row["slug"] == slug)["title_en"] == f"'{title}"
    assert next(one for one in entries(files) if one["slug"] == slug)["card"]["title_en"] == title


def test_an_entry_of_a_later_edition_is_not_in_it(desk, visitor):
    desk.close("2999.1")
    slug = desk.publish(desk.a_policy()).slug
    desk.close("2999.2")
    assert slug not in "".join(package(taken(visitor, "2999.1", "zip")).values())
    assert slug in package(taken(visitor, "2999.2", "zip"))["policies.csv"]


# --- It describes itself


def test_it_says_edition_licence_sources_and_sums(shipped, pinned):
    described = json.loads(shipped["datapackage.json"])
    assert (described["version"], described["digest"]) == ("2026.1", pinned.edition.digest)
    assert described["created"][:19] == f"{pinned.edition.closed_at:%Y-%m-%dT%H:%M:%S}"
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    named = {source["title"] for source in described["sources"]}
    read = {evidence["source"]["slug"] for entry in pinned.entries("policy") for evidence in entry.payload["evidence"]}
    assert {card.title_en for card in pinned.entries("source").filter(slug__in=read)} <= named
    for one in described["resources"]:
        content = shipped[one["path"]].encode()
        assert one["bytes"] == len(content), one["name"]


def test_columns_have_types_titles_and_descriptions(shipped):
    types = {field["name"]: field["type"] for field in resource(shipped, "observations")["schema"]["fields"]}
    assert types["value"] == types["upper_value"] == "number"
    assert types["period_start"] == types["period_end"] == "integer"
    assert types["unit"] == "string"
    for address in ADDRESSES:
        schema = resource(shipped, address)["schema"]
        assert schema["primaryKey"] == ["slug"]
        for field in schema["fields"]:
            assert field["title"], (address, field)
            assert field["description"].endswith("."), (address, field)


def test_every_word_for_an_absence_is_explained_and_declared_missing(shipped):
    words = {word for _, word, _, _ in absences()}
    assert words == {*(MISSING.label(code) for code in MISSING.codes), NONE_IN_PRINT["en"], NOT_IN_PRINT["en"]}
    assert {"", *words} == set(resource(shipped, "observations")["schema"]["missingValues"])
    for _, word, _, meaning in absences():
        assert f"| {word} | {meaning} |" in shipped["README.md"]


def test_the_readme_says_how_to_cite(shipped, pinned):
    assert "PolicyAtlas. Edition 2026.1, closed on" in shipped["README.md"]
    assert pinned.edition.digest in shipped["README.md"]
    assert "https://creativecommons.org/licenses/by/4.0/" in shipped["README.md"]


# --- Others can check it


def test_the_readme_makes_the_digest_anew_from_the_entries_alone(shipped, pinned):
    anew = told(shipped["README.md"])["edition_digest"]
    lines = shipped["entries.jsonl"].splitlines()
    assert anew(lines) == pinned.edition.digest
    assert anew([line.replace("Technopolis", "Technopoles") for line in lines]) != pinned.edition.digest


def test_the_functions_of_the_data_contract_make_it_too(shipped, pinned):
    functions = told((ROOT / "docs" / "data.md").read_text(encoding="utf-8"))
    found = entries(shipped)
    assert all(functions["entry_hash"](entry) == entry["sha256"] for entry in found)
    assert functions["edition_digest"](found) == pinned.edition.digest


def validated(path: Path) -> frictionless.Report:
    """What an independent reader says of a package."""
    return frictionless.validate(str(path))


def test_it_is_a_valid_data_package(visitor, pinned, tmp_path):
    path = tmp_path / "whole.zip"
    path.write_bytes(taken(visitor, "2026.1", "zip"))
    report = validated(path)
    assert report.valid, report.flatten(["taskNumber", "rowNumber", "fieldName", "message"])[:10]
    read = {task.name: task.stats["rows"] for task in report.tasks if task.type == "table"}
    assert read == {KINDS[kind].address: count for kind, count in pinned.counts_by_kind().items()}


def test_a_reader_of_the_format_gets_numbers_and_no_value_where_one_is_missing(visitor, pinned, tmp_path):
    path = tmp_path / "whole.zip"
    path.write_bytes(taken(visitor, "2026.1", "zip"))
    read = {row["slug"]: row for row in frictionless.Package(str(path)).get_resource("observations").read_rows()}
    for entry in pinned.entries("observation"):
        value = entry.payload["value"]
        assert read[entry.slug]["value"] == (None if value is None else Decimal(str(value))), entry.slug


def spoilt(files: dict[str, str], path: Path, name: str, was: str, now: str, *, resealed: bool = False) -> Path:
    """The package with something altered in one of its files; `resealed` gives that file a sum that fits."""
    assert was in files[name], f"There is nothing to alter in {name}."
    altered = files | {name: files[name].replace(was, now, 1)}
    if resealed:
        described = json.loads(files["datapackage.json"])
        content = altered[name].encode()
        (one,) = [one for one in described["resources"] if one["path"] == name]
        one |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        altered["datapackage.json"] = json.dumps(described)
    with zipfile.ZipFile(path, "w") as package:
        for file, text in altered.items():
            package.writestr(file, text)
    return path


@pytest.mark.parametrize("name", ["policies.csv", "entries.jsonl"])
def test_a_package_with_an_altered_word_is_refused(name, shipped, tmp_path):
    report = validated(spoilt(shipped, tmp_path / "spoilt.zip", name, "Technopolis", "Technopoles"))
    assert {kind for (kind,) in report.flatten(["type"])} == {"hash-count"}


@pytest.mark.parametrize(
    ("was", "now", "error"),
    [
        (",1983,", ",soon,", "type-error"),
        ('\r\n"technopolis-law",', '\r\n"technopolis-programme",', "primary-key"),
        ('\r\n"technopolis-law",', '\r\n"",', "constraint-error"),
    ],
    ids=["a year that is none", "a slug twice", "no slug"],
)
def test_a_package_that_breaks_its_own_description_is_refused(was, now, error, shipped, tmp_path):
    altered = spoilt(shipped, tmp_path / "spoilt.zip", "policies.csv", was, now, resealed=True)
    assert (error,) in {(kind,) for (kind,) in validated(altered).flatten(["type"])}
