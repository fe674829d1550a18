"""The shapes of payloads: closed, frozen, and everything in print fits them."""

import pytest
from pydantic import ValidationError

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import SCHEMA, SHAPES, Names, references
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import MISSING


def test_every_kind_has_a_shape():
    assert SHAPES.keys() == KINDS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_payload_of_the_atlas_fits_its_shape_and_comes_back_unchanged(kind):
    for slug, payload, schema in Entry.objects.filter(kind=kind).values_list("slug", "payload", "schema"):
        shape = SHAPES[kind].model_validate(payload)
        assert shape.model_dump(mode="json") == payload, f"{kind}:{slug} is not what its shape would print."
        assert schema == SCHEMA
        unknown = {name: why for name, why in payload["missing"].items() if why not in MISSING}
        assert not unknown, f"{kind}:{slug} has no word for why these are missing: {unknown}"
        assert payload["missing"].keys() <= payload.keys(), f"{kind}:{slug} misses attributes it does not have."


def test_a_key_nobody_documented_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Names(en="Law", fr="Loi")


def test_a_payload_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        Names(en="Law").en = "Plan"


def test_references_are_found_at_any_depth():
    data = {
        "a": {"kind": "policy", "slug": "x"},
        "b": [{"c": {"kind": "source", "slug": "y"}}, "text", 3, None],
        "d": {"kind": "policy", "slug": "x", "more": 1},
    }
    assert references(data) == {("policy", "x"), ("source", "y")}
