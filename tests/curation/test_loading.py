"""Every row of the shipped files is in the atlas and in print as it says, and loading again changes nothing."""

import csv
import io
from collections import Counter
from decimal import Decimal

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

from policyatlas.curation.founder import NAME
from policyatlas.curation.loading import load_atlas
from policyatlas.curation.loading.reading import read
from policyatlas.curation.loading.report import Report
from policyatlas.curation.models import Event
from policyatlas.editions.models import Entry
from policyatlas.records import models as records
from tests.curation.fixture_files import FixtureFiles
from tests.fixtures.shipped import rows

pytestmark = pytest.mark.django_db

PARTS = {
    "sections": records.Section,
    "prefecture_focus": records.PlaceFocus,
    "policy_relations": records.PolicyRelation,
    "criteria": records.Criterion,
    "findings": records.Finding,
    "ratings": records.Rating,
}


@pytest.mark.parametrize("name", PARTS)
def test_every_row_that_is_part_of_a_record_is_there(name):
    assert PARTS[name].objects.count() == len(rows(name))


def test_every_row_that_is_a_record_is_in_print(reading):
    printed = reading.counts_by_kind()
    expected = {
        "term": len(rows("terms")),
        "source": len(rows("sources")),
        "organisation": len(rows("organisations")),
        "policy": len(rows("policies")),
        "cluster": len(rows("clusters")),
        "indicator": len(rows("indicators")),
        "observation": len(rows("observations")),
        "framework": len(rows("frameworks")),
        "evaluation": len(rows("evaluations")),
        "finding": len(rows("findings")),
        "disagreement": len(rows("disagreements")),
        "prefecture": 47,
        "place": len(rows("places")) - 47,
        "event": sum(not row["policy_slug"] for row in rows("timeline")),
    }
    assert printed == expected
    assert records.PolicyStage.objects.count() == len(rows("timeline")) - expected["event"]


def test_every_quotation_of_the_files_is_a_passage():
    quoted = {
        (row[f"source{side}"], row[f"locator{side}"], row[f"quote{side}"])
        for name in ("policies", "observations", "findings", "ratings", "passages", "disagreements", "timeline")
        for row in rows(name)
        for side in ("", "_a", "_b")
        if row.get(f"quote{side}")
    }
    kept = set(records.Passage.objects.values_list("source__slug", "locator", "quote"))
    assert quoted <= kept, f"quoted in the files, and not in the atlas: {sorted(quoted - kept)[:3]}"


def test_further_passages_stand_with_their_records():
    law = records.Policy.objects.get(slug="industrial-relocation-promotion-law")
    own = sum(row["slug"] == law.slug for row in rows("policies"))
    further = sum((row["file"], row["slug"]) == ("policies.csv", law.slug) for row in rows("passages"))
    assert law.citations.count() == own + further > 2
    counted = Counter(row["slug"] for row in rows("passages") if row["file"] == "findings.csv")
    for slug, number in counted.items():
        assert records.Finding.objects.get(slug=slug).further_passages.count() == number, slug


def test_loading_again_creates_nothing_and_keeps_every_row():
    before = Entry.objects.count(), Event.objects.count(), records.Passage.objects.count()
    report = load_atlas()
    for name, count in report.files.items():
        assert (count.rows, count.kept) == (len(rows(name)), len(rows(name))), f"{name}.csv: not every row was kept"
    assert (report.created(), report.refused, report.left) == (0, [], [])
    assert (Entry.objects.count(), Event.objects.count(), records.Passage.objects.count()) == before


def test_a_dash_is_missing_a_zero_is_zero_and_a_range_has_two_ends(reading):
    dash = reading.entry("observation", "technopolis-invited-companies-yamagata-technopolis-1995").payload
    assert (dash["value"], dash["value_missing"]) == (None, "not-reported")
    zero = reading.entry("observation", "technopolis-relocated-research-institutes-aomori-technopolis-1985-1993")
    assert (zero.payload["value"], zero.payload["value_missing"]) == (0, "")
    span = records.Observation.objects.get(slug="cluster-formation-time-japan")
    assert (span.value, span.upper_value, span.qualifier) == (Decimal(10), Decimal(15), "at-least")


@pytest.mark.parametrize(
    ("slug", "years", "fiscal", "printed"),
    [
        # The words are kept where they say more than the years …
        ("technopolis-invited-companies-aomori-technopolis-1995", (None, 1995), False, "~1995"),
        ("programme-annual-budget-industrial-cluster-project-stage-1-2005", (2001, 2005), False, "2005"),
        # … and left out where they say the same.
        ("programme-annual-budget-industrial-cluster-project-2004", (2004, 2004), True, ""),
        ("technopolis-areas-designated-technopolis-programme", (None, None), False, ""),
    ],
)
def test_periods_are_said_as_printed(slug, years, fiscal, printed):
    found = records.Observation.objects.get(slug=slug)
    assert (found.period_start, found.period_end) == years
    assert (found.fiscal_year, found.period_printed) == (fiscal, printed)


def test_positions_lead_to_the_figure_they_name_and_to_no_other():
    found = {
        (position.disagreement.slug, position.claim): position.observation.slug
        for position in records.Position.objects.filter(observation__isnull=False).select_related(
            "disagreement", "observation"
        )
    }
    budget = "industrial-cluster-project-annual-budget"
    assert found[budget, "680 million yen in FY 2004"] == "programme-annual-budget-industrial-cluster-project-2004"
    assert (
        found[budget, "1.5bn yen per year (figure for 2005, stage 2001–2005)"]
        == "programme-annual-budget-industrial-cluster-project-stage-1-2005"
    )
    # What is in question is the name of the nine: nobody names another number.
    assert not [topic for topic, _ in found if topic == "meti-bodies-in-the-regions-name"]
    fund = {claim: slug for (topic, claim), slug in found.items() if topic == "iwate-university-fund-yen-and-dollars"}
    assert fund == {
        "12.4 billion yen": "university-fund-jpy-iwate-university",
        "1.05 billion dollars": "university-fund-usd-iwate-university",
    }
    # Its quotation also gives a distance; the claim is about a year.
    assert not [topic for topic, _ in found if topic == "tsukuba-science-city-date"]


def test_leads_designations_and_works_cited_carry_the_passage_of_their_row():
    role = records.PolicyRole.objects.get(policy__slug="technopolis-programme")
    assert (role.organisation.slug, role.role, role.passage.locator) == ("miti", "lead", "Section 2.2")
    designation = records.Designation.objects.get(cluster__slug="aomori-technopolis")
    assert (designation.programme.slug, designation.year) == ("technopolis-programme", 1985)
    assert designation.passage.quote == "Aomori (Aomori) 1985 198 20 0"
    cited = records.WorkCited.objects.get(work__slug="hassink-2001")
    assert (cited.citing.slug, cited.passage.locator) == ("kitagawa-2005", "References")


def test_what_is_meant_for_colleagues_is_not_in_print():
    private = {row["note"] for name in ("terms", "places") for row in rows(name)} - {""}
    assert private, "the files hold no private note any more: take this test back"
    kept = {note for model in (records.Term, records.Place) for note in model.objects.values_list("note", flat=True)}
    assert private <= kept, "a private note of the files was lost"
    for entry in Entry.objects.all():
        said = f"{entry.payload} {entry.text}"
        assert not [note for note in private if note in said], f"{entry} prints a note for colleagues"


def test_everything_was_done_through_the_verbs_by_a_user_nobody_can_be(client):
    founder = User.objects.get(username=NAME)
    assert not founder.is_active, "in the database the founder stays inactive"
    assert not founder.has_usable_password()
    assert not founder.has_perm("curation.publish_records"), "an inactive user has no rights"
    assert authenticate(username=NAME, password="") is None
    published = Event.objects.filter(by=founder, action="publish").values_list("noun", flat=True)
    assert Counter(published) == {model._meta.model_name: model.objects.count() for model in records.RECORDS}


def test_the_command_says_what_became_of_every_file():
    out = io.StringIO()
    call_command("load_atlas", stdout=out)
    table = {line.split()[0]: line.split()[1:] for line in out.getvalue().splitlines() if ".csv" in line}
    number = str(len(rows("policies")))
    assert table["policies.csv"] == [number, "0", number, "0", "0", "0"]
    assert {name.removesuffix(".csv") for name in table} >= {"terms", "passages", "ratings"}


def test_rows_are_read_with_the_line_they_start_at(tmp_path):
    files = FixtureFiles(tmp_path / "files")
    files.policy("two-line-plan", summary="It has\ntwo lines.")
    last = files.policy("one-line-plan")
    found = {row["slug"]: row for row in read(files.folder, Report())["policies"]}
    assert found["two-line-plan"].line == len(rows("policies")) + 2
    assert found["one-line-plan"].line == last == len(rows("policies")) + 4
    lines = (files.folder / "policies.csv").read_text(encoding="utf-8").splitlines()
    assert next(csv.reader([lines[last - 1]]))[0] == "one-line-plan"
