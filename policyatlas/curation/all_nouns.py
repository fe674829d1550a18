"""Records of all nouns by one query for all of them: what they are called, and in which state they are since when."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from policyatlas.records import models as records
from policyatlas.records.models import RECORDS, Record

from .models import Event

# `(noun, primary key)`: the name of a model, and which record.
Key = tuple[str, int]
# The field that says how a record is called.
NAME: dict[type[Record], str] = {
    records.Policy: "title_en",
    records.Cluster: "name_en",
    records.Evaluation: "title_en",
    records.Indicator: "name_en",
    records.Observation: "slug",
    records.Disagreement: "topic_en",
    records.Framework: "name_en",
    records.ContextEvent: "title_en",
    records.Organisation: "name_en",
    records.Place: "name_en",
    records.Source: "heading",
    records.Term: "label_en",
}
# What is somebody's work on a record, until it is published.
WORK = ("create", "edit", "restore", "submit")
UNLOOKED_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Row:
    """A record in short; `at` and `by` say when its state or its words last changed, and by whom."""

    noun: str
    pk: int
    name: str
    status: str
    at: datetime | None
    by: str | None

    @property
    def key(self) -> Key:
        """Which record it is."""
        return self.noun, self.pk


# Which records of a model are meant.
Choice = Callable[[type[Record]], QuerySet]


def rows(chosen: Choice, most: int, *, oldest_first: bool = False) -> list[Row]:
    """The chosen records of all nouns, the last changed first, `most` at most; one query."""
    parts = [
        chosen(model)
        .order_by()
        .annotate(noun=_noun(model), named=F(NAME[model]))
        .values_list("noun", "pk", "named", "status", "updated_at", "updated_by__username")
        for model in RECORDS
    ]
    order = ("updated_at", "noun", "pk") if oldest_first else ("-updated_at", "noun", "pk")
    return [Row(*row) for row in parts[0].union(*parts[1:], all=True).order_by(*order)[:most]]


def counts(chosen: Choice) -> dict[str, int]:
    """How many of the chosen records there are, by noun; nouns without any are left out. One query."""
    parts = [
        chosen(model).order_by().annotate(noun=_noun(model)).values("noun").annotate(number=Count("pk")).order_by()
        for model in RECORDS
    ]
    found = {row["noun"]: row["number"] for row in parts[0].union(*parts[1:], all=True)}
    return {model._meta.model_name: found[model._meta.model_name] for model in RECORDS if found.get(_name(model))}


def named(keys: Iterable[Key]) -> dict[Key, Row]:
    """Several records by noun and primary key, as far as they are there; one query."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for noun, pk in keys:
        wanted[noun].add(pk)
    number = sum(len(pks) for pks in wanted.values())
    if not number:
        return {}
    return {row.key: row for row in rows(lambda model: model.objects.filter(pk__in=wanted[_name(model)]), number)}


# --- Choices


def in_state(*states: str) -> Choice:
    """Records in one of these states."""
    return lambda model: model.objects.filter(status__in=states)


def unfinished(model: type[Record]) -> QuerySet:
    """Records with something that readers do not see yet."""
    return model.objects.unfinished()


def of(person: AbstractBaseUser) -> Choice:
    """Unfinished records into which `person` wrote, or which they submitted, since they were last published."""
    return lambda model: model.objects.unfinished().filter(_worked_on_by(person, model))


def for_review_by(person: AbstractBaseUser, *, alone: bool) -> Choice:
    """Submitted records that `person` may approve: not those they have worked on, unless they work `alone`."""

    def choice(model: type[Record]) -> QuerySet:
        found = model.objects.filter(status__in=("submitted", "revision-submitted"))
        return found if alone else found.exclude(_worked_on_by(person, model))

    return choice


def unlooked(model: type[Record]) -> QuerySet:
    """Records in print that nobody has touched or looked at for a year."""
    since = timezone.now() - UNLOOKED_AFTER
    touched = Event.objects.filter(noun=_name(model), record_id=OuterRef("pk"), at__gte=since)
    return model.objects.in_print().exclude(Exists(touched))


def _worked_on_by(person: AbstractBaseUser, model: type[Record]) -> Q:
    printed = Event.objects.filter(
        noun=OuterRef("noun"), record_id=OuterRef("record_id"), action="publish", pk__gt=OuterRef("pk")
    )
    # Who merged what it names has not worked on it; see `history.worked_on_since_print`.
    own = Event.objects.filter(noun=_name(model), record_id=OuterRef("pk"), by=person, because_of=None)
    work = own.filter(action__in=WORK)
    return Q(Exists(work.exclude(Exists(printed))))


def _name(model: type[Record]) -> str:
    return model._meta.model_name


def _noun(model: type[Record]) -> Value:
    return Value(_name(model), output_field=CharField())
