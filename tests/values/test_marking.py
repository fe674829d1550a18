"""Marks between two texts: by word, by number, by Japanese character; and nothing of either text is lost."""

from itertools import pairwise
from time import perf_counter

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
        ("of the cities that it chose", "of these cities that it chose", "of [-the-]{+these+} cities that it chose"),
        ("It had one two", "It had three four", "It had [-one two-]{+three four+}"),
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


@pytest.mark.parametrize(
    ("story", "other"),
    [
        ("a long story " * 1200, "another long story " * 1200),
        ("x a " * 500, "x b " * 500),
        (" ".join(map(str, range(3000))), " ".join(map(str, range(3000, 6000)))),
    ],
    ids=["repeated", "few words", "many words"],
)
def test_very_long_texts_are_marked_as_a_whole_between_what_they_share(story, other):
    shared = "It was so. " * 2000
    started = perf_counter()
    pieces = marked(f"{shared}{story} It ended.", f"{shared}{other} It ended.")
    assert [piece.kind for piece in pieces] == ["same", "gone", "new", "same"]
    assert perf_counter() - started < 5
