"""Ratings at the desk: by the criteria of the evaluation's framework, and no row that blocks its form."""

import re

import pytest
from django.urls import reverse

from policyatlas.curation.readiness import problems
from policyatlas.records.models import Evaluation, Rating
from tests.curation.sending import fields, page, row, send, stored, text, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def frameworks(desk):
    """Two frameworks of a criterion each."""
    return desk.a_framework(name_en="Fifteen conditions"), desk.a_framework(name_en="Ten questions")


def a_row(desk, framework, number: int = 0) -> dict:
    """What the form sends for one more rating by the criterion of `framework`."""
    words = {"aspect": "unmarked", "words": "Typed with care", "confidence": "high"}
    return row("ratings", number, criterion=framework.criteria.get().pk, passage=desk.a_passage().pk, **words)


def a_rating(desk, evaluation, framework) -> Rating:
    """A stored rating by the criterion of `framework`."""
    return Rating.objects.create(
        evaluation=evaluation,
        criterion=framework.criteria.get(),
        aspect="unmarked",
        words="As stored",
        passage=desk.a_passage(),
    )


def offered(answer, number: int) -> dict[int, bool]:
    """The criteria that stand in row `number`, each with whether it is chosen; others are searched for."""
    select = re.search(rf'<select name="ratings-{number}-criterion".*?</select>', answer.content.decode(), re.DOTALL)
    return {int(pk): bool(chosen) for pk, chosen in re.findall(r'<option value="(\d+)"( selected)?', select.group())}


def refusal() -> str:
    """What is said of the criterion of another framework."""
    return (
        "“1 A criterion” is a criterion of “Ten questions”; this evaluation rates by “Fifteen conditions”: "
        "choose one of its criteria."
    )


def test_a_criterion_of_another_framework_is_refused_when_adding(hanako_at_desk, desk, frameworks):
    own, other = frameworks
    opened = fields(hanako_at_desk.get(page(Evaluation, "add")))
    typed = {
        "title_en": "A new judgement",
        "slug": "a-new-judgement",
        "evaluator": "Somebody",
        "policy": desk.a_policy().pk,
        "source": desk.a_source().pk,
        "framework": own.pk,
    }
    sent = opened | typed | a_row(desk, other) | {"_save": "on"}
    answer = hanako_at_desk.post(page(Evaluation, "add"), sent)
    assert refusal() in text(answer)
    assert "Typed with care" in text(answer)
    right, wrong = own.criteria.get().pk, other.criteria.get().pk
    assert offered(answer, 0) == {wrong: True}
    assert not Evaluation.objects.filter(slug="a-new-judgement").exists()

    answer = hanako_at_desk.post(page(Evaluation, "add"), sent | {"ratings-0-criterion": right}, follow=True)
    assert told(answer) == ["“A new judgement” is saved as a draft."]
    assert Evaluation.objects.get(slug="a-new-judgement").ratings.get().criterion_id == right


def test_a_criterion_of_another_framework_is_refused_when_changing(hanako_at_desk, desk, frameworks):
    own, other = frameworks
    evaluation = desk.an_evaluation(framework=own)
    answer = send(hanako_at_desk, evaluation, a_row(desk, other))
    assert refusal() in text(answer)
    assert offered(answer, 0)[other.criteria.get().pk], "what was chosen stays chosen"
    assert (stored(evaluation).version, evaluation.ratings.count()) == (1, 0)


def test_the_framework_narrows_the_criteria_that_are_offered(hanako_at_desk, desk, frameworks):
    own, _other = frameworks
    asked = {"app_label": "records", "model_name": "rating", "field_name": "criterion", "term": "A criterion"}

    def found(**narrowed) -> set[str]:
        answer = hanako_at_desk.get(reverse("admin:autocomplete"), asked | narrowed).json()["results"]
        return {one["text"] for one in answer if "Fifteen" in one["text"] or "Ten" in one["text"]}

    assert found() == {"Fifteen conditions: 1 A criterion", "Ten questions: 1 A criterion"}
    assert found(framework=own.pk) == {"Fifteen conditions: 1 A criterion"}
    assert found(framework="nonsense") == found()
    form = text(hanako_at_desk.get(page(Evaluation, "add")))
    assert 'data-narrowed-as="framework" data-narrowed-by="#id_framework"' in form, "the form asks so"


def test_a_row_that_was_stored_wrongly_never_blocks_the_form(hanako_at_desk, desk, frameworks):
    own, other = frameworks
    evaluation = desk.an_evaluation(framework=own)
    a_rating(desk, evaluation, other)
    answer = hanako_at_desk.get(page(evaluation, "change", evaluation.pk))
    assert offered(answer, 0) == {other.criteria.get().pk: True}
    assert "The rating “1 A criterion: As stored” is by a criterion of “Ten questions”" in text(answer)

    answer = send(hanako_at_desk, evaluation, {"method": "Interviews"})
    assert told(answer) == ["Saved as version 2."], "the rest can be saved while the row waits"
    assert refusal() in text(send(hanako_at_desk, evaluation, {"ratings-0-words": "Typed over"}))
    send(hanako_at_desk, evaluation, {"ratings-0-criterion": own.criteria.get().pk})
    assert not [problem for problem in problems(stored(evaluation)) if "is by a criterion of" in problem.sentence]


def test_changing_the_framework_looks_at_every_row(hanako_at_desk, desk, frameworks):
    own, other = frameworks
    evaluation = desk.an_evaluation(framework=other)
    a_rating(desk, evaluation, other)
    assert refusal() in text(send(hanako_at_desk, evaluation, {"framework": own.pk}))
    answer = send(hanako_at_desk, evaluation, {"framework": own.pk, "ratings-0-DELETE": "on"})
    assert told(answer) == ["Saved as version 2."]
    assert evaluation.ratings.count() == 0
