"""Whatever two people do to one form: all that does not contradict is in the merged one, and all that does is told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policyatlas.curation.reconciling import Cell, Place, Row, Sheet, reconcile

FIELDS = ["title", "summary", "places"]
KEYS = ["1", "2", "3"]


def cell(value) -> Cell:
    """A field with a text, or with several choices."""
    return Cell(tuple(sorted(value)) if isinstance(value, frozenset) else (value,), value)


texts = st.sampled_from(["", "a", "b", "c"]).map(cell)
choices = st.frozensets(st.sampled_from("pqrs")).map(cell)
cells = st.fixed_dictionaries({"title": texts, "summary": texts, "places": choices})
rows = st.builds(Row, cells)


@st.composite
def sheets(draw):
    """What both began with, what they saved, and what I send: with rows changed, removed and added by either."""
    was = Sheet(draw(cells), {"stages": draw(st.dictionaries(st.sampled_from(KEYS), rows))})
    stored = {key: draw(st.just(row) | rows) for key, row in was.parts["stages"].items() if draw(st.booleans())}
    added = {key: draw(rows) for key in ("8", "9") if draw(st.booleans())}
    theirs = Sheet(draw(st.just(was.cells) | cells), {"stages": stored | added})
    sent = {
        key: Row(draw(st.just(row.cells) | cells), gone=draw(st.booleans())) for key, row in was.parts["stages"].items()
    }
    new = {f"new-{number}": Row(draw(cells), is_new=True) for number in range(draw(st.integers(0, 2)))}
    return was, theirs, Sheet(draw(st.just(was.cells) | cells), {"stages": sent | new})


def told(clashes, place: Place) -> bool:
    """Whether a place is among the clashes, itself or with its whole row."""
    return place in clashes or Place("", place.part, place.key) in clashes


def check_cells(was, theirs, mine, merged, place, clashes) -> None:
    """That each field holds what either did to it, or is told of and holds what I typed."""
    for name in FIELDS:
        before, other, ours, found = was[name], theirs[name], mine[name], merged[name]
        here = Place(name, place.part, place.key)
        if name == "places":
            wanted = (
                (before.value | other.value | ours.value) - (before.value - other.value) - (before.value - ours.value)
            )
            assert found.value == wanted
            assert set(found.sent) == wanted
        elif other == before:
            assert found == ours
            assert here not in clashes
        elif ours in (before, other):
            assert found == other
            assert here not in clashes
        else:
            assert here in clashes, f"{name} was changed by both, and nobody is asked"
            assert found == ours, "what I typed is not in the form"


@settings(max_examples=400, deadline=None)
@given(sheets())
def test_nothing_that_either_did_is_lost(three):
    was, theirs, mine = three
    outcome = reconcile(was, theirs, mine)
    clashes = set(outcome.clashes)
    check_cells(was.cells, theirs.cells, mine.cells, outcome.sheet.cells, Place(), clashes)

    before, other, ours = (sheet.parts["stages"] for sheet in three)
    found = outcome.sheet.parts["stages"]
    for key, row in ours.items():
        place = Place("", "stages", key)
        if row.is_new:
            same = [added for number, added in other.items() if number not in ours and added.cells == row.cells]
            assert (key in found) is not bool(same), "a row that I added is lost, or there twice"
        elif key in other:
            assert found[key].gone is row.gone, "a row that I removed is back, or one that I kept is gone"
            if row.gone and other[key].cells != before[key].cells:
                assert place in clashes, "they changed a row that I removed, and nobody is asked"
            check_cells(before[key].cells, other[key].cells, row.cells, found[key].cells, place, clashes)
        elif row.gone or row.cells == before[key].cells:
            assert key not in found, "a row that they removed is back"
        else:
            assert place in clashes, "they removed a row that I changed, and nobody is asked"
            assert found[key] == Row(row.cells, is_new=True), "what I typed is not in the form"
    for key in other.keys() - ours.keys():
        assert found[key] == other[key], "a row that they added is lost"
    assert found.keys() <= ours.keys() | other.keys()
    new = [row.is_new for row in found.values()]
    assert new == sorted(new), "stored rows come first in a form"


@settings(max_examples=200, deadline=None)
@given(sheets())
def test_whatever_they_changed_is_taken_over_or_asked_about(three):
    was, theirs, mine = three
    outcome = reconcile(was, theirs, mine)
    for name in FIELDS:
        if theirs.cells[name] != was.cells[name]:
            place = Place(name)
            assert place in outcome.clashes or outcome.sheet.cells[name] != was.cells[name] or name == "places"


@settings(max_examples=200, deadline=None)
@given(sheets())
def test_looking_again_changes_nothing(three):
    was, theirs, mine = three
    merged = reconcile(was, theirs, mine).sheet
    again = reconcile(theirs, theirs, merged)
    assert again.sheet.cells == merged.cells
    assert not again.taken


@settings(max_examples=200, deadline=None)
@given(sheets())
def test_without_what_was_all_that_differs_is_asked_about(three):
    _, theirs, mine = three
    outcome = reconcile(None, theirs, mine)
    assert {place.field for place in outcome.clashes if not place.part} == {
        name for name in FIELDS if theirs.cells[name] != mine.cells[name]
    }
    assert outcome.sheet.cells == mine.cells
