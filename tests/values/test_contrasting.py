"""What tells passages apart is marked in each, and nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.contrasting import contrasted


def told(text: str, *others: str) -> list[str]:
    """What is marked in `text` beside the others."""
    return [piece.text for piece in contrasted([text, *others])[0] if piece.kind == "new"]


def test_passages_that_are_alike_differ_in_words():
    one, other = "14 Visibility in the Region and the Nation", "14 Noticeability in the Region and the Nation"
    assert told(one, other) == ["Visibility"]
    assert told(other, one) == ["Noticeability"]


def test_passages_that_say_it_otherwise_differ_in_numbers():
    one = "The budget for the Industrial Cluster Project amounts to 680 million yen in FY 2004"
    other = "1.5bn JPY pa (2005) (2001- 2005)"
    assert told(one, other) == ["680", "2004"]
    assert told(other, one) == ["1.5", "2005", "2001", "2005"]
    assert told("From 1963, said in 26 words", "Nothing was before 1963, neither here nor there") == ["26"]


def test_what_is_the_same_is_not_marked():
    assert told("26 sites", "26 sites") == []
    assert told("A few words", "Quite another matter altogether") == []


def test_of_three_sides_the_numbers_are_marked_that_not_all_have():
    assert told("It was 12 in 2004.", "It was 13 in 2004.", "Fourteen, in 2004.") == ["12"]


@pytest.mark.parametrize("texts", [[], ["Only one, of 1999."]])
def test_one_side_alone_differs_from_nothing(texts):
    assert [[piece.kind for piece in side] for side in contrasted(texts)] == [["same"] for _ in texts]


@given(st.lists(st.text(alphabet="ab1 2.,年前", max_size=30), max_size=4))
def test_nothing_is_lost(texts):
    assert ["".join(piece.text for piece in side) for side in contrasted(texts)] == texts
