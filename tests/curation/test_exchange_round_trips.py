"""What is exported imports again without a change: every noun and format, and texts that spreadsheets spoil."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyatlas.curation.exchange.blanks import EXPLAINED, blank, explained
from policyatlas.curation.exchange.cells import passages_of, passages_text
from policyatlas.curation.exchange.exporting import _WRITERS, FORMATS, exported
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.rows import Part, Row
from policyatlas.curation.exchange.shapes import nouns, shape_of
from policyatlas.curation.refusals import Refused
from policyatlas.records.models import RECORDS, Framework, Policy, Source
from policyatlas.values.spreadsheets import LONGEST_CELL
from tests.curation.tables import file_of, planned

AWKWARD = [
    "=1+1",
    "'=1+1",
    "''",
    "+81",
    "-",
    "@x",
    "03",
    "1e5",
    "TRUE",
    "#N/A",
    'She said "no", twice',
    "line\nline",
    "line\r\nline",
    "a;b,c\td",
    "政策、その他",
    "_x000D_",
    "ﾃｸﾉ＝ポリス",
    "＝1",
]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_the_whole_atlas_goes_out_and_comes_in_without_a_change(model, ending):
    content = exported(model, model.objects.values_list("pk", flat=True), ending)
    plan = planned(content, model=model, name=f"file.{ending}")
    assert plan.all_mistakes() == []
    assert plan.counts["unchanged"] == len(plan.items) == model.objects.count() > 0
    assert [item.changes for item in plan.items if item.changes] == []


@pytest.mark.django_db
@pytest.mark.parametrize("ending", FORMATS)
def test_awkward_texts_survive(desk, ending):
    policies = [desk.a_policy(title_en=text, summary=f"{text} and {text}", note=text) for text in AWKWARD]
    plan = planned(file_of(*policies, ending=ending), name=f"x.{ending}")
    assert plan.counts["unchanged"] == len(AWKWARD)
    assert {item.row.cells["title_en"] for item in plan.items} == {*AWKWARD}


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12) | (
    st.sampled_from(AWKWARD)
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@settings(max_examples=60, deadline=None)
@given(texts=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_comes_back_exactly_as_it_went(ending, texts):
    shape = shape_of(Policy)
    rows = [_row(shape, number, *three) for number, three in enumerate(texts)]
    table = read(f"x.{ending}", _WRITERS[ending](shape, rows), shape)
    assert table.mistakes == []
    assert [(row.cells, [part.cells for part in row.parts["stages"]]) for row in table.rows] == [
        (row.cells, [part.cells for part in row.parts["stages"]]) for row in rows
    ]


def _row(shape, number: int, title: str, summary: str, event: str) -> Row:
    row = Row(0, {column.name: "" for column in shape.columns} | {"slug": f"s{number}", "title_en": f"x{title}"})
    row.cells["summary"] = summary
    empty = {column.name: "" for column in shape.sort["stages"].columns}
    row.parts = {sort.name: [] for sort in shape.sorts}
    row.parts["stages"] = [Part(0, empty | {"slug": f"e{each}", "title_en": event}) for each in range(2)]
    return row


@given(words=st.lists(st.tuples(st.just("a-source"), *[TEXT.filter(str.strip)] * 2), max_size=4, unique=True))
def test_passages_in_one_cell_come_back_as_they_went(words):
    assert passages_of(passages_text(words)) == sorted(words)


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
@pytest.mark.django_db
def test_a_template_has_every_heading_and_no_row(model, ending):
    content = blank(model, ending)
    table = read("template", content, shape_of(model))
    assert (table.rows, table.mistakes) == ([], [])
    if ending != "xlsx":
        assert all(heading in content.decode() for heading in shape_of(model).headings)


def test_every_column_is_explained():
    for model in RECORDS:
        for heading, _, about in explained(shape_of(model)):
            plain = ("places", "policies", "clusters", "organisations", "indicators", "place", "policy", "cluster")
            assert about or heading.rpartition(".")[2] in plain, f"Give {model.__name__}.{heading} a help text."
    assert EXPLAINED not in nouns()


@pytest.mark.django_db
def test_a_text_too_long_for_a_workbook_is_said_and_not_cut(desk):
    policy = desk.a_policy(summary="x" * (LONGEST_CELL + 1))
    with pytest.raises(Refused, match="export CSV or JSON instead"):
        file_of(policy, ending="xlsx")
    assert planned(file_of(policy)).counts["unchanged"] == 1


@pytest.mark.django_db
def test_what_was_saved_with_other_ends_of_lines_is_unchanged(desk):
    policy = desk.a_policy(summary="one\r\ntwo ")
    content = file_of(policy).replace(b"one\r\ntwo ", b"one\ntwo")
    assert planned(content).counts["unchanged"] == 1


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.django_db
def test_other_separators_and_encodings_are_read(desk, separator):
    source = desk.a_source(heading="報告書")
    cells = [["slug", "heading", "title_ja"], [source.slug, "報告書", "カタカナの題"]]
    content = "\n".join(separator.join(line) for line in cells).encode("cp932")
    plan = planned(content, model=Source)
    assert "Shift-JIS" in plan.table.how
    assert [(change.column, change.now) for change in plan.items[0].changes] == [("title_ja", "カタカナの題")]


@pytest.mark.parametrize(
    ("name", "model"), [("policies-2026-01-02.csv", Policy), ("source.csv", Source), ("frameworks.csv", Framework)]
)
def test_a_file_may_say_in_its_name_what_it_holds(name, model):
    assert read(name, b"slug\n").shape.model is model
