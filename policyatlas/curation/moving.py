"""Which references a merging moves from one record to the other, which of them go back, and what stands in the way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.apps import apps
from django.db import models

from policyatlas.records.models import Criterion, Framework, Passage, Record, Source

from .colliding import collisions, says_more
from .holders import Reference, references_to
from .models import Event
from .snapshots import columns_of, fields_of

Leads = Mapping[type[models.Model], Mapping[int, int]]


@dataclass(frozen=True)
class Move:
    """That a row of `reference` is to name `new` instead of `old`; `whole` is the record or passage it belongs to.

    Where the row would then repeat another one it is `dropped` instead: these are its columns. Undone, it comes back.
    """

    reference: Reference
    row: int
    old: int
    new: int
    whole: int
    dropped: dict | None = None

    def told(self) -> dict:
        """The move as the log keeps it."""
        said = {"table": self.reference.table._meta.label_lower, "field": self.reference.field.name}
        said |= {"row": self.row, "old": self.old, "new": self.new}
        return said if self.dropped is None else said | {"dropped": self.dropped}


@dataclass
class Plan:
    """What is to be moved, and in sentences what stands in the way of moving the rest.

    `reopened` are records in print that cite a moved passage: what they cite is printed under its other source.
    """

    moves: list[Move] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    reopened: dict[type[models.Model], set[int]] = field(default_factory=dict)

    @property
    def wholes(self) -> dict[type[models.Model], dict[int, list[Move]]]:
        """By model and primary key, the moves of each record and passage; none for those only to be opened again."""
        found: dict[type[models.Model], dict[int, list[Move]]] = defaultdict(lambda: defaultdict(list))
        for move in self.moves:
            found[move.reference.whole][move.whole].append(move)
        for model, keys in self.reopened.items():
            for key in keys:
                found[model].setdefault(key, [])
        return found


def merging(loser: Record, winner: Record) -> Plan:
    """The plan for making everything that names `loser` name `winner`; with any obstacle, it must not be done."""
    plan, leads = Plan(), {type(loser): {loser.pk: winner.pk}} | _counterparts(loser, winner)
    gone = set()
    for model in leads:
        for reference in references_to(model):
            # What the loser itself says stays, and so do those of its passages that the other one has as well.
            ours = [
                move
                for move in _naming(reference, leads[model])
                if (reference.whole, move.whole) != (type(loser), loser.pk)
                and (reference.table, move.row) not in gone
                and not (reference.table is Passage and move.row in leads[Passage])
            ]
            plan.obstacles += _nowhere_to_go(ours)
            plan.obstacles += _of_itself(reference, ours, loser, winner)
            plan.moves += _without_doubles(plan, reference, ours, leads)
            gone |= {(reference.table, move.row) for move in plan.moves if move.dropped}
    return plan


def unmerging(cause: Event) -> Plan:
    """The plan for undoing the merging that `cause` logged; what was changed since then is left as it is, and said."""
    plan, told = Plan(), defaultdict(list)
    for event in cause.consequences.filter(moved__isnull=False).order_by("pk"):
        for one in event.moved:
            told[one["table"], one["field"]].append((event, one))
    for (table, name), said in told.items():
        reference = _reference(table, name)
        back = _restored(plan, reference, said)
        moves = list(_going_back(plan, reference, said))
        above = _above(reference, moves)
        for move, why in collisions(reference, moves).items():
            plan.obstacles.append(f"“{_whole(move)}” stays as it is: {why.sentence}")
            moves.remove(move)
        for move in [move for move in moves if move.row in above]:
            plan.obstacles.append(f"“{_whole(move)}” stays as it is: the record comes under it now.")
            moves.remove(move)
        plan.moves += [*back, *moves]
    plan.reopened = _citing([move.row for move in plan.moves if move.reference.table is Passage])
    return plan


# --- Merging


def _counterparts(loser: Record, winner: Record) -> dict[type[models.Model], dict[int, int]]:
    """What takes the place of the parts of `loser` that others name: criteria by number, equal passages."""
    model, names, owner = {
        Framework: (Criterion, ("number",), "framework"),
        Source: (Passage, ("locator", "quote"), "source"),
    }.get(type(loser), (None, (), ""))
    if model is None:
        return {}
    known = {tuple(words): key for key, *words in _rows(model, owner, winner, names)}
    lead = {key: known.get(tuple(words), 0) for key, *words in _rows(model, owner, loser, names)}
    # A passage that the other source has not moves there; a criterion cannot.
    return {model: lead if model is Criterion else {old: new for old, new in lead.items() if new}}


def _rows(model: type[models.Model], owner: str, record: Record, names: tuple[str, ...]) -> Iterable[tuple]:
    return model._base_manager.filter(**{owner: record}).order_by("pk").values_list("pk", *names)


def _naming(reference: Reference, leads: Mapping[int, int]) -> Iterator[Move]:
    name, column = reference.field.name, reference.field.attname
    rows = reference.table._base_manager.filter(**{f"{name}__in": [*leads]}).order_by("pk")
    for row, old, whole in rows.values_list("pk", column, reference.way or "pk"):
        yield Move(reference, row, old, leads[old], whole)


def _nowhere_to_go(moves: list[Move]) -> Iterator[str]:
    """Sentences on ratings by criteria that the other framework lacks, which are taken out of `moves`."""
    lost = [move for move in moves if not move.new]
    criteria = Criterion._base_manager.in_bulk({move.old for move in lost})
    for old, criterion in criteria.items():
        names = dict.fromkeys(f"“{_whole(move)}”" for move in lost if move.old == old)
        yield (
            f"{', '.join(names)} rates by criterion {criterion.number}, “{criterion.label}”, which the other framework "
            f"has not: add it there first."
        )
    moves[:] = [move for move in moves if move.new]


def _of_itself(reference: Reference, moves: list[Move], loser: Record, winner: Record) -> Iterator[str]:
    """Sentences on what would name itself, or come under itself."""
    if reference.field.related_model is not type(loser):
        return
    if any((reference.whole, move.whole) == (type(winner), winner.pk) for move in moves):
        yield (
            f"“{winner}” itself refers to “{loser}” at the desk, and would refer to itself: take that reference out of "
            f"it first."
        )
        return
    above = _above(reference, moves)
    for move in moves:
        if move.row in above:
            name = reference.field.verbose_name
            yield (
                f"“{_whole(move)}” has “{loser}” as its {name}, and “{winner}” comes under “{_whole(move)}”, so that "
                f"it would come under itself: change the one or the other first."
            )


def _above(reference: Reference, moves: list[Move]) -> set[int]:
    """The rows above those to which `moves` lead, where a record has a larger or later one of its own sort."""
    if reference.is_part or reference.field.related_model is not reference.table or not moves:
        return set()
    column = reference.field.attname
    parents = dict(reference.table._base_manager.exclude(**{column: None}).values_list("pk", column))
    found: set[int] = set()
    step = {parents.get(move.new) for move in moves}
    while step := {key for key in step if key is not None} - found:
        found |= step
        step = {parents.get(key) for key in step}
    return found


def _without_doubles(plan: Plan, reference: Reference, moves: list[Move], leads: Leads) -> Iterator[Move]:
    """The `moves`, those dropped that would repeat what is there; what says more than that is an obstacle."""
    found = collisions(reference, moves)
    for move in moves:
        double = found.get(move)
        if double is None:
            yield move
        elif not reference.is_part or says_more(reference, double.row, double.other, leads):
            where = f"In “{_whole(move)}”, " if reference.is_part else ""
            plan.obstacles.append(
                f"{where}“{double.row}” and “{double.other}” would be about the same and are not alike. "
                f"{double.sentence} Change one of them, or remove it, first."
            )
        else:
            yield replace(move, dropped=fields_of(double.row))


# --- Undoing


def _reference(label: str, name: str) -> Reference:
    table = apps.get_model(label)
    model = table._meta.get_field(name).related_model
    return next(one for one in references_to(model) if (one.table, one.field.name) == (table, name))


def _going_back(plan: Plan, reference: Reference, said: list[tuple[Event, dict]]) -> Iterator[Move]:
    """The moves back of those rows that still name what they were led to."""
    moved = [(event, one) for event, one in said if "dropped" not in one]
    rows = reference.table._base_manager.filter(pk__in=[one["row"] for _, one in moved])
    now = {row: rest for row, *rest in rows.values_list("pk", reference.field.attname, reference.way or "pk")}
    for event, one in moved:
        named, whole = now.get(one["row"], (None, None))
        if named == one["new"]:
            yield Move(reference, one["row"], one["new"], one["old"], whole)
        else:
            plan.obstacles += _changed(plan, reference, event)


def _restored(plan: Plan, reference: Reference, said: list[tuple[Event, dict]]) -> Iterator[Move]:
    """What was dropped and can come back: nobody has changed its record since, and all it names is there."""
    dropped = [(event, one) for event, one in said if "dropped" in one]
    wholes = reference.whole._base_manager.in_bulk({event.record_id for event, _ in dropped})
    for event, one in dropped:
        whole = wholes.get(event.record_id)
        if whole is not None and whole.version == event.version and _all_there(reference.table, one["dropped"]):
            yield Move(reference, one["row"], one["new"], one["old"], whole.pk, one["dropped"])
        else:
            plan.obstacles += _changed(plan, reference, event)


def _all_there(table: type[models.Model], row: dict) -> bool:
    named = [(one.related_model, row[one.name]) for one in columns_of(table) if one.is_relation and row[one.name]]
    return all(model._base_manager.filter(pk=key).exists() for model, key in named)


def _changed(plan: Plan, reference: Reference, event: Event) -> list[str]:
    """That something has changed since the merging, unless that was said."""
    whole = reference.whole._base_manager.filter(pk=event.record_id).first()
    sentence = (
        f"“{whole}” has been changed since: what it names now is left as it is."
        if whole is not None
        else f"The {reference.whole._meta.verbose_name} “{event.slug}” was deleted since."
    )
    return [] if sentence in plan.obstacles else [sentence]


def _citing(passages: list[int]) -> dict[type[models.Model], set[int]]:
    """The published records that cite any of `passages`, by model."""
    found = defaultdict(set)
    for reference in references_to(Passage) if passages else ():
        rows = reference.table._base_manager.filter(**{f"{reference.field.name}__in": passages})
        prefix = f"{reference.way}__" if reference.is_part else ""
        keys = rows.filter(**{f"{prefix}status": "published"}).order_by().values_list(reference.way or "pk", flat=True)
        found[reference.whole] |= set(keys)
    return found


def _whole(move: Move) -> models.Model:
    return move.reference.whole._base_manager.get(pk=move.whole)
