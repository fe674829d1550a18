"""When somebody saves a form that a colleague has overtaken: both their words in one form, and what is to be chosen.

The form carries what is still open: `_since` says what its person saw first, each `_conflict` names a field or a row
that both changed, `_pick-…` whose words stand, and `_mine-…` one's own where the form holds the other's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, QueryDict

from policyatlas.curation.reconciling import Cell, Place, Sheet, reconcile
from policyatlas.curation.seen import Seen, is_stale, seen, token_name, token_of
from policyatlas.curation.snapshots import Snapshot, snapshot
from policyatlas.values.typed import whole_number

from .sheets import Shape, cell_of, is_new, put, row_key, sent_sheet, shape_of, stored_sheet, write

THEIRS, MINE = "theirs", "mine"


@dataclass(frozen=True)
class Clash:
    """Something that both changed, by its `name` in the form: whose words were picked (empty: nobody's yet).

    `kept` is what one sent oneself, where the form holds the other's words.
    """

    place: Place
    name: str
    pick: str = ""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """A form that was overtaken: what its person `saw` first, what is `stored` now, and what the form holds (`mine`).

    `was` is None where the log does not reach back; `since` and `token` name what was seen and what is stored.
    """

    thing: object
    shape: Shape
    since: str
    token: str
    saw: Seen
    stored: Snapshot
    was: Sheet | None
    theirs: Sheet
    mine: Sheet
    clashes: list[Clash]
    taken: list[Place]


def bring_together(model_admin, request: HttpRequest, thing) -> Conflict | None:
    """Put into the form that was sent what a colleague has saved since, and what was picked; None if nobody has.

    The form is marked as not to be saved while it holds anything that its person has not seen or not decided.
    """
    data, token = request.POST.copy(), token_of(thing)
    sent = data.get(token_name(thing), "")
    overtaken = is_stale(thing, sent)
    if not overtaken and (sent != token or "_conflict" not in data):
        return None
    shape, stored = shape_of(model_admin, request, thing), snapshot(thing)
    theirs = stored_sheet(shape, stored)
    before = sent_sheet(shape, data, theirs)
    known = [clash for clash in _sent_clashes(data) if _is_there(before, clash.place)]
    clashes = [_picked(clash, data, shape, theirs) for clash in known]
    mine = sent_sheet(shape, data, theirs)
    if overtaken:
        outcome = reconcile(_sheet(shape, seen(thing, sent)), theirs, mine)
        mine = outcome.sheet
        clashes = _renamed([*(Clash(place, "") for place in outcome.clashes), *clashes], write(mine, data))
    since = data.get("_since", "")
    since = since if is_stale(thing, since) else sent
    if overtaken or not all(clash.pick for clash in clashes):
        # Old as they are the verbs refuse them; the form that is shown says what its words may be saved over.
        data[token_name(thing)] = since
        data.appendlist("_not_saved", "overtaken" if overtaken else "undecided")
    request.POST = data
    saw = seen(thing, since)
    was = _sheet(shape, saw)
    taken = _taken(was, theirs, mine, {clash.place for clash in clashes})
    return Conflict(thing, shape, since, token, saw, stored, was, theirs, mine, clashes, taken)


def _sheet(shape: Shape, found: Seen) -> Sheet | None:
    return stored_sheet(shape, found.snapshot) if found.snapshot else None


# --- What was picked


def _sent_clashes(data: QueryDict) -> list[Clash]:
    """What the form says is in conflict, with what was picked."""
    found = []
    for name in data.getlist("_conflict"):
        part, number, field = [*name.split("-"), "", ""][:3] if "-" in name else ("", "", name)
        place = whole_number(number)
        key = "" if place is None else row_key(data, part, place)
        pick = data.get(f"_pick-{name}", "")
        kept = tuple(data.getlist(f"_mine-{name}"))
        found.append(Clash(Place(field, part, key), name, pick if pick in (THEIRS, MINE) else "", kept))
    return found


def _picked(clash: Clash, data: QueryDict, shape: Shape, theirs: Sheet) -> Clash:
    """Put what was picked into the form; what one typed oneself is kept beside it."""
    place, name = clash.place, clash.name
    if place.part and not place.field:
        # A new row is what they removed and I changed; a stored one what I removed and they changed.
        gone = clash.pick == (THEIRS if is_new(place.key) else MINE)
        if clash.pick:
            put(data, f"{name}-DELETE", ("on",) if gone else ())
        return clash
    cell = _at(theirs, place)
    if cell is None:
        return clash
    field, typed = shape.field(place), tuple(data.getlist(name))
    holds_theirs = cell_of(field, typed) == cell
    if clash.pick == THEIRS:
        put(data, name, cell.sent)
        return clash if holds_theirs else replace(clash, kept=typed or ("",))
    if clash.pick == MINE and holds_theirs and clash.kept:
        several = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField | forms.BooleanField)
        put(data, name, tuple(filter(None, clash.kept)) if several else clash.kept)
    return replace(clash, kept=())


def _renamed(clashes: Iterable[Clash], numbers: dict[tuple[str, str], int]) -> list[Clash]:
    """The clashes by the names that they have now, each once; what was picked before a new clash is to be picked anew.

    What is no longer there is left out.
    """
    found: dict[Place, Clash] = {}
    for clash in clashes:
        place = clash.place
        number = numbers.get((place.part, place.key))
        if place not in found and (number is not None or not place.part):
            words = [place.part, str(number), place.field] if place.part else [place.field]
            found[place] = replace(clash, name="-".join(filter(None, words)))
        elif place in found and clash.kept:
            found[place] = replace(found[place], kept=clash.kept)
    return list(found.values())


# --- What was taken over


def _taken(was: Sheet | None, theirs: Sheet, mine: Sheet, clashing: set[Place]) -> list[Place]:
    """What they changed and the form holds as they left it."""
    changed = reconcile(was, theirs, was).taken if was else []
    open_ = [place for place in changed if not {place, replace(place, field="")} & clashing]
    return [place for place in open_ if _holds(mine, theirs, place)]


def _holds(mine: Sheet, theirs: Sheet, place: Place) -> bool:
    if not place.field:
        return (place.key in mine.parts.get(place.part, {})) == (place.key in theirs.parts[place.part])
    ours, other = _at(mine, place), _at(theirs, place)
    return ours == other or (ours is not None and isinstance(ours.value, frozenset))


def _is_there(sheet: Sheet, place: Place) -> bool:
    if place.field or not place.part:
        return _at(sheet, place) is not None
    return place.key in sheet.parts.get(place.part, {})


def _at(sheet: Sheet, place: Place) -> Cell | None:
    """The content of a place; None if it is not there."""
    if not place.part:
        return sheet.cells.get(place.field)
    row = sheet.parts.get(place.part, {}).get(place.key)
    return row.cells.get(place.field) if row else None
