"""A payload that names one entry made to name another: every reference, once, in the order of the press."""

from copy import deepcopy

import pytest

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import readdressed

pytestmark = pytest.mark.django_db

OLD, NEW = ("policy", "old"), ("policy", "new")


def ref(slug: str, kind: str = "policy") -> dict:
    return {"kind": kind, "slug": slug}


def test_a_reference_is_readdressed_however_deep():
    data = {"subject": ref("old"), "parts": [{"policy": ref("old"), "remark": "old"}], "other": ref("old", "cluster")}
    assert readdressed(data, OLD, NEW) == {
        "subject": ref("new"),
        "parts": [{"policy": ref("new"), "remark": "old"}],
        "other": ref("old", "cluster"),
    }


def test_what_became_the_same_stands_once():
    assert readdressed({"policies": [ref("new"), ref("old"), ref("z")]}, OLD, NEW) == {
        "policies": [ref("new"), ref("z")]
    }


def test_of_parts_that_became_the_same_one_has_all_evidence():
    one, two = {"quote": "One."}, {"quote": "Two."}
    roles = [
        {"organisation": ref("new"), "role": "lead", "evidence": [one]},
        {"organisation": ref("old"), "role": "lead", "evidence": [two, one]},
        {"organisation": ref("old"), "role": "funder", "evidence": [two]},
    ]
    assert readdressed({"roles": roles}, OLD, NEW)["roles"] == [
        {"organisation": ref("new"), "role": "lead", "evidence": [one, two]},
        {"organisation": ref("new"), "role": "funder", "evidence": [two]},
    ]


def test_parts_that_were_the_same_before_stay_two():
    positions = [
        {"claim": "It was 12.", "observation": None, "evidence": [{"source": ref(source), "quote": source}]}
        for source in ("old", "other")
    ]
    assert [each["evidence"][0]["quote"] for each in readdressed(positions, OLD, NEW)] == ["old", "other"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("places", [ref("b"), ref("old"), ref("z")], ["b", "new", "z"]),
        ("subjects", [ref("old"), ref("p")], ["new", "p"]),
        ("places", [ref("a"), ref("old")], ["a", "new"]),
        ("within", [ref("old"), ref("a")], ["new", "a"]),
    ],
)
def test_lists_keep_the_order_of_the_press(name, before, after):
    assert [each["slug"] for each in readdressed({name: before}, OLD, NEW)[name]] == after


def test_parts_are_sorted_as_the_press_sorts_them():
    relations = [{"relation": "replaces", "policy": ref(slug)} for slug in ("m", "old")]
    assert [
        part["policy"]["slug"] for part in readdressed({"relations": relations}, OLD, ("policy", "a"))["relations"]
    ] == [
        "a",
        "m",
    ]
    designations = [{"programme": ref(slug), "stage": "", "year": None} for slug in ("m", "old")]
    moved = readdressed({"designations": designations}, OLD, ("policy", "a"))
    assert [part["programme"]["slug"] for part in moved["designations"]] == ["a", "m"]
    cited_by = [{"source": ref(slug), "evidence": []} for slug in ("m", "old")]
    assert readdressed({"cited_by": cited_by}, OLD, ("policy", "a"))["cited_by"][0]["source"]["slug"] == "a"


def test_every_list_of_the_atlas_has_the_order_in_which_it_would_be_put():
    """A slug that changes to itself and back finds each list as the press has printed it."""
    for entry in Entry.objects.prefetch_related("facets"):
        data = deepcopy(entry.payload)
        named = [tuple(facet.value.split(":", 1)) for facet in entry.facets.all() if facet.name == "refers"]
        for kind, slug in named[:3]:
            there = readdressed(data, (kind, slug), (kind, f"{slug}-"))
            assert readdressed(there, (kind, f"{slug}-"), (kind, slug)) == data, f"{entry}: {kind}:{slug}"
        assert entry.payload == data, "what is given is not changed"
