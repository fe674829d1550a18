"""Files that are broken, too large, or meant to harm: each is refused with a sentence that says what to do."""

import io
import json
import zipfile

import pytest
from django.db import models

from policyatlas.curation.exchange import limits, reading, workbooks
from policyatlas.curation.exchange.cells import Unfit, value_of
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.rows import Unreadable
from policyatlas.curation.exchange.shapes import shape_of
from policyatlas.records.models import Policy
from tests.curation.tables import a_row, mistakes, planned, table, with_member, workbook

SHAPE = shape_of(Policy)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
LAUGHS_WIDE = LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")
FETCHES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><sst>&e;</sst>'


def refused(content: bytes, name: str = "x.csv", shape=SHAPE) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(Unreadable) as refusal:
        read(name, content, shape)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\xd0\xcf\x11\xe0old", "old kind"),
        ("slug\n\xe9\xff\n".encode("latin-1"), "Line 2 holds signs"),
        ("slug,title_en\nx,Société d'été\n".encode("latin-1"), "Line 2 holds signs"),
        ("slug\nx\n".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a table"),
        (b'slug,title_en\nx,"not closed\n', "begins at line 2"),
        (b'slug,title_en\nx,"a"b\n', "begins at line 2"),
        (b"# nothing\n", "no line with headings"),
        (b"[1, 2", "broken JSON at line 1"),
        (b'{"kind": "polcy", "records": []}', "There is no kind “polcy”. Did you mean “policy”?"),
        (b'{"kind": "cluster", "records": []}', "not “policy”"),
        (b'{"kind": "policy"}', "must hold a list"),
        (b'[{"slug": NaN}]', "no value of JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"PKnothing", "no workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(content, said):
    assert said in refused(content)


def test_a_file_that_does_not_say_what_it_holds_is_refused():
    assert "does not say what its records are" in refused(b"slug\nx\n", "data.csv", None)


@pytest.mark.parametrize(
    "text", [LAUGHS, FETCHES, LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")]
)
@pytest.mark.parametrize(
    "member", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_entities_is_refused_before_it_is_read(member, text):
    assert "definitions of its own" in refused(with_member(workbook(["slug"], ["x"]), member, text), "x.xlsx")


def test_a_zip_that_grows_beyond_measure_is_refused():
    bomb = with_member(workbook(["slug"]), "xl/media/zeros.bin", b"\0" * (workbooks.UNPACKED + 1))
    assert len(bomb) < reading.LARGEST_FILE
    assert "far more than was sent" in refused(bomb, "x.xlsx")
    smaller = with_member(workbook(["slug"]), "xl/media/zeros.bin", b"\0" * 20_000_000)
    assert "far more than was sent" in refused(smaller, "x.xlsx")


def test_a_zip_that_lies_about_its_size_is_refused():
    content = bytearray(with_member(workbook(["slug"]), "xl/media/x.bin", b"\0" * 1_000_000))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.getinfo("xl/media/x.bin").file_size == 1_000_000
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/x.bin"))
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(content), "x.xlsx")


def test_a_sheet_that_says_it_is_enormous_is_read_by_what_it_holds():
    content = workbook(["slug", "title_en", "kind"], ["x", "A title", "plan"])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in sheet
    table = read("x.xlsx", with_member(content, "xl/worksheets/sheet1.xml", sheet), SHAPE)
    assert [row.slug for row in table.rows] == ["x"]


def test_too_much_of_anything_is_refused(monkeypatch):
    assert "10 MB are allowed" in refused(b"x" * (reading.LARGEST_FILE + 1))
    assert "characters" in refused(f'slug,summary\nx,"{"y" * (limits.LONGEST + 1)}"\n'.encode())
    assert "columns" in refused(b"slug\n" + b"," * (limits.COLUMNS + 1) + b"x\n")
    monkeypatch.setattr(limits, "LINES", 3)
    assert "more than 3 lines" in refused(table(*(a_row(f"p-{number}") for number in range(4))))
    monkeypatch.setattr("policyatlas.curation.exchange.json_files.ROWS", 1)
    assert "2 records; 1 are allowed" in refused(json.dumps([{"slug": "a"}, {"slug": "b"}]).encode())


@pytest.mark.django_db
def test_formulas_and_errors_in_cells_are_told_with_their_place():
    content = workbook(["slug", "title_en", "kind"], ["x", "=1+1", "plan"], ["y", "#N/A", "plan"])
    said = [sentence for _, _, sentence in mistakes(planned(content, name="x.xlsx"))]
    assert any("holds a formula" in one for one in said)
    assert any("holds the error" in one for one in said)


@pytest.mark.django_db
def test_numbers_days_and_answers_of_a_workbook_are_read_as_they_are_meant():
    content = workbook(["slug", "title_en", "kind", "start_year"], ["x", 2005, "plan", 1990.0])
    item = planned(content, name="x.xlsx").items[0]
    assert (item.outcome, item.wanted["fields"]["title_en"], item.wanted["fields"]["start_year"]) == (
        "new",
        "2005",
        1990,
    )


@pytest.mark.parametrize("value", ["1e1000000", "1" * 40, "0x10", "１２.５.1", "--1"])
@pytest.mark.django_db
def test_numbers_that_would_never_end_are_no_numbers(value, desk):
    observation = desk.an_observation()
    plan = planned(table({"slug": observation.slug, "value": value}), model=type(observation))
    assert "is no number" in mistakes(plan)[0][2]


@pytest.mark.django_db
def test_what_is_wrong_is_quoted_by_its_beginning():
    endless = "x" * 5000
    wrong = dict.fromkeys(("kind", "start_year", "places"), endless)
    cited = {"citations__source": endless, "citations__locator": "p. 1", "citations__quote": "Words"}
    plans = [
        planned(table(a_row(endless), a_row(endless, title_en="Again"), a_row("a", **wrong))),
        planned(table(a_row("b", **cited) | {endless: "1"})),
        planned(json.dumps([{"slug": "d", endless: 1, "stages": [{endless: 1}]}]).encode(), name="x.json"),
    ]
    said = [text for plan in plans for line in mistakes(plan) for text in line[1:]]
    said += [remark for plan in plans for item in plan.items for remark in item.remarks]
    said.append(refused(json.dumps({"kind": endless, "records": []}).encode(), "x.json", None))
    assert len(said) > 10
    assert [text for text in said if "x" * 81 in text] == []
    assert sum(f"“{'x' * 80}…”" in text for text in said) >= len(wrong) + 5
    assert {item.row.slug for plan in plans for item in plan.items} >= {endless}, "only the messages are short"


@pytest.mark.parametrize(
    ("field", "least", "largest"),
    [
        (models.PositiveSmallIntegerField(), 0, 32_767),
        (models.SmallIntegerField(), -32_767, 32_767),
        (models.IntegerField(), -2_147_483_647, 2_147_483_647),
    ],
)
def test_what_is_out_of_range_is_told_the_range(field, least, largest):
    assert [value_of(field, str(number)) for number in (least, largest)] == [least, largest]
    for number in (least - 1, largest + 1):
        with pytest.raises(Unfit, match=f"“{number}” is out of range: it must lie between {least} and {largest}."):
            value_of(field, str(number))


@pytest.mark.django_db
def test_wrong_shapes_in_json_are_told():
    records = [
        {"slug": "a", "titel_en": "x", "stages": {}, "places": 3, "citations": [{"source": {"x": 1}}, 4]},
        {"title_en": "nobody"},
        7,
    ]
    plan = planned(json.dumps(records).encode() + b"", name="x.json")
    said = " ".join(sentence for _, _, sentence in mistakes(plan))
    assert "There is no column “titel_en”. Did you mean “title_en”?" in said
    for words in ("“stages” must be a list", "must be a list of objects", "has no slug", "is no record"):
        assert words in said
    twice = planned(b'[{"slug": "a", "slug": "b", "title_en": "t", "kind": "plan"}]', name="x.json")
    assert "A name stands in it twice." in [sentence for _, _, sentence in mistakes(twice)]


@pytest.mark.django_db
def test_stray_separators_and_headings_are_told():
    content = b"slug,title_en,kind,,title_en\nx,A title,plan,,,more\n"
    said = " ".join(sentence for _, _, sentence in mistakes(planned(content)))
    assert "stands there twice" in said
    assert "Column 4 has cells but no heading" in said
    assert "stray separator" in said


@pytest.mark.django_db
def test_control_characters_are_told():
    said = mistakes(planned(table(a_row("x", title_en="a\x01b"))))
    assert "characters that cannot be shown" in said[0][2]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (table(a_row("x", title_en="a\x00b")), "x.csv", "Line 2 holds a NUL"),
        (workbook(["slug", "title_en"], ["x", "a_x0000_b"]), "x.xlsx", "Line 2 holds a NUL"),
        (rb'[{"slug": "x", "title_en": "a\u0000b"}]', "x.json", r"holds \u0000"),
        (rb'[{"slug": "x\ud800"}]', "x.json", r"holds \ud800, which is half a character"),
        (rb'[{"slug": "x", "\udc00": 1}]', "x.json", r"holds \udc00, which is half a character"),
    ],
)
def test_what_no_database_stores_is_refused(content, name, said):
    assert said in refused(content, name)


def test_signs_that_take_two_halves_are_read():
    assert read("x.json", rb'[{"slug": "x", "title_en": "\ud83d\ude00 \\u0000"}]', SHAPE).rows[0].cells == {
        "slug": "x",
        "title_en": "\N{GRINNING FACE} \\u0000",
    }
