"""A cluster in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import Designation
from tests.press.expected import card, evidence, first_passage, payload, ref, sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def cluster(desk):
    """A cluster that two programmes designated, one of them three times."""
    place = desk.a_place(slug="test-sapporo", name_en="Sapporo", name_ja="札幌")
    cluster = desk.a_cluster(
        slug="test-valley",
        name_en="A Valley",
        name_ja="ある谷",
        formation_base="core-start-ups",
        development_phase="output",
        fields_printed="IT",
        summary="Start-ups.",
        places=[place],
        terms=[desk.a_term(slug="test-it", label_en="Information")],
    )
    old, new = desk.a_policy(slug="test-old-programme"), desk.a_policy(slug="test-new-programme")
    Designation.objects.create(
        cluster=cluster, programme=new, stage="2nd stage", year=2007, end_year=2011, passage=desk.a_passage()
    )
    Designation.objects.create(cluster=cluster, programme=new, stage="1st stage", year=2002)
    Designation.objects.create(cluster=cluster, programme=new, stage="3rd stage", year_missing="not-yet-researched")
    Designation.objects.create(cluster=cluster, programme=old)
    return cluster


def designation(programme, **values):
    """A designation in print."""
    return {
        "programme": programme,
        "stage": "",
        "year": None,
        "end_year": None,
        "year_missing": "",
        "evidence": [],
    } | values


def test_the_payload(cluster):
    passage = cluster.designations.get(year=2007).passage
    old, new = ref("policy", "test-old-programme"), ref("policy", "test-new-programme")
    assert payload(*sheets(cluster)) == {
        "name": {"en": "A Valley", "ja": "ある谷"},
        "formation_base": "core-start-ups",
        "development_phase": "output",
        "fields": [ref("term", "test-it")],
        "fields_printed": "IT",
        "places": [ref("place", "test-sapporo")],
        "summary": "Start-ups.",
        "designations": [
            designation(new, stage="3rd stage", year_missing="not-yet-researched"),
            designation(old, year_missing="not-reported"),
            designation(new, stage="1st stage", year=2002),
            designation(new, stage="2nd stage", year=2007, end_year=2011, evidence=[evidence(passage)]),
        ],
        "evidence": [evidence(first_passage(cluster))],
        "missing": {},
    }


def test_the_card_and_the_facets(cluster):
    assert card(*sheets(cluster)) == {
        "kind": "cluster",
        "slug": "test-valley",
        "title_en": "A Valley",
        "title_ja": "ある谷",
        "year_from": 2002,
        "year_to": None,
        "number": None,
        "text": "a valley ある谷 start-ups. it sapporo 札幌 information",
        "facets": {
            "formation_base": ["core-start-ups"],
            "field": ["term:test-it"],
            "place": ["place:test-sapporo"],
            "programme": ["policy:test-new-programme", "policy:test-old-programme"],
            "source": sources(first_passage(cluster), cluster.designations.get(year=2007).passage),
        },
    }


def test_what_no_source_says_is_missing_in_words(desk):
    (sheet,) = sheets(desk.a_cluster())
    absent = "designations development_phase fields formation_base places summary"
    assert payload(sheet)["missing"] == dict.fromkeys(absent.split(), "not-reported")
    assert sheet.year_from is None
