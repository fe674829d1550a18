"""docs/data.md says every key, type, facet and word there is, and nothing that there is not."""

import io
import json
import re
import sqlite3
import typing
import zipfile
from contextlib import closing
from types import UnionType

import pytest
from django.http import QueryDict

from policyatlas.editions.models import Entry, Facet
from policyatlas.editions.payloads import SCHEMA, SHAPES, Evidence, Names, Ref, Shape
from policyatlas.press.printing import sheets
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import fingerprint
from policyatlas.public.spreadsheets import csv_text
from policyatlas.values import vocabularies
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import Vocabulary
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
VOCABULARIES = {value.name: value for value in vars(vocabularies).values() if isinstance(value, Vocabulary)}
WORDS = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    int | float: "number",
    Ref: "reference",
    Names: "names",
    dict[str, str]: "words by key",
    list[Ref]: "list of references",
    list[Evidence]: "list of evidence",
}


def section(heading: str) -> str:
    """What stands under the heading that names `heading`, down to the next one of any level."""
    parts = re.split(r"^(#+ .*)$", PAGE, flags=re.MULTILINE)
    named = zip(parts[1::2], parts[2::2], strict=True)
    found = [text for title, text in named if heading in re.findall(r"`(.+?)`", title) or title.lstrip("# ") == heading]
    assert found, f"docs/data.md has no heading for {heading}: add one, with its tables of keys and facets."
    return found[0]


def table(text: str, head: str) -> dict[str, list[str]]:
    """The rows of the table whose first column is called `head`: the words in backticks there, and the other cells."""
    body = re.search(rf"^\| {head} \|.*\n\| ---.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = {}
    for line in body[1].splitlines() if body else []:
        first, *others = [cell.strip() for cell in line.strip("|").split("|")]
        for name in re.findall(r"`(.+?)`", first):
            assert name not in rows, f"docs/data.md says {name} twice in one table."
            rows[name] = others
    return rows


def keys(shape: type[Shape], prefix: str = "") -> dict[str, str]:
    """Every key of a shape, dotted, with its type in the words of the page."""
    found = {}
    for name, field in shape.model_fields.items():
        found[prefix + name], part = described(field.annotation)
        if part:
            found |= keys(part, f"{prefix}{name}.")
    return found


def described(annotation) -> tuple[str, type[Shape] | None]:
    """The words for a type, and the shape of the parts if it is a list of them."""
    if annotation in WORDS:
        return WORDS[annotation], None
    arguments = typing.get_args(annotation)
    if isinstance(annotation, UnionType) and arguments[-1] is type(None):
        rest = typing.Union[arguments[:-1]]  # noqa: UP007 - as many as there are
        return f"{described(rest)[0]} or null", None
    if typing.get_origin(annotation) is typing.Union:
        return described(arguments[0] | arguments[1])
    return "list of parts", arguments[0]


@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_of_a_kind_is_documented_with_its_type_and_none_is_stale(kind):
    documented = {name: cells[0] for name, cells in table(section(kind), "key").items()}
    assert documented == keys(SHAPES[kind]), "Bring the table of keys in docs/data.md in line with the shape."


def test_the_keys_of_evidence_are_documented():
    documented = {name: cells[0] for name, cells in table(section("What payloads share"), "key").items()}
    assert documented == keys(Evidence)


@pytest.mark.django_db
def test_every_facet_of_a_kind_is_documented_and_none_is_stale(desk):
    printed: dict[str, set[str]] = {kind: {"refers"} for kind in SHAPES}
    for record in [*desk.one_of_each(), desk.a_place(kind="prefecture")]:
        for sheet in sheets(record):
            printed[sheet.kind] |= sheet.facets.keys()
    for kind, name in Facet.objects.order_by().values_list("entry__kind", "name").distinct():
        printed[kind].add(name)
    documented = {kind: set(table(section(kind), "facet")) for kind in SHAPES}
    assert documented == printed, "Bring the tables of facets in docs/data.md in line with the press."


@pytest.mark.django_db
@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_that_can_be_missing_is_named(desk, kind):
    named = re.findall(r"`(.+?)`", table(section(kind), "key")["missing"][1])
    payloads = list(Entry.objects.filter(kind=kind).values_list("payload", flat=True))
    for record in [*desk.one_of_each(), desk.a_place(kind="prefecture")]:
        payloads += [sheet.payload.model_dump(mode="json") for sheet in sheets(record) if sheet.kind == kind]
    absent = {name for payload in payloads for name in payload["missing"]}
    assert absent <= set(named), f"docs/data.md does not say that these can be missing in a {kind}."
    assert set(named) <= keys(SHAPES[kind]).keys(), f"docs/data.md calls missing what a {kind} does not have."


def test_the_vocabularies_are_documented_word_by_word():
    documented = table(section("The vocabularies"), "vocabulary")
    for name, (words,) in documented.items():
        assert tuple(re.findall(r"`(.+?)`", words)) == VOCABULARIES[name].codes, f"The words of {name} have changed."
    named = set(re.findall(r"vocabular(?:y|ies) `(.+?)`", PAGE))
    assert named == documented.keys(), (
        "Every vocabulary a key names is in the list, and every one in the list is named."
    )


def test_the_kinds_of_missing_are_explained():
    assert tuple(table(section("What payloads share"), "word")) == vocabularies.MISSING.codes


def test_the_index_card_and_its_schema_number_are_documented():
    about_the_printing = {"id", "origin", "since", "until", "payload", "printed_at", "reason"}
    stored = {field.name for field in Entry._meta.concrete_fields} - about_the_printing
    documented = table(section("The index card"), "column")
    assert documented.keys() == stored
    assert documented["schema"][1] == f"the number of the payload's shape: {SCHEMA}"


# --- What others are told to do


@pytest.fixture(scope="module")
def told() -> dict:
    """The functions printed in the page."""
    names: dict = {}
    for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(code, names)
    return names


@pytest.mark.django_db
def test_the_example_is_what_the_atlas_answers(visitor):
    address, sha256 = re.search(r"Its address is `(.+?)/`, its hash\s+`(\w+)`", PAGE).groups()
    answered = visitor.get(f"{address}.json").json()
    (printed,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert (answered["payload"], answered["sha256"]) == (json.loads(printed), sha256), (
        "The facts have changed: print the example in docs/data.md anew."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", SHAPES)
def test_anybody_can_compute_the_hash_of_an_entry(visitor, pinned, told, kind):
    for slug in pinned.entries(kind).values_list("slug", flat=True)[:3]:
        answered = visitor.get(f"/2026.1/{KINDS[kind].address}/{slug}.json").json()
        assert told["entry_hash"](answered) == answered["sha256"]


@pytest.mark.django_db
def test_anybody_can_compute_the_digest_of_an_edition(visitor, pinned, told):
    results = []
    for kind in KINDS.values():
        results += visitor.get(f"/2026.1/{kind.address}.json").json()["results"]
    assert told["edition_digest"](results) == pinned.edition.digest
    assert pinned.edition.digest in visitor.get("/editions/2026.1/").content.decode()


@pytest.mark.django_db
def test_the_files_and_tables_of_a_whole_edition_are_documented(visitor):
    whole = section("Whole editions")
    kinds = {kind.address for kind in KINDS.values()}
    with zipfile.ZipFile(io.BytesIO(visitor.get("/editions/2026.1.zip").getvalue())) as package:
        files = {name for name in package.namelist() if name.removesuffix(".csv") not in kinds}
    assert table(whole, "file").keys() == {*files, "policies.csv", "clusters.csv"}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(visitor.get("/editions/2026.1.sqlite").getvalue())
        held = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert table(whole, "table").keys() == {*held - kinds, "policies", "clusters"}
    assert kinds <= held


@pytest.mark.django_db
@pytest.mark.parametrize("stem", ["policies", "observations", "policies/technopolis-programme", "compare/prefectures"])
def test_anybody_can_compute_the_fingerprint_of_a_view(visitor, pinned, told, stem):
    extract = extract_at(stem, pinned, QueryDict("s=iwate&s=aomori"))
    computed = told["fingerprint"]([column.key for column in extract.columns], [line.cells for line in extract.lines])
    assert computed == extract.fingerprint
    assert computed in visitor.get(f"/2026.1/cite/{stem}/?s=iwate&s=aomori").content.decode()
    assert told["fingerprint"](["value"], [[0], [680000000], [12.5]]) == fingerprint(["value"], [[0], [680e6], [12.50]])


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/2026.1/observations", "/2026.1/policies/technopolis-law", "/search"])
def test_anybody_can_compute_the_fingerprint_of_a_file(visitor, told, path):
    question = "?q=iwate" if path == "/search" else ""
    data = visitor.get(f"{path}.json{question}").json()
    tables = [told["table_of_csv"](visitor.get(f"{path}.csv{question}").content.decode()), told["table_of_json"](data)]
    assert [told["fingerprint"](*table) for table in tables] == [data["about"]["fingerprint"]] * 2


def test_a_row_that_begins_with_the_sign_of_a_remark_is_a_row(told):
    facts = [("columns in the fingerprint", 2), ("lines above the headings", 2)]
    rows = [["#", 1], ["plain", 2]]
    headings, read = told["table_of_csv"](csv_text(["name", "value"], rows, facts))
    assert told["fingerprint"](headings, read) == fingerprint(["name", "value"], rows)


@pytest.mark.django_db
def test_the_facts_of_a_file_are_documented(visitor):
    documented = set(table(section("Files"), "fact"))
    data = visitor.get("/policies.json").json()
    assert {name.replace("_", " ") for name in data["about"]} <= documented | {"missing"}
    text = visitor.get("/policies.csv").content.decode("utf-8-sig")
    facts = {re.sub(": .*", ": …", name) for name in re.findall(r'^#,"(.+?)",', text, re.MULTILINE)}
    assert facts == documented | {"lines above the headings"}
    keys_of_json = set(table(section("JSON"), "key")) | {"edition", "address", "licence"}
    for path in ("policies", "policies/technopolis-law", "compare/clusters", "search"):
        assert visitor.get(f"/{path}.json").json().keys() <= keys_of_json


@pytest.mark.django_db
def test_the_addresses_it_names_are_there(visitor):
    for address in [*table(section("Where the data are"), "address"), *table(section("Citing a view"), "address")]:
        response = visitor.get(address)
        response.getvalue()  # So that a file is closed.
        assert response.status_code == 200, f"docs/data.md sends people to {address}."
