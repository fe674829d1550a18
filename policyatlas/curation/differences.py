"""How two snapshots of a record differ, in words for people: field by field, its parts and their fields included."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst

from policyatlas.records.models import (
    Citation,
    Criterion,
    Passage,
    PlaceFocus,
    PolicyRelation,
    PolicyRole,
    PolicyStage,
    Record,
    WorkCited,
)

from .models import Event
from .snapshots import Snapshot, columns_of, owner_of, parts_of, snapshot


@dataclass(frozen=True)
class Difference:
    """One field that differs.

    `place` names the part in words (empty for the record itself) and `field` is its name in the code, such as
    `stages.year`; `name` is its name for people, `was` and `now` are its values in words, empty where it has none.
    `how` says whether the part (or the record) was there before and is there now: changed, added or removed; `part` is
    its primary key.
    """

    place: str
    field: str
    name: str
    was: str
    now: str
    how: str = "changed"
    part: int | None = None


def differences(
    model: type[models.Model], before: Snapshot | None, after: Snapshot | None, words: "Words | None" = None
) -> list[Difference]:
    """How `after` differs from `before`, in the order of the fields; None is a record that is not there.

    `words` are those of more snapshots than these two, for whoever compares many.
    """
    words = words or Words(model, [one for one in (before, after) if one])
    old, new = before or _NOTHING, after or _NOTHING
    told = [one and one["fields"] | one["links"] for one in (before, after)]
    found = list(_of_row(words, model, *told))
    whole = words.row(model, (after or before or _NOTHING)["fields"])
    for name, part in parts_of(model).items():
        owner = owner_of(part, model)
        rows = [{row["id"]: row for row in one["parts"].get(name, ())} for one in (old, new)]
        for key in dict.fromkeys([*rows[0], *rows[1]]):
            was, now = rows[0].get(key), rows[1].get(key)
            if was != now:
                place = words.part(part, owner, now or was, whole)
                found += _of_row(words, part, was, now, owner, place, f"{name}.", key)
    return found


def beside(record: Record, other: Record) -> list[Difference]:
    """What a record says (`was`) and another one of its sort (`now`); no address, and nothing both say."""
    one, two = snapshot(record), snapshot(other)
    for name, rows in one["parts"].items():
        ours, theirs = ([{**row, "id": None} for row in rows] for rows in (rows, two["parts"][name]))
        two["parts"][name] = [row for row in two["parts"][name] if {**row, "id": None} not in ours]
        one["parts"][name] = [row for row in rows if {**row, "id": None} not in theirs]
    return [found for found in differences(type(record), one, two) if found.field != "slug"]


_NOTHING: Snapshot = {"fields": {}, "links": {}, "parts": {}}


def _of_row(
    words: "Words", model, was: dict | None, now: dict | None, owner=None, place="", prefix="", key=None
) -> Iterator[Difference]:
    how = "added" if was is None else "removed" if now is None else "changed"
    for field in (*columns_of(model, owner), *model._meta.many_to_many):
        old, new = (row.get(field.name) if row else None for row in (was, now))
        if old != new:
            said = words.of(field, old), words.of(field, new)
            if said[0] or said[1]:
                yield Difference(place, prefix + field.name, capfirst(str(field.verbose_name)), *said, how, key)


class Words:
    """Puts values of snapshots into words; what they refer to is looked up once for all, one query a model."""

    def __init__(self, model: type[models.Model], snapshots: Iterable[Snapshot]):
        self._named: dict[type[models.Model], dict[int, models.Model]] = {}
        self._gone: dict[type[models.Model], dict[int, str]] = {}
        keys: dict[type[models.Model], set[int]] = defaultdict(set)
        for one in snapshots:
            _collect(keys, model, one["fields"] | one["links"])
            for name, part in parts_of(model).items():
                for row in one["parts"].get(name, ()):
                    _collect(keys, part, row)
        for other, wanted in keys.items():
            rows = other._base_manager.select_related(*_NEEDED.get(other, ()))
            self._named[other] = rows.in_bulk(wanted)
            self._gone[other] = names_of_deleted(other, wanted - self._named[other].keys())

    def of(self, field: models.Field, value: object) -> str:
        """The value of `field` in words; empty where there is none."""
        if value is None or value == "" or value == []:
            return ""
        if field.is_relation:
            keys = value if isinstance(value, list) else [value]
            return "; ".join(self._name(field.related_model, key) for key in keys)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(field, models.DecimalField):
            return f"{Decimal(str(value)).normalize():,f}"
        return str(dict(field.flatchoices).get(value, value))

    def row(self, model: type[models.Model], values: dict[str, object]) -> models.Model:
        """A row of `model` with the fields of a snapshot, to be called by its name; it is stored nowhere."""
        one = model()
        for field in columns_of(model):
            known = self._named.get(field.related_model, {}).get(values.get(field.name)) if field.is_relation else None
            if known is not None:
                setattr(one, field.name, known)
            elif field.name in values:
                setattr(one, field.attname, values[field.name])
        return one

    def part(self, part: type[models.Model], owner: models.Field, row: dict, whole: models.Model) -> str:
        """What a part of `whole` is and how it is called: “Dated event “1983: Technopolis Law enacted””."""
        one = self.row(part, row)
        setattr(one, owner.name, whole)
        noun = capfirst("citation" if issubclass(part, Citation) else _CALLED.get(part, str(part._meta.verbose_name)))
        try:
            return f"{noun} “{one}”"
        except (ObjectDoesNotExist, AttributeError):
            # What it is called after was deleted since.
            return f"{noun} number {row['id']}"

    def _name(self, model: type[models.Model], key: int) -> str:
        known = self._named[model].get(key)
        return str(known) if known is not None else f"{self._gone[model][key]} (deleted)"


def names_of_deleted(model: type[models.Model], keys: Iterable[int]) -> dict[int, str]:
    """What the log calls rows that are there no more, by primary key; their numbers where it does not know them."""
    keys = sorted(keys)
    found = {key: f"{model._meta.verbose_name} number {key}" for key in keys}
    if keys:
        events = Event.objects.filter(noun=model._meta.model_name, record_id__in=keys).order_by("pk")
        found |= dict(events.values_list("record_id", "slug"))
    return found


# What the names of some need besides themselves.
_NEEDED: dict[type[models.Model], tuple[str, ...]] = {Passage: ("source",), Criterion: ("framework",)}
# What the forms call them.
_CALLED: dict[type[models.Model], str] = {
    PlaceFocus: "focus",
    PolicyRelation: "relation",
    PolicyRole: "role",
    PolicyStage: "dated event",
    WorkCited: "citing source",
}


def _collect(keys: dict, model: type[models.Model], row: dict) -> None:
    for field in (*columns_of(model), *model._meta.many_to_many):
        value = row.get(field.name) if field.is_relation else None
        if value is not None:
            keys[field.related_model].update(value if isinstance(value, list) else [value])
