"""The rules that a planned record must keep: those of its row and parts, of its state, and among all rows together."""

from collections.abc import Collection

from django.db import models

from policyatlas.curation.history import ever_published
from policyatlas.curation.states import TRANSITIONS
from policyatlas.editions.models import Entry, Forwarding
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Place
from policyatlas.values.vocabularies import STATUS

from .conditions import contradictions
from .plans import CHANGED, ERROR, NEW, Item, New
from .shapes import Column, Shape, Sort
from .stored import batches
from .uniqueness import Claim, clashes, repeated, taken


def row_of(model: type[models.Model], values: dict, **given) -> models.Model:
    """An unsaved row with the values of a snapshot; what the import itself adds has a key of its own below zero."""
    row = model(**given)
    for field in model._meta.concrete_fields:
        if field.name in values:
            value = values[field.name]
            if isinstance(value, New):
                value = _key(value)
            setattr(row, field.attname, value if field.is_relation else field.to_python(value))
    return row


def _key(new: New) -> int:
    return -1 - hash(new) % 2**60


def check_each(shape: Shape, item: Item) -> None:
    """What is wrong with one record by itself."""
    record = row_of(shape.model, item.wanted["fields"], pk=item.stored and item.stored.pk)
    unread = {mistake.column for mistake in item.mistakes} | _unknown(item, shape.columns, item.row.cells)
    for sentence in contradictions(record, unread):
        item.fail(item.row.line, "", sentence)
    for name in item.row.parts:
        _check_parts(shape.sort[name], item)
    if item.stored is not None:
        _check_state(record, item)


def _unknown(item: Item, columns: tuple[Column, ...], told: Collection[str]) -> set[str]:
    """The columns of which nobody knows what its record has: those that are absent, where it may be any record."""
    return set() if item.row.slug else {column.name for column in columns} - {*told}


def _check_parts(sort: Sort, item: Item) -> None:
    before = {part["id"]: part for part in item.stored.snapshot["parts"][sort.name]} if item.stored else {}
    # The key of its record, so that a rule about the two can be asked.
    owner = {sort.owner.attname: item.stored.pk if item.stored else _key(New(sort.owner.related_model, item.row.slug))}
    unread = {mistake.column.removeprefix(f"{sort.name}.") for mistake in item.mistakes}
    unread |= _unknown(item, sort.columns, {name for part in item.row.parts[sort.name] for name in part.cells})
    rows = []
    for part in item.wanted["parts"][sort.name]:
        row = row_of(sort.model, part, pk=part.get("id"), **owner)
        rows.append(row)
        if part != before.get(part.get("id")):
            for sentence in contradictions(row, unread):
                item.fail(item.row.line, sort.name, sentence)
    for _, sentence in repeated(rows, sort.model):
        item.fail(item.row.line, sort.name, sentence)


def _check_state(record: models.Model, item: Item) -> None:
    status = item.stored.status
    if status in TRANSITIONS["edit"] or status == "published":
        if isinstance(record, Place):
            _check_address(record, item)
        return
    if status == "withdrawn":
        said = "It is withdrawn. Press “Revise” at the desk first: it becomes a draft again."
    else:
        said = (
            f"It is being reviewed (“{STATUS.label(status).lower()}”). Take it back at the desk, or wait until it is "
            f"published or returned."
        )
    item.fail(item.row.line, "", said)


def _check_address(place: Place, item: Item) -> None:
    stored = Place(kind=item.stored.snapshot["fields"]["kind"], pk=place.pk)
    if kind_of(stored) != kind_of(place) and ever_published(Place.objects.get(pk=place.pk)):
        said = "The address of this place is permanent, so it stays a prefecture, or none, as it was printed."
        item.fail(item.row.line, "kind", said)


def check_together(shape: Shape, items: list[Item]) -> None:
    """What is wrong among the records of the file, and beside what is stored."""
    written = [item for item in items if item.outcome in (NEW, CHANGED)]
    claims = [
        Claim(row_of(shape.model, item.wanted["fields"]), item.stored and item.stored.pk, item) for item in written
    ]
    for claim, field, sentence in clashes(shape.model, claims):
        claim.whose.fail(claim.whose.row.line, field, sentence)
    for sort in shape.sorts:
        _check_addresses_of_parts(sort, written)
        _check_removed(sort, written)
    _check_addresses(shape, [item for item in written if item.outcome == NEW])


def _check_addresses_of_parts(sort: Sort, items: list[Item]) -> None:
    for field in sort.model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            claims = [
                Claim(row_of(sort.model, part), part.get("id"), item)
                for item in items
                if sort.name in item.row.parts
                for part in item.wanted["parts"][sort.name]
            ]
            for claim, sentence in taken(sort.model, field.name, claims):
                claim.whose.fail(claim.whose.row.line, f"{sort.name}.{field.name}", sentence)


def _check_removed(sort: Sort, items: list[Item]) -> None:
    """Parts that would be removed although others need them, as ratings need their criterion."""
    needed = [one for one in sort.model._meta.related_objects if one.on_delete is models.PROTECT]
    removed: dict[int, Item] = {}
    for item in items if needed else ():
        if item.stored and sort.name in item.row.parts:
            kept = {part.get("id") for part in item.wanted["parts"][sort.name]}
            removed |= {key: item for key in item.stored.keys[sort.name] if key not in kept}
    for relation in needed:
        for batch in batches(removed):
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": batch})
            for key in set(rows.values_list(relation.field.attname, flat=True)):
                noun, user = sort.model._meta.verbose_name, relation.related_model._meta.verbose_name_plural
                said = f"A {noun} that the file leaves out is used by {user}: remove those first."
                removed[key].fail(removed[key].row.line, sort.name, said)


def _check_addresses(shape: Shape, items: list[Item]) -> None:
    """New records whose address was that of another one in print: researchers may have cited it."""
    wanted: dict[tuple[str, str], Item] = {}
    for item in items:
        wanted[kind_of(row_of(shape.model, item.wanted["fields"])), item.row.slug] = item
    for batch in batches(wanted):
        slugs = [slug for _, slug in batch]
        for model in (Entry, Forwarding):
            for address in model.objects.filter(slug__in=slugs).values_list("kind", "slug").distinct():
                item = wanted.get(address)
                if item is not None and item.outcome != ERROR:
                    said = (
                        f"The address “{address[1]}” was that of another {shape.model._meta.verbose_name}, and "
                        f"researchers may have cited it: choose another slug."
                    )
                    item.fail(item.row.line, "slug", said)
