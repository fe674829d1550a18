"""Answers of the API have the shapes that are promised, and these are described for programs."""

import json

import jsonschema
import pytest

from policyatlas.editions.payloads import SHAPES
from policyatlas.public.api.answers import Refusal
from policyatlas.public.api.changes import ChangesAnswer
from policyatlas.public.api.comparisons import ComparisonAnswer
from policyatlas.public.api.editions import EditionsAnswer
from policyatlas.public.api.lists import ListAnswer
from policyatlas.public.api.offering import described
from policyatlas.public.api.records import RecordAnswer
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.lists.nouns import LISTS
from policyatlas.records.models import Policy
from policyatlas.values.kinds import KINDS
from tests.house.addresses import two_of_each

pytestmark = pytest.mark.django_db


# --- The shapes that are promised


@pytest.mark.parametrize("kind", KINDS)
def test_lists_have_the_shape_that_is_promised(kind, get):
    for prefix in ("", "/2026.1", "/ja", "/ja/2026.1"):
        found = get(f"{prefix}/api/v1/{KINDS[kind].address}/?per_page=25")
        ListAnswer[SHAPES[kind]].model_validate(found)
        assert len(found["results"]) == min(25, found["found"])


def test_records_have_the_shape_that_is_promised(get, reading):
    for kind, slug in two_of_each(reading):
        RecordAnswer[SHAPES[kind]].model_validate(get(f"/api/v1/{KINDS[kind].address}/{slug}/"))


@pytest.mark.parametrize("noun", NOUNS)
def test_comparisons_have_the_shape_that_is_promised(noun, get, reading):
    slugs = [choice.slug for group in NOUNS[noun].choices(reading, ()).groups for choice in group.choices][:5]
    question = "&".join(f"s={slug}" for slug in slugs)
    found = ComparisonAnswer.model_validate(get(f"/api/v1/compare/{noun}/?{question}"))
    assert [subject.slug for subject in found.subjects] == list(dict.fromkeys(slugs))
    assert found.groups


def test_the_others_have_the_shapes_that_are_promised(get, desk):
    desk.republish(Policy.objects.get(slug="technopolis-programme"), reason="Seen again.", summary="Told anew.")
    EditionsAnswer.model_validate(get("/api/v1/editions/"))
    ChangesAnswer.model_validate(get("/api/v1/changes/"))
    Refusal.model_validate(get("/api/v1/policies/no-such-policy/", 404))


def test_what_is_promised_is_described_for_programs(get):
    found = get("/api/v1/openapi.json")
    assert found["openapi"].startswith("3.")
    assert found == json.loads(json.dumps(described()))
    stems = [f"{kind.address}/" for kind in KINDS.values()]
    forms = [*stems, *(f"{stem}{{slug}}/" for stem in stems), *(f"compare/{noun}/" for noun in NOUNS)]
    assert found["paths"].keys() == {f"/api/v1/{form}" for form in [*forms, "editions/", "changes/"]}
    assert all(operations.keys() == {"get"} for operations in found["paths"].values()), "it only reads"
    names = [operation["get"]["operationId"] for operation in found["paths"].values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("list_page", LISTS.values(), ids=lambda found: found.kind)
def test_every_filter_of_a_page_is_described(list_page):
    operation = described()["paths"][f"/api/v1/{list_page.noun.address}/"]["get"]
    named = {parameter["name"] for parameter in operation["parameters"]}
    assert named == {*list_page.filter_set.base_filters, "sort", "c", "page", "per_page"}
    assert {"200", "422"} <= set(map(str, operation["responses"]))


def test_answers_are_as_described(get):
    paths = [f"{kind.address}/?per_page=25" for kind in KINDS.values()]
    paths += [
        "prefectures/iwate/",
        "compare/clusters/?s=aomori-technopolis&s=akita-technopolis",
        "editions/",
        "changes/",
    ]
    for path in paths:
        found = get(f"/api/v1/{path}")
        form = path.partition("?")[0].replace("iwate", "{slug}")
        answers = described()["paths"][f"/api/v1/{form}"]["get"]["responses"]
        # With all definitions: one name must not stand for two shapes.
        schema = answers[200]["content"]["application/json"]["schema"] | {"components": described()["components"]}
        jsonschema.validate(found, schema)
