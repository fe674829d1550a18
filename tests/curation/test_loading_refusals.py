"""A row that cannot be loaded is refused with its line and a reason, all at once, and the other rows go on."""

import io

import pytest
from django.core.management import call_command

from policyatlas.curation.loading import load_atlas
from policyatlas.editions.models import Entry
from policyatlas.records import models as records
from tests.curation.fixture_files import FixtureFiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """A copy of the shipped files."""
    return FixtureFiles(tmp_path / "files")


def reasons(report):
    """The refusals of `report`, by file and line."""
    return {(notice.row.file, notice.row.line): notice.reason for notice in report.refused}


def spoil(files):
    """Add rows that cannot be loaded; gives, by file and line, words that the reason must have."""
    long = "x" * 301
    good = {"title_en": "A plan", "kind": "plan"}
    figure = {"indicator_slug": "programme-projects", "subject_kind": "policy", "subject_slug": "technopolis-programme"}
    figure |= {"unit": "projects", "value": "3", "qualifier": "exact"}
    judgement = {"evaluation_slug": "michi-fukushima-tohoku", "title": "T", "statement": "S", "verdict": "mixed"}
    rated = {"evaluation_slug": "nistep-2004-chart-fukui-nano", "criterion_number": "1", "confidence": "high"}
    return {
        ("policies", files.add("policies", slug="no-such-kind", title_en="A plan", kind="idea")): "kind: Value 'idea'",
        ("policies", files.add("policies", slug="no-year", start_year="about 1990", **good)): "“about 1990”",
        ("policies", files.add("policies", slug="endless", start_year="9" * 5000, **good)): "not a whole number",
        ("policies", files.add("policies", slug="Bad Slug", **good)): "slug: ",
        ("policies", files.add("policies", slug="backwards", start_year="2000", end_year="1990", **good)): "cannot end",
        ("policies", files.add("policies", slug="technopolis-law", **good)): "repeats line",
        ("policies", files.add("policies", slug="no-place", places="atlantis", **good)): "the place “atlantis”",
        ("policies", files.add("policies", slug="no-source", source="nobody", **good)): "the source “nobody”",
        ("policies", files.add("policies", slug="no-quote", quote="", **good)): "lacks quote",
        ("policies", files.add("policies", slug="long-quote", quote=long, **good)): "301 characters",
        ("policies", files.add("policies", slug="long-locator", locator=long, **good)): "locator has 301",
        ("policy_relations", files.add("policy_relations", from_slug="technopolis-law", relation="precedes",
                                       to_slug="no-such-kind")): "was refused (policies.csv, line",
        ("policy_relations", files.add("policy_relations", from_slug="no-place", relation="precedes",
                                       to_slug="technopolis-law")): "It belongs to the policy “no-place”, which was",
        ("timeline", files.add("timeline", slug="both", year="1990", event="E", policy_slug="technopolis-law",
                               place_slug="japan")): "no place_slug",
        ("timeline", files.add("timeline", slug="no-event-kind", year="1990", event="E")): "kind: ",
        ("sections", files.add("sections", source="nobody", order="1", locator="p. 1")): "neither in the files nor",
        ("sources", files.add("sources", slug="no-day", kind="report", heading="H", date_read="May")): "no date",
        ("terms", files.add("terms", slug="stray", scheme="field", code="stray", label_en="S",
                            parent_code="nothing")): "“nothing”",
        ("clusters", files.add("clusters", slug="whose-cluster", name_en="C", designated_year="1990")): "one programme",
        ("observations", files.add("observations", slug="wrong-unit", **figure | {"unit": "cities"})): "“cities”",
        ("observations", files.add("observations", slug="no-number", **figure | {"value": "many"})): "“many”",
        ("observations", files.add("observations", slug="both-ways", **figure | {"missing": "unknown"})): "not both",
        ("observations", files.add("observations", slug="fiscal", **figure | {"fiscal_year": "FY"})): "“FY”",
        ("observations", files.add("observations", slug="of-a-figure",
                                   **figure | {"subject_kind": "indicator"})): "cannot be about an indicator",
        ("evaluations", files.add("evaluations", slug="of-a-unit", title="T", subject_kind="indicator",
                                  source="kitagawa-2005")): "cannot be about an indicator",
        ("evaluations", files.add("evaluations", slug="says-nothing", title="T", evaluator="E", subject_kind="place",
                                  subject_slug="japan", source="kitagawa-2005")): "No finding and no rating",
        ("evaluations", files.add("evaluations", slug="of-what", title="T", subject_kind="dream",
                                  source="kitagawa-2005")): "a “dream”",
        ("findings", files.add("findings", slug="no-dimension", dimension="beauty", **judgement)): "“beauty”",
        ("findings", files.add("findings", slug="tohoku-industry-structure", dimension="design",
                               **judgement)): "repeats line",
        ("ratings", files.add("ratings", aspect="informal-network", stars="4", **rated)): "stars: ",
        ("ratings", files.add("ratings", aspect="unmarked", words="W",
                              **rated | {"criterion_number": "99"})): "no criterion 99",
        ("ratings", files.add("ratings", aspect="unmarked", words="W",
                              **rated | {"evaluation_slug": "michi-fukushima-tohoku"})): "has no framework",
        ("disagreements", files.add("disagreements", slug="no-sides", topic="T", claim_a="A",
                                    subjects="place:japan")): "lacks source_a and locator_a and quote_a",
        ("passages", files.add("passages", id="x1", file="ratings.csv", slug="photonics")): "What it belongs to",
        ("passages", files.add("passages", id="x2", file="findings.csv", slug="no-finding")): "What it belongs to",
        ("passages", files.add("passages", id="x3", file="policies.csv", slug="no-policy")): "neither in the files nor",
        ("passages", files.add("passages", id="x4", file="findings.csv", slug="no-dimension")): "not in the atlas",
    }  # fmt: skip


def test_all_mistakes_are_told_at_once_and_the_other_rows_go_on(files):
    expected = spoil(files)
    good = files.policy("good-plan")
    report = load_atlas(files.folder)
    found = reasons(report)
    untold = {place: words for place, words in expected.items() if words not in found.get(place, "")}
    assert not untold, f"wanted these words: {untold}\n{report}"
    assert set(found) == set(expected), f"refused for no reason: {set(found) - set(expected)}"
    assert report.files["policies"].created == 1, f"policies.csv, line {good} could have been loaded"
    assert Entry.objects.filter(kind="policy", slug="good-plan", until=None).exists()
    for name, count in report.files.items():
        assert count.rows == count.created + count.kept + count.left + count.refused, f"{name}.csv: a row was lost"


def test_nothing_of_a_refused_row_stays(files):
    policies, passages = records.Policy.objects.count(), records.Passage.objects.count()
    files.policy("backwards", start_year="2000", end_year="1990", quote="Words that nobody else quotes.")
    report = load_atlas(files.folder)
    assert report.files["policies"].refused == 1
    assert report.files["policies"].passages == 0
    assert (records.Policy.objects.count(), records.Passage.objects.count()) == (policies, passages)


def test_a_refused_part_does_not_keep_its_record_out(files):
    files.policy("plan-with-stages")
    stage = {"year": "1990", "event": "It began", "policy_slug": "plan-with-stages"}
    files.add("timeline", slug="plan-began", **stage)
    wrong = files.add("timeline", slug="plan-ended-before", **stage | {"end_year": "1980"})
    report = load_atlas(files.folder)
    assert reasons(report) == {("timeline", wrong): "An event cannot end before it starts."}
    stored = records.Policy.objects.get(slug="plan-with-stages")
    assert (stored.status, [stage.slug for stage in stored.stages.all()]) == ("published", ["plan-began"])


def test_rows_of_one_record_that_exclude_each_other_are_told_apart(files):
    files.policy("plan-quoted-twice")
    again = files.add("passages", id="x1", file="policies.csv", slug="plan-quoted-twice")
    report = load_atlas(files.folder)
    assert reasons(report) == {("passages", again): "It repeats another row of the same record."}
    assert records.Policy.objects.get(slug="plan-quoted-twice").citations.count() == 1


def test_a_part_that_the_database_refuses_for_a_record_in_print_leaves_the_others(files):
    wrong = files.add("sections", source="nistep-2004", order="1", locator="A second first section")
    files.add("sections", source="nistep-2004", order="990", locator="A last section")
    report = load_atlas(files.folder)
    assert list(reasons(report)) == [("sections", wrong)], str(report)
    assert records.Section.objects.filter(locator="A last section").exists()


def test_policies_that_need_each_other_are_printed_and_then_joined(files, reading):
    files.policy("first-half")
    files.policy("second-half")
    files.add("policy_relations", from_slug="first-half", relation="competes-with", to_slug="second-half")
    files.add("policy_relations", from_slug="second-half", relation="competes-with", to_slug="first-half")
    report = load_atlas(files.folder)
    assert not report.refused, str(report)
    for slug, other in (("first-half", "second-half"), ("second-half", "first-half")):
        related = [relation["policy"]["slug"] for relation in reading.entry("policy", slug).payload["relations"]]
        assert related == [other]


def test_places_that_lie_in_each_other_are_refused(files):
    files.add("places", slug="inner", kind="area", name_en="Inner", parent_slug="outer")
    files.add("places", slug="outer", kind="area", name_en="Outer", parent_slug="inner")
    found = " ".join(reasons(load_atlas(files.folder)).values())
    assert "need each other" in found
    assert "was refused" in found


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"slug,title\n", "it lacks title_en"),
        (b"slug,slug\n", "it lacks title_en"),
        (b"slug;kind\n", "nobody knows slug;kind"),
        ("slug\nテクノポリス".encode("shift_jis"), "not in UTF-8"),
        (b'"slug"s,kind\n', "not a readable CSV file"),
        (b"", "it lacks slug"),
        (None, "The file is not there."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_once(files, content, words):
    path = files.folder / "policies.csv"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    found = {place: reason for place, reason in reasons(load_atlas(files.folder)).items() if place[0] == "policies"}
    assert len(found) == 1
    assert words in found["policies", 1]


def test_a_column_twice_a_row_too_short_and_an_unknown_file(files):
    path = files.folder / "criteria.csv"
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(f"{header},slug\n{rest}", encoding="utf-8")
    terms = files.folder / "terms.csv"
    with terms.open("a") as handle:
        handle.write("\nshort,field\n")
    (files.folder / "dreams.csv").write_text("a\n1\n")
    found = reasons(load_atlas(files.folder))
    assert "nobody knows slug" in found["criteria", 1]
    assert found["terms", len(terms.read_text(encoding="utf-8").splitlines())] == "It has 2 cells; the header has 8."
    assert "knows no such file" in found["dreams", 1]


def test_a_byte_order_mark_and_foreign_line_ends_do_no_harm(files):
    path = files.folder / "policies.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert not load_atlas(files.folder).refused


def test_the_command_fails_if_a_row_was_refused(files):
    line = files.policy("backwards", start_year="2000", end_year="1990")
    out = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("load_atlas", fixtures=files.folder, stdout=out)
    assert left.value.code == 1
    assert f"policies.csv, line {line}: A policy cannot end before it starts." in out.getvalue()
