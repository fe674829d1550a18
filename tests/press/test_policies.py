"""A policy in print, in full."""

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import PolicyRelation, PolicyRole, PolicyStage
from tests.press.expected import card, evidence, first_passage, payload, ref, sources

pytestmark = pytest.mark.django_db


@pytest.fixture
def law(desk):
    """A law with everything a law can have."""
    japan = desk.a_place(slug="test-japan", kind="economy", name_en="Japan", name_ja="日本")
    tohoku = desk.a_place(slug="test-tohoku", kind="region", name_en="Tohoku", parent=japan)
    iwate = desk.a_place(slug="test-iwate", kind="prefecture", name_en="Iwate", name_ja="岩手県", parent=tohoku)
    loans = desk.a_term("instrument", slug="test-loans")
    policy = desk.a_policy(
        slug="test-law",
        title_en="A Law",
        title_ja="ある法律",
        kind="law",
        level="national",
        approach="top-down",
        phase="technopolis",
        start_year=1983,
        end_year=1998,
        aims="To spread industry.",
        summary="It spread.",
        places=[tohoku, iwate],
        instruments=[loans],
        target_groups=[desk.a_term("target-group", slug="test-firms")],
    )
    miti = desk.an_organisation(slug="test-miti", name_en="Ministry", name_ja="通産省", abbreviation="MITI")
    PolicyRole.objects.create(policy=policy, organisation=miti, role="operator")
    PolicyRole.objects.create(policy=policy, organisation=miti, role="lead", passage=desk.a_passage())
    PolicyStage.objects.create(policy=policy, slug="test-repeal", title_en="Repealed", year=1998)
    PolicyStage.objects.create(
        policy=policy, slug="test-start", title_en="Enacted", title_ja="制定", year=1983, passage=desk.a_passage()
    )
    older, other = desk.a_policy(slug="test-older"), desk.a_policy(slug="test-other")
    PolicyRelation.objects.create(policy=policy, relation="replaces", other=other, passage=desk.a_passage())
    PolicyRelation.objects.create(policy=policy, relation="replaces", other=older, remark="December 1998")
    PolicyRelation.objects.create(policy=policy, relation="enables", other=other)
    return policy


def test_the_payload(law):
    lead = law.roles.get(role="lead")
    start, replaced = (
        law.stages.get(slug="test-start"),
        law.relations.get(other__slug="test-other", relation="replaces"),
    )
    assert payload(*sheets(law)) == {
        "name": {"en": "A Law", "ja": "ある法律"},
        "kind": "law",
        "level": "national",
        "approach": "top-down",
        "phase": "technopolis",
        "start_year": 1983,
        "end_year": 1998,
        "aims": "To spread industry.",
        "summary": "It spread.",
        "places": [ref("prefecture", "test-iwate"), ref("place", "test-tohoku")],
        "instruments": [ref("term", "test-loans")],
        "target_groups": [ref("term", "test-firms")],
        "roles": [
            {"organisation": ref("organisation", "test-miti"), "role": "operator", "evidence": []},
            {
                "organisation": ref("organisation", "test-miti"),
                "role": "lead",
                "evidence": [evidence(lead.passage)],
            },
        ],
        "relations": [
            {"relation": "enables", "policy": ref("policy", "test-other"), "remark": "", "evidence": []},
            {"relation": "replaces", "policy": ref("policy", "test-older"), "remark": "December 1998", "evidence": []},
            {
                "relation": "replaces",
                "policy": ref("policy", "test-other"),
                "remark": "",
                "evidence": [evidence(replaced.passage)],
            },
        ],
        "stages": [
            {
                "slug": "test-start",
                "title": {"en": "Enacted", "ja": "制定"},
                "year": 1983,
                "end_year": None,
                "evidence": [evidence(start.passage)],
            },
            {
                "slug": "test-repeal",
                "title": {"en": "Repealed", "ja": ""},
                "year": 1998,
                "end_year": None,
                "evidence": [],
            },
        ],
        "evidence": [evidence(first_passage(law))],
        "missing": {},
    }


def test_the_card_and_the_facets(law):
    passages = [
        first_passage(law),
        law.roles.get(role="lead").passage,
        law.stages.get(slug="test-start").passage,
        law.relations.get(other__slug="test-other", relation="replaces").passage,
    ]
    assert card(*sheets(law)) == {
        "kind": "policy",
        "slug": "test-law",
        "title_en": "A Law",
        "title_ja": "ある法律",
        "year_from": 1983,
        "year_to": 1998,
        "number": None,
        "text": "a law ある法律 to spread industry. it spread. iwate 岩手県 tohoku "
        "ministry 通産省 miti ministry 通産省 miti",
        "facets": {
            "kind": ["law"],
            "level": ["national"],
            "approach": ["top-down"],
            "phase": ["technopolis"],
            "place": ["place:test-japan", "place:test-tohoku", "prefecture:test-iwate"],
            "organisation": ["organisation:test-miti"],
            "instrument": ["term:test-loans"],
            "target_group": ["term:test-firms"],
            "source": sources(*passages),
        },
    }


def test_what_no_source_says_is_missing_in_words_and_has_no_facet(desk):
    (sheet,) = sheets(desk.a_policy(kind="plan"))
    absent = "aims approach end_year level phase places roles start_year summary"
    assert payload(sheet)["missing"] == dict.fromkeys(absent.split(), "not-reported")
    facets = card(sheet)["facets"]
    assert [name for name, values in facets.items() if values] == ["kind", "source"]
