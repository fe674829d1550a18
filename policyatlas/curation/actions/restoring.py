"""The verbs that bring back what was: a record as it was at an earlier version, and a draft that was deleted."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from policyatlas.curation.history import ever_published, snapshot_at
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import Snapshot, columns_of, owner_of, parts_of, snapshot
from policyatlas.records.models import Record

from .records import check_address
from .steps import allow, allow_verb, locked, log, next_state, remove

# Added to whole numbers that must differ among the parts of a record, while they change places.
_ASIDE = 10_000


@transaction.atomic
def restore(record: Record, *, by: AbstractBaseUser, expected_version: int, version: int, reason: str = "") -> Record:
    """Make the whole record what it was at `version`, as its next version; its address stays once it was in print."""
    allow_verb(by, "restore", record)
    stored = locked(record, expected_version)
    stored.status = next_state("restore", stored)
    was = snapshot_at(stored, version)
    if was is None:
        raise Refused(f"The log does not say what “{stored}” was at version {version}: choose a later version.")
    if was == snapshot(stored):
        raise Refused(f"“{stored}” is what it was at version {version} already: nothing was changed.")
    stored.version += 1
    stored.updated_at, stored.updated_by = timezone.now(), by
    put_back(stored, was)
    log("restore", stored, by, reason or f"As it was at version {version}.")
    record.refresh_from_db()
    return record


@transaction.atomic
def undelete(model: type[Record], key: int, *, by: AbstractBaseUser, reason: str = "") -> Record:
    """Bring back a draft that was deleted, with its parts and the primary key it had."""
    allow(by, f"records.add_{model._meta.model_name}", f"add {model._meta.verbose_name_plural}")
    event = Event.objects.filter(noun=model._meta.model_name, record_id=key, action="delete").first()
    if event is None or event.snapshot is None or model._base_manager.filter(pk=key).exists():
        raise Refused(
            f"There is no deleted {model._meta.verbose_name} to bring back: somebody may have done it already."
        )
    began = Event.objects.filter(noun=event.noun, record_id=key, action="create").last() or event
    record = model(pk=key, status="draft", version=event.version + 1)
    record.created_at, record.created_by = began.at, began.by
    record.updated_at, record.updated_by = timezone.now(), by
    put_back(record, event.snapshot, is_new=True)
    log("restore", record, by, reason or "It had been deleted.")
    return record


def put_back(record: Record, was: Snapshot, *, is_new: bool = False) -> None:
    """Store `record` with the fields, links and parts of a snapshot; refused, with reasons, where that is impossible.

    The caller has set its state. What was in print keeps its address, and its parts keep theirs.
    """
    _need_targets(type(record), was)
    before = None if is_new else type(record)._base_manager.get(pk=record.pk)
    fixed = before is not None and ever_published(before)
    _assign(record, was["fields"], skip=("slug",) if fixed else ())
    if before is not None:
        check_address(record, before)
    try:
        with transaction.atomic():
            record.save(force_insert=is_new, force_update=not is_new)
            for name, keys in was["links"].items():
                getattr(record, name).set(keys)
            for name, part in parts_of(type(record)).items():
                _put_back_parts(record, part, was["parts"].get(name, []), fixed)
    except IntegrityError:
        said = " ".join(_contradictions(record, was)) or "The database refused it."
        raise Refused(f"“{record}” cannot be put back as it was. {said}") from None


def _need_targets(model: type[Record], was: Snapshot) -> None:
    """Refuse if anything that the snapshot refers to was deleted since."""
    named: dict[type[models.Model], set[int]] = defaultdict(set)
    rows = [(model, was["fields"] | was["links"])]
    rows += [(part, row) for name, part in parts_of(model).items() for row in was["parts"].get(name, ())]
    for kind, row in rows:
        for field in (*columns_of(kind), *kind._meta.many_to_many):
            value = row.get(field.name) if field.is_relation else None
            if value is not None:
                named[field.related_model].update(value if isinstance(value, list) else [value])
    gone = [
        f"{other._meta.verbose_name} number {key}"
        for other, keys in named.items()
        for key in sorted(keys - set(other._base_manager.filter(pk__in=keys).values_list("pk", flat=True)))
    ]
    if gone:
        raise Refused(f"It would refer to what was deleted since: {', '.join(gone)}. Bring that back first.")


def _assign(row: models.Model, values: dict[str, object], skip: Iterable[str] = ()) -> None:
    for field in row._meta.concrete_fields:
        if field.name in values and field.name not in skip:
            setattr(
                row,
                field.attname,
                field.target_field.to_python(values[field.name])
                if field.is_relation
                else field.to_python(values[field.name]),
            )


def _put_back_parts(record: Record, part: type[models.Model], rows: list[dict], fixed: bool) -> None:
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
        if fixed and row["id"] in stored and hasattr(one, "slug"):
            one.slug = stored[row["id"]].slug
        one.save(force_insert=row["id"] not in kept, force_update=row["id"] in kept)
        for link in part._meta.many_to_many:
            getattr(one, link.name).set(row.get(link.name, ()))


def _step_aside(part: type[models.Model], owner: models.Field, keys: list[int]) -> None:
    """Give stored rows that others refer to numbers that nothing will have: they can change places one by one."""
    rules = [r for r in part._meta.constraints if isinstance(r, models.UniqueConstraint) and owner.name in r.fields]
    fields = [part._meta.get_field(name) for rule in rules for name in rule.fields if name != owner.name]
    for field in fields:
        part._base_manager.filter(pk__in=keys).update(**{field.name: models.F(field.name) + _ASIDE})


def _contradictions(record: Record, was: Snapshot) -> list[str]:
    """The rules of the database that the snapshot breaks now, in sentences."""
    rows: list[models.Model] = [record]
    for name, part in parts_of(type(record)).items():
        for values in was["parts"].get(name, ()):
            row = part(pk=values["id"], **{owner_of(part, type(record)).name: record})
            _assign(row, values)
            rows.append(row)
    found = []
    for row in rows:
        try:
            row._state.adding = not type(row)._base_manager.filter(pk=row.pk).exists()
            row.validate_unique()
            row.validate_constraints()
        except ValidationError as error:
            found += error.messages
    return found
