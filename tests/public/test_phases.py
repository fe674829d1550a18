"""The strip of phases: years as entries in print tell them, numbers that the timelines behind the links bear out."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.timeline.phases import HEIGHT, WIDTH, strip
from policyatlas.values.vocabularies import PHASE

pytestmark = pytest.mark.django_db


def component(made) -> str:
    """The strip as a page shows it, white space folded."""
    return " ".join(render_to_string("components/phases.html", {"strip": made}).split())


def test_each_phase_has_the_years_that_an_entry_in_print_tells(django_assert_max_num_queries):
    reading = Reading.now()
    with django_assert_max_num_queries(2):
        made = strip(reading)
    assert [phase.code for phase in made.phases] == list(PHASE.codes)
    for phase in made.phases:
        entry = Reading.now().entry(phase.told.kind, phase.told.slug)
        dated = [entry.payload, *entry.payload.get("stages", [])]
        assert (phase.start, phase.end) in [(one.get("year"), one["end_year"]) for one in dated], phase
        assert phase.evidence
        assert phase.evidence[0].quote


def test_an_end_that_no_source_names_is_said():
    *ended, last = strip(Reading.now()).phases
    assert last.open
    assert "name no end" in last.years
    assert str(last.start) in last.years
    assert all(not phase.open and str(phase.end) in phase.years for phase in ended)


def test_the_numbers_are_those_of_the_timelines_behind_the_links(read):
    for phase in strip(Reading.now()).phases:
        assert f"Laws, plans and programmes: {phase.policies}<" in read(phase.address), phase


def test_the_strip_names_links_and_sources_and_stays_within_its_frame():
    made = strip(Reading.now())
    shown = component(made)
    for phase in made.phases:
        assert f'href="{phase.address}"' in shown
        assert phase.years in shown
        assert phase.evidence[0].locator in shown
        assert float(phase.x) >= 0
        assert float(phase.x) + float(phase.width) <= WIDTH + 0.1
    assert made.bars
    assert all(float(bar.y) >= 0 and float(bar.y) < HEIGHT for bar in made.bars)
    without = Reading.now().entries("policy").filter(payload__phase="").count()
    assert made.note.startswith(str(without))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The atlas places a policy in the phase in which it began."), ("ja", "開始時期により当アトラスが")],
)
def test_that_a_policy_is_in_no_phase_is_not_laid_on_the_sources(language, said, visitor):
    with translation.override(language):
        note = strip(Reading.now()).note
    assert said in note
    assert not re.search("source|出典", note)
    listed = visitor.get(f"{'/ja' if language == 'ja' else ''}/timeline/").content.decode()
    assert ">In no phase" in listed or ">時期区分なし" in listed


def test_a_phase_that_nothing_in_print_tells_of_has_no_years_and_no_place():
    Entry.objects.filter(kind="event").delete()
    catch_up, *_, last = strip(Reading.now()).phases
    assert catch_up.years == "years not reported"
    assert not catch_up.x
    assert not last.open
    assert "years not reported" in component(strip(Reading.now()))


def test_an_edition_without_policies_says_so():
    Entry.objects.filter(kind__in=["policy", "event"]).delete()
    made = strip(Reading.now())
    assert not made.bars
    assert not made.ticks
    assert not made.note
    assert component(made).count("no policy in print") == len(PHASE.codes)
