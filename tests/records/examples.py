"""Rows that break each constraint of the records and of the desk: a saved row and the changes that break it."""

from django.db import models
from django.utils import timezone

from policyatlas.curation import actions
from policyatlas.curation.models import ChangeSet, Event, PlannedRow
from policyatlas.curation.open_forms import open_form
from policyatlas.records.models import (
    Criterion,
    Designation,
    Evaluation,
    Finding,
    PlaceFocus,
    PolicyRelation,
    PolicyRole,
    PolicyStage,
    Position,
    Rating,
    Record,
    Section,
    SourceText,
    WorkCited,
)

LOST = "no-such"


def saved(part: models.Model) -> models.Model:
    """A part of a record, written to the database."""
    part.save()
    return part


# --- What every record and every citation has


def draft(desk, noun: str) -> Record:
    """A draft of the noun."""
    return next(record for record in desk.one_of_each() if record._meta.model_name == noun)


def examples_of_every_record(desk, noun: str) -> dict[str, list]:
    """The constraints all records share, broken for one noun."""
    record = draft(desk, noun)
    return {
        f"{noun}_status_is_known": [(record, {"status": LOST}), (record, {"status": ""})],
        f"{noun}_version_from_one": [(record, {"version": 0})],
        f"{noun}_created_in_pairs": [(record, {"created_by": None}), (record, {"created_at": None})],
        f"{noun}_updated_in_pairs": [(record, {"updated_by": None}), (record, {"updated_at": None})],
    }


def second_citation(desk, noun: str) -> list:
    """A citation made equal to another one of the same record."""
    record = draft(desk, noun)
    citation = record._meta.get_field("citations").related_model
    passage = desk.a_passage()
    citation.objects.create(record=record, passage=passage)
    return [(citation.objects.create(record=record, passage=passage, supports="name_en"), {"supports": ""})]


# --- What single nouns have


def a_designation(desk, stage: str = "") -> Designation:
    return saved(Designation(cluster=desk.a_cluster(), programme=desk.a_policy(), stage=stage, year=1990))


def second_designation(desk) -> list:
    first = a_designation(desk)
    second = saved(Designation(cluster=first.cluster, programme=first.programme, stage="2nd stage"))
    return [(second, {"stage": ""})]


def second_position(desk) -> list:
    first, second = Position.objects.filter(disagreement=desk.a_disagreement())
    return [(second, {"claim": first.claim, "passage": first.passage})]


def second_preferred(desk) -> list:
    found = []
    for period in ({}, {"period_start": 1999}, {"period_start": 1999, "period_end": 2000}):
        first = desk.an_observation(rank="preferred", **period)
        second = desk.an_observation(indicator=first.indicator, policy=first.policy, **period)
        found.append((second, {"rank": "preferred"}))
    return found


def second_criterion(desk) -> list:
    framework = desk.a_framework()
    return [(saved(Criterion(framework=framework, number=2, label="Another")), {"number": 1})]


def an_evaluation_of_two(desk) -> list:
    evaluation = desk.an_evaluation()
    return [(evaluation, {"place": desk.a_place()}), (evaluation, {"policy": None})]


def a_rating(desk, evaluation: Evaluation | None = None, **fields) -> Rating:
    criterion = fields.pop("criterion", None) or desk.a_framework().criteria.get()
    given = {"aspect": "unmarked", "stars": 2} | fields
    return saved(Rating(evaluation=evaluation or desk.an_evaluation(), criterion=criterion, **given))


def second_rating(desk) -> list:
    first = a_rating(desk)
    second = a_rating(desk, first.evaluation, criterion=first.criterion, aspect="promotion-proposal")
    return [(second, {"aspect": "unmarked"})]


def stars_and_words(desk) -> list:
    rating = a_rating(desk)
    return [(rating, {"words": "strong"}), (rating, {"stars": None}), (rating, {"stars": 0}), (rating, {"stars": 4})]


def own_successor(desk) -> list:
    organisation = desk.an_organisation()
    return [(organisation, {"successor": organisation})]


def second_code(desk) -> list:
    first = desk.a_place(kind="city", name_en="No prefecture of the 47")
    type(first).objects.filter(kind="prefecture", code="03").update(code="")
    desk.a_place(kind="prefecture", code="03")
    return [(desk.a_place(kind="prefecture"), {"code": "03"})]


def second_tile(desk) -> list:
    desk.a_place(tile_column=90, tile_row=90)
    return [(desk.a_place(tile_column=90, tile_row=91), {"tile_row": 90})]


def second_focus(desk) -> list:
    place, field = desk.a_place(), desk.a_term()
    saved(PlaceFocus(place=place, field=field))
    return [(saved(PlaceFocus(place=place, field=desk.a_term())), {"field": field})]


def a_role(desk) -> PolicyRole:
    return saved(PolicyRole(policy=desk.a_policy(), organisation=desk.an_organisation(), role="lead"))


def second_role(desk) -> list:
    first = a_role(desk)
    second = saved(PolicyRole(policy=first.policy, organisation=first.organisation, role="funder"))
    return [(second, {"role": "lead"})]


def a_relation(desk) -> PolicyRelation:
    return saved(PolicyRelation(policy=desk.a_policy(), relation="replaces", other=desk.a_policy()))


def related_to_itself(desk) -> list:
    relation = a_relation(desk)
    return [(relation, {"other": relation.policy})]


def second_relation(desk) -> list:
    first = a_relation(desk)
    second = saved(PolicyRelation(policy=first.policy, relation="enables", other=first.other))
    return [(second, {"relation": "replaces"})]


def second_section(desk) -> list:
    source = desk.a_source()
    saved(Section(source=source, order=1, locator="Section 1"))
    return [(saved(Section(source=source, order=2, locator="Section 2")), {"order": 1})]


def an_empty_text(desk) -> list:
    text = SourceText(source=desk.a_source(), text="Words.", added_at=timezone.now(), added_by=desk.curator)
    return [(saved(text), {"text": ""})]


def second_passage(desk) -> list:
    first = desk.a_passage()
    return [(desk.a_passage(first.source, quote="Other words."), {"quote": first.quote})]


def a_citation_between_works(desk) -> WorkCited:
    return saved(WorkCited(work=desk.a_source(), citing=desk.a_source()))


def citing_itself(desk) -> list:
    cited = a_citation_between_works(desk)
    return [(cited, {"citing": cited.work})]


def second_citation_between_works(desk) -> list:
    first = a_citation_between_works(desk)
    return [(saved(WorkCited(work=first.work, citing=desk.a_source())), {"citing": first.citing})]


def second_term(desk) -> list:
    first = desk.a_term()
    return [(desk.a_term(), {"code": first.code})]


def second_open_form(desk) -> list:
    """The form of a policy that the publisher has open, said to be that of another one, also open."""
    first, second = (open_form(desk.a_policy(), desk.publisher) for _ in range(2))
    return [(second, {"record_id": first.record_id})]


def an_import(desk) -> ChangeSet:
    """An import of two rows, not written yet."""
    rows = [
        PlannedRow(place=place, line=place, slug=f"row-{place}", outcome="new", given=[], told={}) for place in (0, 1)
    ]
    return actions.keep_plan(ChangeSet(noun="policy", counts={}, mistakes=[]), rows, by=desk.curator)


EXAMPLES = {
    "cluster_formation_base_is_known": lambda desk: [(desk.a_cluster(), {"formation_base": LOST})],
    "cluster_development_phase_is_known": lambda desk: [(desk.a_cluster(), {"development_phase": LOST})],
    "designation_once_per_stage": second_designation,
    "designation_end_after_start": lambda desk: [(a_designation(desk), {"end_year": 1989})],
    "designation_year_or_missing": lambda desk: [
        (a_designation(desk), {"year_missing": "unknown"}),
        (a_designation(desk), {"year": None, "year_missing": "forgotten"}),
    ],
    "position_once": second_position,
    "indicator_direction_is_known": lambda desk: [(desk.an_indicator(), {"direction": ""})],
    "observation_one_subject": lambda desk: [
        (desk.an_observation(), {"place": desk.a_place()}),
        (desk.an_observation(), {"policy": None}),
    ],
    "observation_value_or_missing": lambda desk: [
        (desk.an_observation(), {"missing": "unknown"}),
        (desk.an_observation(), {"value": None}),
        (desk.an_observation(missing="unknown"), {"missing": ""}),
    ],
    "observation_range_goes_up": lambda desk: [
        (desk.an_observation(value=12), {"upper_value": 12}),
        (desk.an_observation(missing="unknown"), {"upper_value": 12}),
    ],
    "observation_missing_is_known": lambda desk: [(desk.an_observation(missing="unknown"), {"missing": LOST})],
    "observation_qualifier_is_known": lambda desk: [
        (desk.an_observation(), {"qualifier": "no-such"}),
        (desk.an_observation(missing="unknown"), {"qualifier": "about"}),
    ],
    "observation_rank_is_known": lambda desk: [(desk.an_observation(), {"rank": ""})],
    "observation_period_in_order": lambda desk: [(desk.an_observation(period_start=1999), {"period_end": 1998})],
    "observation_one_preferred": second_preferred,
    "criterion_number_once": second_criterion,
    "evaluation_one_subject": an_evaluation_of_two,
    "evaluation_strength_is_known": lambda desk: [(desk.an_evaluation(), {"strength": LOST})],
    "finding_verdict_is_known": lambda desk: [
        (Finding.objects.get(evaluation=desk.an_evaluation()), {"verdict": LOST})
    ],
    "rating_once_per_aspect": second_rating,
    "rating_stars_or_words": stars_and_words,
    "rating_aspect_is_known": lambda desk: [(a_rating(desk), {"aspect": LOST})],
    "rating_confidence_is_known": lambda desk: [(a_rating(desk), {"confidence": ""})],
    "contextevent_kind_is_known": lambda desk: [(desk.an_event(), {"kind": LOST})],
    "contextevent_end_after_start": lambda desk: [(desk.an_event(year=1995), {"end_year": 1994})],
    "organisation_kind_is_known": lambda desk: [(desk.an_organisation(), {"kind": LOST})],
    "organisation_ended_after_founded": lambda desk: [(desk.an_organisation(founded=2001), {"ended": 2000})],
    "organisation_not_own_successor": own_successor,
    "place_kind_is_known": lambda desk: [(desk.a_place(), {"kind": LOST})],
    "place_code_once_per_kind": second_code,
    "place_code_is_known": lambda desk: [(desk.a_place(kind="prefecture"), {"code": "48"})],
    "place_code_for_prefectures": lambda desk: [(desk.a_place(), {"code": "03"})],
    "place_tile_once": second_tile,
    "place_tile_in_pairs": lambda desk: [(desk.a_place(), {"tile_column": 9}), (desk.a_place(), {"tile_row": 9})],
    "placefocus_field_once": second_focus,
    "policy_kind_is_known": lambda desk: [(desk.a_policy(), {"kind": ""})],
    "policy_level_is_known": lambda desk: [(desk.a_policy(), {"level": LOST})],
    "policy_approach_is_known": lambda desk: [(desk.a_policy(), {"approach": LOST})],
    "policy_phase_is_known": lambda desk: [(desk.a_policy(), {"phase": LOST})],
    "policy_end_after_start": lambda desk: [(desk.a_policy(start_year=1983), {"end_year": 1982})],
    "policystage_end_after_start": lambda desk: [
        (saved(PolicyStage(policy=desk.a_policy(), slug="test-stage", title_en="A stage", year=1983)), {"end_year": 1})
    ],
    "policyrole_role_is_known": lambda desk: [(a_role(desk), {"role": LOST})],
    "policyrole_once": second_role,
    "policyrelation_relation_is_known": lambda desk: [(a_relation(desk), {"relation": LOST})],
    "policyrelation_not_itself": related_to_itself,
    "policyrelation_once": second_relation,
    "source_kind_is_known": lambda desk: [(desk.a_source(), {"kind": LOST})],
    "section_order_once": second_section,
    "sourcetext_has_text": an_empty_text,
    "passage_has_locator": lambda desk: [(desk.a_passage(), {"locator": ""})],
    "passage_has_quote": lambda desk: [(desk.a_passage(), {"quote": ""})],
    "passage_confidence_is_known": lambda desk: [(desk.a_passage(), {"confidence": LOST})],
    "passage_once_per_source": second_passage,
    "workcited_once": second_citation_between_works,
    "workcited_not_itself": citing_itself,
    "term_scheme_is_known": lambda desk: [(desk.a_term(), {"scheme": LOST})],
    "term_code_once_per_scheme": second_term,
    "changeset_state_is_known": lambda desk: [(an_import(desk), {"state": LOST})],
    "plannedrow_outcome_is_known": lambda desk: [(an_import(desk).rows.first(), {"outcome": LOST})],
    "plannedrow_place_once": lambda desk: [(an_import(desk).rows.last(), {"place": 0})],
    "openform_once_per_person": second_open_form,
    "event_action_is_known": lambda desk: [(Event.objects.filter(record_id=desk.a_policy().pk)[0], {"action": LOST})],
}
