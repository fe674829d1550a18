"""Marks between two texts: by word, by number, by Japanese character; and nothing of either text is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.marking import marked, now_of, was_of

# Few letters, so that texts share words; Japanese, numbers and signs among them.
TEXTS = st.text("ab 12.,政策の\n", max_size=30) | st.text(max_size=20)


def told(was: str, now: str) -> str:
    """The marks in one line: [-gone-] and {+new+}."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in marked(was, now))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("", "", ""),
        ("the same", "the same", "the same"),
        ("", "all new", "{+all new+}"),
        ("all gone", "", "[-all gone-]"),
        ("A law of the state", "A plan of the state", "A [-law-]{+plan+} of the state"),
        ("A law of the state", "A law", "A law[- of the state-]"),
        ("The law passed", "The new law passed", "The {+new +}law passed"),
        ("It cost 1,234 million yen", "It cost 1,235 million yen", "It cost [-1,234-]{+1,235+} million yen"),
        ("since 1983.", "since 1984.", "since [-1983-]{+1984+}."),
        ("技術政策の評価", "産業政策の評価", "[-技術-]{+産業+}政策の評価"),
        ("METIの政策", "MITIの政策", "[-METI-]{+MITI+}の政策"),
        ("one two", "three four", "[-one two-]{+three four+}"),
        ("The end", "Nobody knows what became of it", "[-The end-]{+Nobody knows what became of it+}"),
    ],
)
def test_marks_stand_at_words(was, now, said):
    assert told(was, now) == said


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(was, now):
    pieces = marked(was, now)
    assert "".join(piece.text for piece in was_of(pieces)) == was
    assert "".join(piece.text for piece in now_of(pieces)) == now


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_neighbours_are_of_one_kind(was, now):
    pieces = marked(was, now)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


def test_very_long_texts_are_marked_at_once_and_as_a_whole_between_what_they_share():
    was = "It began. " + "a long story " * 1200 + "It ended."
    now = "It began. " + "another long story " * 1200 + "It ended."
    assert [piece.kind for piece in marked("x " * 9000 + was, "x " * 9000 + now)] == ["same", "gone", "new", "same"]
