"""The verbs that bring back what was: a record or passage as it was at an earlier version, and what was deleted."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from policyatlas.curation.differences import names_of_deleted
from policyatlas.curation.history import deletions, ever_published, log_of, snapshot_at
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import Snapshot, columns_of, owner_of, parts_of, snapshot
from policyatlas.editions.models import Entry
from policyatlas.press.printing import origin
from policyatlas.records.models import Passage, Record

from .passages import check_passage
from .records import check_address
from .steps import allow, allow_verb, locked, log, next_state, remove

# Added to whole numbers that must differ among the parts of a record, while they change places.
_ASIDE = 10_000


@transaction.atomic
def restore(record: Record, *, by: AbstractBaseUser, expected_version: int, version: int, reason: str = "") -> Record:
    """Make the whole record what it was at `version`, as its next version; addresses once in print stay."""
    allow_verb(by, "restore", record)
    stored = locked(record, expected_version)
    stored.status = next_state("restore", stored)
    was = _needed(snapshot_at(stored, version), stored, version)
    if restored(stored, was) == snapshot(stored):
        raise Refused(f"“{stored}” is what it was at version {version} already: nothing was changed.")
    stored.version += 1
    stored.updated_at, stored.updated_by = timezone.now(), by
    put_back(stored, was)
    log("restore", stored, by, reason or f"As it was at version {version}.")
    record.refresh_from_db()
    return record


@transaction.atomic
def restore_passage(passage: Passage, *, by: AbstractBaseUser, seen: str, version: int, reason: str = "") -> Passage:
    """Give a passage the words it had after its event number `version`; `seen` as for `edit_passage`."""
    allow(by, "records.change_passage", "change passages")
    check_passage(passage, seen=seen)
    was = _needed(snapshot_at(passage, version), passage, version)
    if was == snapshot(passage):
        raise Refused("The passage reads as it did then already: nothing was changed.")
    put_back(passage, was)
    log("restore", passage, by, reason or f"As it was at version {version}.")
    return passage


@transaction.atomic
def undelete(
    model: type[Record] | type[Passage], key: int, *, by: AbstractBaseUser, reason: str = ""
) -> Record | Passage:
    """Bring back a draft or a passage that was deleted, with its parts and the primary key it had."""
    allow(by, f"records.add_{model._meta.model_name}", f"add {model._meta.verbose_name_plural}")
    event = deletions(model).filter(record_id=key).first()
    if event is None or event.snapshot is None:
        raise Refused(
            f"There is no deleted {model._meta.verbose_name} to bring back: somebody may have done it already, or it "
            f"was deleted before the log kept whole records."
        )
    thing = model(pk=key)
    if isinstance(thing, Record):
        began = log_of(model, key).filter(action="create").last() or event
        thing.status, thing.version = "draft", event.version + 1
        thing.created_at, thing.created_by = began.at, began.by
        thing.updated_at, thing.updated_by = timezone.now(), by
    put_back(thing, event.snapshot, is_new=True)
    log("restore", thing, by, reason or "It had been deleted.")
    return thing


def restored(thing: Record | Passage, was: Snapshot) -> Snapshot:
    """What `thing` would be, put back to what it `was`: exactly that, but for addresses that have been in print."""
    if isinstance(thing, Passage) or not ever_published(thing):
        return was
    printed, stored = _printed(thing), snapshot(thing)
    fixed = {
        (name, row["id"]): row["slug"]
        for name, rows in stored["parts"].items()
        for row in rows
        if row.get("slug") in printed
    }
    parts = {
        name: [row | {"slug": fixed[name, row["id"]]} if (name, row["id"]) in fixed else row for row in rows]
        for name, rows in was["parts"].items()
    }
    return {
        "fields": was["fields"] | {"slug": stored["fields"]["slug"]},
        "links": was["links"],
        "parts": parts,
    }


def _printed(record: Record) -> set[str]:
    """The slugs under which readers ever saw `record` and its parts, with entries of their own or not."""
    found = set()
    for slug, data in Entry.objects.filter(origin=origin(record)).values_list("slug", "payload"):
        found.add(slug)
        rows = (row for rows in data.values() if isinstance(rows, list) for row in rows if isinstance(row, dict))
        found |= {row["slug"] for row in rows if "slug" in row and "kind" not in row}
    return found


def put_back(thing: Record | Passage, was: Snapshot, *, is_new: bool = False) -> None:
    """Store `thing` with the fields, links and parts of a snapshot; refused, with reasons, where that is impossible.

    The caller has set its state. What was in print keeps its address, and its parts keep theirs.
    """
    model = type(thing)
    _need_targets(model, was)
    before = None if is_new else model._base_manager.get(pk=thing.pk)
    if before is not None:
        was = restored(before, was)
    _assign(thing, was["fields"])
    if isinstance(before, Record):
        check_address(thing, before)
    try:
        with transaction.atomic():
            thing.save(force_insert=is_new, force_update=not is_new)
            for name, keys in was["links"].items():
                getattr(thing, name).set(keys)
            for name, part in parts_of(model).items():
                _put_back_parts(thing, part, was["parts"].get(name, []))
    except IntegrityError:
        said = " ".join(_contradictions(thing, was)) or "The database refused it."
        raise Refused(f"“{thing}” cannot be put back as it was. {said}") from None


def _needed(was: Snapshot | None, thing: Record | Passage, version: int) -> Snapshot:
    if was is None:
        raise Refused(f"The log does not say what “{thing}” was at version {version}: choose a later version.")
    return was


def _need_targets(model: type[models.Model], was: Snapshot) -> None:
    """Refuse if anything that the snapshot refers to was deleted since."""
    named: dict[type[models.Model], set[int]] = defaultdict(set)
    rows = [(model, was["fields"] | was["links"])]
    rows += [(part, row) for name, part in parts_of(model).items() for row in was["parts"].get(name, ())]
    for kind, row in rows:
        for field in (*columns_of(kind), *kind._meta.many_to_many):
            value = row.get(field.name) if field.is_relation else None
            if value is not None:
                named[field.related_model].update(value if isinstance(value, list) else [value])
    gone = []
    for other, keys in named.items():
        lost = keys - set(other._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
        gone += [f"{other._meta.verbose_name} “{name}”" for name in names_of_deleted(other, lost).values()]
    if gone:
        raise Refused(f"It would refer to what was deleted since: {', '.join(gone)}. Bring that back first.")


def _assign(row: models.Model, values: dict[str, object]) -> None:
    for field in row._meta.concrete_fields:
        if field.name in values:
            setattr(
                row, field.attname, values[field.name] if field.is_relation else field.to_python(values[field.name])
            )


def _put_back_parts(record: Record, part: type[models.Model], rows: list[dict]) -> None:
    owner = owner_of(part, type(record))
    stored = {row.pk: row for row in part._base_manager.filter(**{owner.name: record})}
    for key in stored.keys() - {row["id"] for row in rows}:
        remove(stored.pop(key))
    kept = [*stored] if part._meta.related_objects else []
    if kept:
        _step_aside(part, owner, kept)
    else:
        # Removed and made anew with the same keys, so that two rows can change places.
        part._base_manager.filter(pk__in=[*stored]).delete()
    for row in rows:
        one = part(pk=row["id"], **{owner.name: record})
        _assign(one, row)
        one.save(force_insert=row["id"] not in kept, force_update=row["id"] in kept)
        for link in part._meta.many_to_many:
            getattr(one, link.name).set(row.get(link.name, ()))


def _step_aside(part: type[models.Model], owner: models.Field, keys: list[int]) -> None:
    """Give stored rows that others refer to numbers that nothing will have: they can change places one by one."""
    rules = [rule for rule in part._meta.constraints if _is_among_parts(rule, owner)]
    fields = [part._meta.get_field(name) for rule in rules for name in rule.fields if name != owner.name]
    for field in fields:
        part._base_manager.filter(pk__in=keys).update(**{field.name: models.F(field.name) + _ASIDE})


def _is_among_parts(rule: models.BaseConstraint, owner: models.Field) -> bool:
    """Whether it tells the parts of one record apart, so that no other record can break it."""
    return isinstance(rule, models.UniqueConstraint) and owner.name in rule.fields


def _contradictions(thing: Record | Passage, was: Snapshot) -> list[str]:
    """The rules of the database that the snapshot breaks now, in sentences."""
    model = type(thing)
    thing._state.adding = not model._base_manager.filter(pk=thing.pk).exists()
    found = _broken(thing, model._meta.constraints, model._base_manager.exclude(pk=thing.pk))
    for name, part in parts_of(model).items():
        owner = owner_of(part, model)
        others = part._base_manager.exclude(**{owner.name: thing.pk})
        rules = [rule for rule in part._meta.constraints if not _is_among_parts(rule, owner)]
        for values in was["parts"].get(name, ()):
            row = part(pk=values["id"], **{owner.name: thing})
            _assign(row, values)
            found += _broken(row, rules, others)
    return found


def _broken(row: models.Model, rules: Iterable[models.BaseConstraint], others: models.QuerySet) -> list[str]:
    """What hinders `row`: one of `rules`, or that one of `others` has something that is its alone."""
    found = []
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        other = others.filter(**{field.name: value}).first() if field.unique else None
        if other is not None:
            found.append(f"“{other}” has the {field.verbose_name} “{value}” now.")
    for rule in rules:
        try:
            rule.validate(type(row), row)
        except ValidationError as error:
            found += error.messages
    return found
