"""Differences between tables: by key, by place, and the same as looking at every cell by hand."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.diffs import differences


@dataclass(frozen=True)
class Line:
    """A line of two cells."""

    key: str
    cells: tuple = (1, "a")
    place: str = ""


def told(before, after) -> list[tuple]:
    """The changes as plain values: how, key, places of the cells."""
    return [(change.how, change.line.key, change.cells) for change in differences(before, after)]


def test_equal_tables_do_not_differ_in_whatever_order():
    assert told([Line("a"), Line("b")], [Line("b"), Line("a")]) == []


def test_a_changed_cell_is_named_by_its_place():
    (change,) = differences([Line("a", (1, "x"))], [Line("a", (2, "x"))])
    assert (change.how, change.cells, change.before.cells[0], change.line.cells[0]) == ("changed", (0,), 1, 2)


def test_lines_come_and_go():
    assert told([Line("a"), Line("b")], [Line("c"), Line("b")]) == [("added", "c", (0, 1)), ("removed", "a", (0, 1))]


def test_what_takes_the_place_of_another_line_is_a_change_of_it():
    absent, figure = Line("row/x/1", ("not reported", ""), "row/x"), Line("row/x/12", (12, ""), "row/x")
    assert told([absent], [figure]) == [("changed", "row/x/12", (0,))]
    second = Line("row/x/13", (13, ""), "row/x")
    assert told([absent], [figure, second]) == [("changed", "row/x/12", (0,)), ("added", "row/x/13", (0, 1))]
    assert told([figure, second], [absent]) == [("changed", "row/x/1", (0,)), ("removed", "row/x/13", (0, 1))]


def test_a_zero_is_not_an_absence():
    assert told([Line("a", (0, ""))], [Line("a", ("not reported", ""))]) == [("changed", "a", (0,))]


tables = st.dictionaries(
    st.text("abc", min_size=1, max_size=2), st.tuples(st.integers(0, 2), st.text("xy", max_size=1))
)


@given(tables, tables)
def test_every_difference_is_found_and_no_other(before, after):
    found = told(
        [Line(key, cells) for key, cells in before.items()], [Line(key, cells) for key, cells in after.items()]
    )
    expected = {("added", key, (0, 1)) for key in after.keys() - before.keys()}
    expected |= {("removed", key, (0, 1)) for key in before.keys() - after.keys()}
    for key in before.keys() & after.keys():
        places = tuple(place for place in (0, 1) if before[key][place] != after[key][place])
        expected |= {("changed", key, places)} if places else set()
    assert set(found) == expected
    assert len(found) == len(expected)
