"""How two snapshots of a record differ, in words for people: field by field, its parts and their fields included."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst

from policyatlas.records.models import Criterion, Passage

from .models import Event
from .snapshots import Snapshot, columns_of, owner_of, parts_of


@dataclass(frozen=True)
class Difference:
    """One field that differs.

    `place` names the part in words (empty for the record itself) and `field` is its name in the code, such as
    `stages.year`; `name` is its name for people, `was` and `now` are its values in words, empty where it has none.
    """

    place: str
    field: str
    name: str
    was: str
    now: str


def differences(model: type[models.Model], before: Snapshot | None, after: Snapshot | None) -> list[Difference]:
    """How `after` differs from `before`, in the order of the fields; None is a record that is not there."""
    words = Words(model, [one for one in (before, after) if one])
    old, new = before or _NOTHING, after or _NOTHING
    found = list(_of_row(words, model, old["fields"] | old["links"], new["fields"] | new["links"]))
    for name, part in parts_of(model).items():
        rows = [{row["id"]: row for row in one["parts"].get(name, ())} for one in (old, new)]
        for key in dict.fromkeys([*rows[0], *rows[1]]):
            was, now = rows[0].get(key, {}), rows[1].get(key, {})
            if was != now:
                place = words.part(part, owner_of(part, model), now or was)
                found += _of_row(words, part, was, now, owner_of(part, model), place, f"{name}.")
    return found


_NOTHING: Snapshot = {"fields": {}, "links": {}, "parts": {}}


def _of_row(words: "Words", model, was: dict, now: dict, owner=None, place="", prefix="") -> Iterator[Difference]:
    for field in (*columns_of(model, owner), *model._meta.many_to_many):
        old, new = was.get(field.name), now.get(field.name)
        if old != new:
            said = words.of(field, old), words.of(field, new)
            if said[0] or said[1]:
                yield Difference(place, prefix + field.name, capfirst(str(field.verbose_name)), *said)


class Words:
    """Puts values of snapshots into words; what they refer to is looked up once for all, one query a model."""

    def __init__(self, model: type[models.Model], snapshots: Iterable[Snapshot]):
        self._named: dict[type[models.Model], dict[int, models.Model]] = {}
        keys: dict[type[models.Model], set[int]] = defaultdict(set)
        for one in snapshots:
            _collect(keys, model, one["fields"] | one["links"])
            for name, part in parts_of(model).items():
                for row in one["parts"].get(name, ()):
                    _collect(keys, part, row)
        for other, wanted in keys.items():
            rows = other._base_manager.select_related(*_NEEDED.get(other, ()))
            self._named[other] = rows.in_bulk(wanted)

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
            whole, _, rest = str(value).partition(".")
            return f"{int(whole):,}{f'.{rest}'.rstrip('0').rstrip('.')}"
        return str(dict(field.flatchoices).get(value, value))

    def part(self, part: type[models.Model], owner: models.Field, row: dict) -> str:
        """What a part is and how it is called: “Dated event “1983: Technopolis Law””."""
        one = part(pk=row["id"])
        for field in columns_of(part, owner):
            known = self._named.get(field.related_model, {}).get(row.get(field.name)) if field.is_relation else None
            if known is not None:
                setattr(one, field.name, known)
            elif field.name in row:
                setattr(one, field.attname, row[field.name])
        noun = capfirst(str(part._meta.verbose_name))
        try:
            return f"{noun} “{one}”"
        except (ObjectDoesNotExist, AttributeError):
            # What it is called after was deleted since.
            return f"{noun} number {row['id']}"

    def _name(self, model: type[models.Model], key: int) -> str:
        known = self._named[model].get(key)
        if known is not None:
            return str(known)
        last = Event.objects.filter(noun=model._meta.model_name, record_id=key).first()
        return f"{last.slug if last else f'number {key}'} (deleted)"


# What the names of some need besides themselves.
_NEEDED: dict[type[models.Model], tuple[str, ...]] = {Passage: ("source",), Criterion: ("framework",)}


def _collect(keys: dict, model: type[models.Model], row: dict) -> None:
    for field in (*columns_of(model), *model._meta.many_to_many):
        value = row.get(field.name) if field.is_relation else None
        if value is not None:
            keys[field.related_model].update(value if isinstance(value, list) else [value])
