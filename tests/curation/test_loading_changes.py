"""Rows that are added to the files later are loaded, and what curators have done in the meantime is kept."""

from decimal import Decimal

import pytest

from policyatlas.curation.founder import NAME
from policyatlas.curation.loading import load_atlas
from policyatlas.curation.loading.claims import numbers_in, spoken_of
from policyatlas.curation.models import Event
from policyatlas.records.models import Evaluation, Finding, Observation, Policy, Source
from tests.curation.fixture_files import PASSAGE, FixtureFiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """A copy of the shipped files."""
    return FixtureFiles(tmp_path / "files")


def test_new_rows_are_printed_once(files, reading):
    files.policy("later-plan", places="aomori", lead_organisations="meti")
    files.add("policy_relations", from_slug="later-plan", relation="implements", to_slug="technopolis-law")
    report = load_atlas(files.folder)
    assert not report.refused, str(report)
    assert report.created() == 2
    payload = reading.entry("policy", "later-plan").payload
    assert payload["places"] == [{"kind": "prefecture", "slug": "aomori"}]
    assert [relation["relation"] for relation in payload["relations"]] == ["implements"]
    assert load_atlas(files.folder).created() == 0


def test_a_new_row_of_any_file_is_loaded(files, reading):
    files.add("terms", slug="later-term", scheme="field", code="later", label_en="L", parent_code="photonics")
    files.add("sources", slug="later-source", kind="report", heading="L")
    files.add("sections", source="later-source", order="1", locator="p. 1")
    files.add("places", slug="later-city", kind="city", name_en="L", parent_slug="aomori")
    files.add("prefecture_focus", prefecture_slug="later-city", field_code="later")
    files.add("organisations", slug="later-firm", name_en="L", kind="firm", place_slug="later-city")
    files.add("organisations", slug="earlier-firm", name_en="E", kind="firm", successor_slug="later-firm")
    files.policy("later-plan", lead_organisations="later-firm")
    files.add("policy_relations", from_slug="later-plan", relation="precedes", to_slug="technopolis-law")
    files.add("timeline", slug="later-stage", year="2001", event="L", policy_slug="later-plan")
    files.add("timeline", slug="later-event", year="2001", event="L", place_slug="later-city", kind="shock")
    cluster = {"programmes": "later-plan", "designated_year": "2002", "fields": "later", "places": "later-city"}
    files.add("clusters", slug="later-cluster", name_en="L", **cluster)
    files.add("designations", cluster_slug="later-cluster", programme="later-plan", stage="1st", missing="unknown")
    files.add("indicators", slug="later-count", name_en="L", unit="firms", definition="L", direction="neutral")
    about = {"subject_kind": "cluster", "subject_slug": "later-cluster"}
    figure = {"indicator_slug": "later-count", "value": "7", "qualifier": "about", "unit": "firms"}
    files.add("observations", slug="later-figure", **figure, **about)
    files.add("frameworks", slug="later-framework", name="L")
    files.add("criteria", framework_slug="later-framework", number="1", label="L")
    evaluation = {"title": "L", "evaluator": "L", "framework_slug": "later-framework"}
    files.add("evaluations", slug="later-evaluation", source="later-source", **evaluation, **about)
    finding = {"title": "L", "verdict": "open", "dimension": "design", "statement": "L"}
    files.add("findings", slug="later-finding", evaluation_slug="later-evaluation", **finding)
    rating = {"criterion_number": "1", "aspect": "strength-at-formation", "stars": "2", "confidence": "high"}
    files.add("ratings", evaluation_slug="later-evaluation", **rating)
    sides = {f"{name}_{side}": cell for name, cell in PASSAGE.items() for side in "ab"}
    sides |= {"claim_a": "Seven firms", "claim_b": "Eight firms"}
    files.add("disagreements", slug="later-question", topic="L", subjects="cluster:later-cluster", **sides)
    files.add("passages", id="x1", file="clusters.csv", slug="later-cluster", quote="Technopolis")
    report = load_atlas(files.folder)
    assert not report.refused, str(report)
    assert all(count.created for count in report.files.values()), str(report)
    claims = reading.entry("disagreement", "later-question").payload["positions"]
    assert [claim["observation"] for claim in claims] == [{"kind": "observation", "slug": "later-figure"}, None]


def test_a_slug_is_that_of_its_noun_when_another_noun_gave_it_up(files, desk):
    files.policy("later-plan")
    files.add("policy_relations", from_slug="later-plan", relation="implements", to_slug="technopolis-law")
    assert not load_atlas(files.folder).refused
    desk.rename(desk.publish(desk.an_organisation(slug="technopolis-law")), "tlo-law")
    files.add("policy_relations", from_slug="later-plan", relation="implements", to_slug="tlo-law")
    report = load_atlas(files.folder)
    assert (report.created(), list(report.refused)) == (1, [])
    named = Policy.objects.get(slug="later-plan").relations.values_list("other__slug", flat=True)
    assert sorted(named) == ["technopolis-law", "tlo-law"]


def test_new_parts_of_a_record_in_print_are_printed_with_it(files, reading):
    law = Policy.objects.get(slug="technopolis-law")
    before = reading.entry("policy", law.slug)
    files.add("timeline", slug="law-debated", year="1982", event="Law debated", policy_slug=law.slug)
    files.add("passages", id="x1", file="policies.csv", slug=law.slug, quote="Technopolis was started")
    report = load_atlas(files.folder)
    assert not report.refused, str(report)
    assert (report.created(), report.files["passages"].passages) == (2, 1)
    after = reading.entry("policy", law.slug)
    assert "law-debated" in [stage["slug"] for stage in after.payload["stages"]]
    assert len(after.payload["evidence"]) == len(before.payload["evidence"]) + 1
    changed = Policy.objects.get(slug=law.slug)
    assert (changed.status, changed.version) == ("published", law.version + 3)
    events = Event.objects.filter(noun="policy", slug=law.slug, by__username=NAME)[:3]
    assert [event.action for event in events] == ["publish", "edit", "revise"]
    assert load_atlas(files.folder).created() == 0


def test_a_new_finding_and_its_further_passage_reach_an_evaluation_in_print(files, reading):
    evaluation = Evaluation.objects.get(slug="michi-fukushima-tohoku")
    files.add(
        "findings",
        slug="later-finding",
        evaluation_slug=evaluation.slug,
        title="T",
        statement="S",
        verdict="mixed",
        dimension="design",
    )
    files.add("passages", id="x1", file="findings.csv", slug="later-finding", quote="Technopolis was started")
    old = Finding.objects.filter(evaluation=evaluation).first()
    files.add("passages", id="x2", file="findings.csv", slug=old.slug, quote="Technopolis was started in")
    number = old.further_passages.count()
    report = load_atlas(files.folder)
    assert not report.refused, str(report)
    assert len(reading.entry("finding", "later-finding").payload["evidence"]) == 2
    assert old.further_passages.count() == number + 1


def test_what_curators_changed_is_kept_and_their_records_are_left_to_them(files, desk, reading):
    law = Policy.objects.get(slug="technopolis-law")
    desk.republish(law, summary="Hanako wrote this.")
    line = files.add("timeline", slug="law-debated", year="1982", event="Law debated", policy_slug=law.slug)
    report = load_atlas(files.folder)
    assert (report.created(), report.refused) == (0, [])
    assert [(notice.row.file, notice.row.line) for notice in report.left] == [("timeline", line)]
    assert "Curators have taken over the policy “technopolis-law”" in str(report)
    law.refresh_from_db()
    assert law.summary == reading.entry("policy", law.slug).payload["summary"] == "Hanako wrote this."
    assert not law.stages.filter(slug="law-debated").exists()


def test_a_draft_of_a_curator_is_not_printed(files, desk):
    desk.a_policy(slug="hanakos-plan")
    files.policy("hanakos-plan")
    load_atlas(files.folder)
    assert Policy.objects.get(slug="hanakos-plan").status == "draft"


def test_a_row_that_names_a_withdrawn_record_is_refused(files, desk):
    desk.withdraw(Policy.objects.get(slug="innoregio"))
    files.policy("later-plan")
    line = files.add("policy_relations", from_slug="later-plan", relation="precedes", to_slug="innoregio")
    report = load_atlas(files.folder)
    assert [(notice.row.line, notice.reason) for notice in report.refused] == [
        (line, "It names the policy “innoregio”, which is not in print: publish that first.")
    ]
    assert Policy.objects.get(slug="later-plan").status == "published"


def test_a_new_work_that_two_documents_cite(files):
    files.add(
        "sources",
        slug="later-work",
        kind="cited-work",
        heading="Later (2004)",
        printed_reference="LATER (2004)",
        cited_by="kitagawa-2005;nistep-2004",
        date_read="2026-04-01",
    )
    assert not load_atlas(files.folder).refused
    work = Source.objects.get(slug="later-work")
    passages = {link.citing.slug: bool(link.passage) for link in work.cited_by.all()}
    assert passages == {"kitagawa-2005": True, "nistep-2004": False}, "a passage stands with the source it is read in"


@pytest.mark.parametrize(
    ("claim", "numbers"),
    [
        ("680 million yen in FY 2004", [680_000_000, 2004]),
        ("approximately 500m–1bn yen per year", [500_000_000, 1_000_000_000]),
        ("nine METI bureaus, 1,692 figures, 2.5%", [9, 1692, Decimal("2.5")]),
        ("Three strengths and 5 members", [3, 5]),
        ("From the 1980s to 1995", [1995]),
        ("Branstetter (in the list)", []),
    ],
)
def test_numbers_in_claims(claim, numbers):
    assert numbers_in(claim) == numbers


def test_a_claim_speaks_of_the_figure_it_names_first_and_of_a_range_only_as_a_whole():
    thirteen, fifteen = Observation(slug="thirteen", value=13), Observation(slug="fifteen", value=15)
    assert spoken_of("15 regions in 13 programmes", [thirteen, fifteen]) is fifteen
    span = Observation(slug="range", value=3, upper_value=5)
    assert spoken_of("after three to five years", [span]) is span
    assert spoken_of("after three years", [span]) is None
    assert spoken_of("a year nobody names", [Observation(slug="missing", missing="unknown")]) is None


def test_what_was_renamed_at_the_desk_is_known_by_its_slug_in_the_files(files, desk, reading):
    desk.rename(Policy.objects.get(slug="technopolis-law"), "technopolis-act")
    files.policy("later-plan")
    files.add("policy_relations", from_slug="later-plan", relation="implements", to_slug="technopolis-law")
    report = load_atlas(files.folder)
    assert not report.refused, str(report)
    assert not Policy.objects.filter(slug="technopolis-law").exists()
    (relation,) = reading.entry("policy", "later-plan").payload["relations"]
    assert relation["policy"] == {"kind": "policy", "slug": "technopolis-act"}


def test_a_passage_may_say_how_sure_we_are_of_it(files, reading):
    files.policy("later-plan")
    words = {"file": "policies.csv", "slug": "later-plan", "supports": "summary"}
    files.add("passages", id="x1", quote="Technopolis was started", confidence="low", **words)
    files.add("passages", id="x2", quote="Technopolis was", confidence="sure", **words)
    report = load_atlas(files.folder)
    (refusal,) = report.refused
    assert refusal.reason == "Its confidence is “sure”; it must be high, medium, low, or empty."
    evidence = reading.entry("policy", "later-plan").payload["evidence"]
    assert [(each["supports"], each.get("confidence", "")) for each in evidence] == [("", ""), ("summary", "low")]
