"""Records that name another one, in every way in which something at the desk can: made from the models themselves."""

from policyatlas.curation import actions
from policyatlas.curation.holders import Reference, references_to
from policyatlas.records import models as records
from policyatlas.records.models import RECORDS, Criterion, Passage, Record

# What a new part needs besides what is named: a new sort of part that names others needs a line here.
_NEEDS = {
    records.Designation: lambda desk, number: {"programme": desk.a_policy()},
    records.PolicyRole: lambda desk, number: {"organisation": desk.an_organisation(), "role": "lead"},
    records.PolicyRelation: lambda desk, number: {"other": desk.a_policy(), "relation": "replaces"},
    records.PolicyStage: lambda desk, number: {"slug": f"test-stage-{number}", "title_en": "It began", "year": 1990},
    records.PlaceFocus: lambda desk, number: {"field": desk.a_term()},
    records.WorkCited: lambda desk, number: {"citing": desk.a_source()},
    records.SourceCitation: lambda desk, number: {},
    records.TermCitation: lambda desk, number: {},
    records.Rating: lambda desk, number: {"aspect": "unmarked", "stars": 2, "confidence": "high"},
}
# Which list a term is of where it is chosen.
_SCHEMES = {"dimension": "dimension", "policy_instruments": "instrument", "policy_target_groups": "target-group"}


def references(*models: type) -> list:
    """Every way of naming one of `models`, each with the model, as parameters of a test."""
    return [
        (model, f"{one.table._meta.model_name}.{one.field.name}") for model in models for one in references_to(model)
    ]


OF_RECORDS = references(*RECORDS)
OF_PARTS = references(Passage, Criterion)


def reference(model: type, name: str) -> Reference:
    """The one of that name."""
    return next(one for one in references_to(model) if f"{one.table._meta.model_name}.{one.field.name}" == name)


def maker(desk, model: type):
    """What makes a record of `model`."""
    return {
        records.Policy: desk.a_policy,
        records.Cluster: desk.a_cluster,
        records.Evaluation: desk.an_evaluation,
        records.Indicator: desk.an_indicator,
        records.Observation: desk.an_observation,
        records.Disagreement: desk.a_disagreement,
        records.Framework: desk.a_framework,
        records.ContextEvent: desk.an_event,
        records.Organisation: desk.an_organisation,
        records.Place: desk.a_place,
        records.Source: desk.a_source,
        records.Term: desk.a_term,
        Passage: desk.a_passage,
    }[model]


def twins(desk, model: type, name: str = "") -> tuple[Record, Record]:
    """Two records of `model` in print, about the same; terms are of the list from which `name` chooses."""
    scheme = next((scheme for word, scheme in _SCHEMES.items() if word in name), "field")
    # Of the same name, because readers find what names a term by that name.
    given = {"scheme": scheme, "label_en": "Optics"} if model is records.Term else {}
    return tuple(desk.publish(maker(desk, model)(**given)) for _ in range(2))


def naming(desk, one: Reference, thing):
    """A new record or passage that names `thing` in the way `one`."""
    if not one.is_part:
        return maker(desk, one.whole)(**{one.field.name: thing})
    whole = maker(desk, one.whole)()
    actions.edit(whole, by=desk.curator, expected_version=whole.version, saving=lambda: _name(desk, one, whole, thing))
    return whole


def _name(desk, one: Reference, whole: Record, thing) -> None:
    declares = one.table._meta.auto_created
    if declares:
        link = next(link.name for link in declares._meta.many_to_many if link.remote_field.through is one.table)
        holder = whole if declares is one.whole else declares.objects.get(**{one.way.partition("__")[2]: whole})
        getattr(holder, link).add(thing)
        return
    row = one.table.objects.filter(**{one.way: whole}).first()
    if row is None:
        needed = _NEEDS[one.table](desk, thing.pk)
        row = one.table(**{one.way: whole, "passage": desk.a_passage()} | needed)
    setattr(row, one.field.name, thing)
    if one.table is records.Rating:
        if one.field.name == "passage":
            row.criterion = desk.a_framework().criteria.get()
        whole.framework = row.criterion.framework
        whole.save()
    row.save()
