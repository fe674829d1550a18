"""A record of each noun, with its parts, that has hostile words in every text that it can hold."""

from django.apps import apps
from django.db import models

from policyatlas.records import models as records
from policyatlas.records.models import Record
from policyatlas.records.models.base import Citation
from tests.desk import Desk

from .nasty import MARK

# Out of an attribute of either quotation, out of a script, a title and a comment; cut off where a text must be short.
HOSTILE = f"\"'x{MARK}=''><xss-{MARK}></script></title>--><img src=x onerror=xq{MARK}(1)>"
# What is no free text: addresses and codes have forms of their own, and what is never printed is looked for elsewhere.
_FORMED = {"slug", "code", "url", "note", "status"}
_UNPRINTED = {records.SourceText, records.Section}


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The fields in which a curator may write whatever they like."""
    texts = (models.CharField, models.TextField)
    fields = [one for one in model._meta.fields if isinstance(one, texts) and not one.choices]
    # A citation names a field of its record; that it may name none is a rule of its own.
    return [one for one in fields if one.name not in _FORMED and one.name != "supports"]


def holders() -> list[type[models.Model]]:
    """All that has such fields and is printed."""
    found = apps.get_app_config("records").get_models()
    return [one for one in found if texts_of(one) and one not in _UNPRINTED and not issubclass(one, Citation)]


def spoiled(desk: Desk) -> list[Record]:
    """The records in print, and with them all that they refer to."""
    there = {model: set(model._base_manager.values_list("pk", flat=True)) for model in holders()}
    # No 48th prefecture can be made.
    iwate = desk.revise(records.Place.objects.get(slug="iwate"))
    made = [iwate, *_made(desk, iwate)]
    for model, before in there.items():
        new = list(model._base_manager.exclude(pk__in=before))
        assert new, f"Make one of {model.__name__}, so that its texts are hostile too."
        for number, row in enumerate(new, 1):
            _spoil(row, number)
    _spoil(iwate, 0)
    for record in made:
        record.refresh_from_db()
        if record.status != "published":
            desk.publish(record, reason=HOSTILE)
    return made


def _spoil(row: models.Model, number: int) -> None:
    """Past the forms: what they refuse may have been stored before they did."""
    fields = {one.name: f"{number} {HOSTILE}"[: one.max_length] for one in texts_of(type(row))}
    type(row)._base_manager.filter(pk=row.pk).update(**fields)


def _made(desk: Desk, iwate: records.Place) -> list[Record]:
    passage = desk.a_passage
    policy, other = (desk.a_policy(places=[iwate], start_year=year) for year in (1983, 1991))
    cluster, place, organisation = desk.a_cluster(places=[iwate]), desk.a_place(), desk.an_organisation()
    framework, indicator, source = desk.a_framework(), desk.an_indicator(), desk.a_source()
    evaluation = desk.an_evaluation(cluster=cluster, framework=framework)
    for part in (
        records.PolicyStage(policy=policy, slug="test-stage", title_en="A stage", year=1983, passage=passage()),
        records.PolicyRelation(policy=policy, other=other, relation="replaces", passage=passage()),
        records.PolicyRole(policy=policy, organisation=organisation, role="lead", passage=passage()),
        records.Designation(cluster=cluster, programme=policy, stage="1st", year=1990, passage=passage()),
        records.PlaceFocus(place=place, field=desk.a_term(), passage=passage()),
        records.WorkCited(work=source, citing=desk.a_source(), passage=passage()),
        records.Rating(
            evaluation=evaluation,
            criterion=framework.criteria.get(),
            aspect="unmarked",
            words="Strong",
            passage=passage(),
        ),
    ):
        part.save()
    figures = [
        desk.an_observation(indicator=indicator, **{noun: subject}, value=value)
        for noun, subject in (("place", iwate), ("policy", policy), ("cluster", cluster))
        for value in (12, 13)
    ]
    named = [policy, other, cluster, place, organisation, framework, indicator, source, evaluation]
    return [*named, *figures, desk.a_disagreement(policies=[policy]), desk.an_event(), desk.a_term("instrument")]
