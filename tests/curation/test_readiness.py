"""What keeps a record from being printed is said in a sentence that names the place where it is mended."""

import re
from decimal import Decimal

import pytest

from policyatlas.curation.readiness import problems
from policyatlas.records import models as records

pytestmark = pytest.mark.django_db


def sentences(record) -> list[str]:
    return [problem.sentence for problem in problems(record)]


def test_every_noun_of_the_desk_can_be_made_fit(desk):
    for record in desk.one_of_each():
        found = [problem for problem in problems(record) if "not in print" not in problem.sentence]
        assert found == [], f"{record._meta.verbose_name}: {found}"


def test_everything_in_the_loaded_atlas_is_fit():
    for model in records.RECORDS:
        in_print = model.objects.in_print()[:3]
        assert in_print, f"the loaded atlas has no {model._meta.verbose_name} in print"
        for record in in_print:
            assert sentences(record) == [], f"{record._meta.verbose_name} “{record}” is in print and not fit for it"


@pytest.mark.parametrize(
    "make",
    [
        lambda desk: records.Policy(slug="p", title_en="P", kind="law"),
        lambda desk: records.Cluster(slug="c", name_en="C"),
        lambda desk: records.Indicator(slug="i", name_en="I", unit="persons", definition="D"),
        lambda desk: records.ContextEvent(slug="e", title_en="E", kind="shock", year=1995),
        lambda desk: records.Organisation(slug="o", name_en="O", kind="university"),
        lambda desk: records.Place(slug="a", name_en="A", kind="area"),
        lambda desk: records.Observation(
            slug="f", indicator=desk.an_indicator(), policy=desk.a_policy(), value=Decimal(1)
        ),
    ],
    ids=["policy", "cluster", "indicator", "event", "organisation", "place", "figure"],
)
def test_nothing_goes_into_print_without_a_source(desk, make):
    record = desk.create(make(desk))
    (problem,) = problems(record)
    what = "figure" if isinstance(record, records.Observation) else "record"
    assert problem.sentence.startswith(f"No citation: add at least one passage that supports this {what}.")
    assert (problem.field, problem.anchor) == ("citations", "citations-group")


def test_sources_and_terms_need_no_citation(desk):
    assert sentences(desk.a_source()) == []
    assert sentences(desk.a_term()) == []


@pytest.mark.parametrize(
    ("noun", "part", "sentence"),
    [
        (
            "a_policy",
            lambda desk, record: records.PolicyStage(policy=record, slug="begun", title_en="Begun", year=1983),
            "The dated event “1983: Begun” has no passage: say where the source says it.",
        ),
        (
            "a_policy",
            lambda desk, record: records.PolicyRelation(
                policy=record, relation="replaces", other=desk.a_policy(title_en="The old law")
            ),
            "The relation “replaces The old law” has no passage: say where the source says it.",
        ),
        (
            "a_cluster",
            lambda desk, record: records.Designation(
                cluster=record, programme=desk.a_policy(title_en="Technopolis"), year=1984
            ),
            "The designation “Technopolis (1984)” has no passage: say where the source says it.",
        ),
        (
            "a_place",
            lambda desk, record: records.PlaceFocus(place=record, field=desk.a_term(label_en="Photonics")),
            "The focus “A city: Photonics” has no passage: say where the source says it.",
        ),
        (
            "a_framework",
            lambda desk, record: records.Criterion(framework=record, number=2, label="Trust"),
            "The criterion “2 Trust” has no passage: say where the source says it.",
        ),
        (
            "an_evaluation",
            lambda desk, record: records.Finding(
                evaluation=record,
                slug="bare",
                title_en="Bare",
                statement="It is said.",
                verdict="mixed",
                dimension=desk.a_term("dimension"),
            ),
            "The finding “Bare” has no passage: say where the source says it.",
        ),
        (
            "an_evaluation_by_criteria",
            lambda desk, record: records.Rating(
                evaluation=record, criterion=record.framework.criteria.get(), aspect="unmarked", words="Weak"
            ),
            "The rating “1 A criterion: Weak” has no passage: say where the source says it.",
        ),
        (
            "a_disagreement",
            lambda desk, record: records.Position(disagreement=record, claim="It was 14."),
            "The position “It was 14.” has no passage: say where the source says it.",
        ),
    ],
    ids=["stage", "relation", "designation", "focus", "criterion", "finding", "rating", "position"],
)
def test_every_part_that_states_a_fact_needs_its_passage(desk, noun, part, sentence):
    made = {"an_evaluation_by_criteria": lambda: desk.an_evaluation(framework=desk.a_framework())}
    record = made.get(noun, getattr(desk, noun, None))()
    made = part(desk, record)
    made.save()
    assert sentences(record) == [sentence]
    assert re.fullmatch(rf"[a-z]+_{made.pk}_passage", problems(record)[0].anchor), "the row itself is linked"


def test_a_rating_is_by_a_criterion_of_the_evaluations_framework(desk):
    own, other = desk.a_framework(name_en="Fifteen conditions"), desk.a_framework(name_en="Ten questions")
    evaluation = desk.an_evaluation()
    records.Rating.objects.create(
        evaluation=evaluation,
        criterion=other.criteria.get(),
        aspect="unmarked",
        words="Weak",
        passage=desk.a_passage(),
    )
    (problem,) = problems(evaluation)
    assert problem.sentence == "Ratings without a framework: say by whose criteria it rates."
    assert problem.anchor == "id_framework"
    (problem,) = problems(desk.edit(evaluation, framework=own))
    assert problem.sentence == (
        "The rating “1 A criterion: Weak” is by a criterion of “Ten questions”; this evaluation rates by "
        "“Fifteen conditions”: choose one of its criteria."
    )
    assert problem.anchor == f"ratings_{evaluation.ratings.get().pk}_criterion"
    assert not [s for s in sentences(desk.edit(evaluation, framework=other)) if "criterion" in s]


def test_a_framework_needs_a_criterion(desk):
    framework = desk.a_framework()
    framework.criteria.all().delete()
    assert sentences(framework) == ["No criterion: a framework needs at least one."]


def test_an_evaluation_needs_a_source_and_something_it_says(desk):
    evaluation = desk.create(
        records.Evaluation(slug="empty", title_en="Empty", evaluator="Nobody", policy=desk.a_policy())
    )
    no_source, nothing_said = problems(evaluation)
    assert no_source.sentence == "No source: say in which document you read this evaluation."
    assert no_source.anchor == "id_source"
    assert nothing_said.sentence == "No finding and no rating: an evaluation needs at least one of them."
    assert nothing_said.anchor == "findings-group"


def test_a_disagreement_needs_two_positions(desk):
    disagreement = desk.a_disagreement()
    disagreement.positions.first().delete()
    assert sentences(disagreement) == ["Fewer than two positions: a disagreement needs at least two."]


def test_what_it_refers_to_must_be_in_print(desk, kenji):
    policy = desk.a_policy()
    source = policy.citations.get().passage.source
    (problem,) = problems(policy)
    assert problem.sentence == (
        f"It refers to the source “{source.slug}”, which is not in print: publish that first, or remove the reference."
    )
    assert problem.anchor == f"citations_{policy.citations.get().pk}_passage"
    desk.publish(source)
    assert problems(policy) == []


def test_a_term_needs_its_broader_term_in_print(desk):
    broader = desk.a_term()
    narrower = desk.a_term(parent=broader)
    assert sentences(narrower) == [
        f"It refers to the term “{broader.slug}”, which is not in print: publish that first, or remove the reference."
    ]
