"""Folding makes what was typed and what is stored meet, in either language and width."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.folding import fold, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Technopolis LAW", "technopolis law"),
        ("ＭＥＴＩ　２００１", "meti 2001"),
        ("ﾃｸﾉﾎﾟﾘｽ", "テクノポリス"),
        ("Straße", "strasse"),
        ("  two\n\tlines ", "two lines"),
        ("NUL\x00inside", "nul inside"),
    ],
)
def test_fold_makes_one_spelling(typed, folded):
    assert fold(typed) == folded


def test_fold_joins_texts_and_leaves_out_blank_ones():
    assert fold("Iwate", "", "岩手県") == "iwate 岩手県"
    assert fold() == ""


@given(st.text())
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once


@given(st.text())
def test_nothing_a_database_stumbles_over_is_left(text):
    assert not [character for character in fold(text) if unicodedata.category(character)[0] == "C"]
    assert fold(text) == fold(text).strip()


@given(st.lists(st.text()))
def test_a_query_is_folded_like_the_text_it_looks_for(texts):
    assert all(word in fold(*texts) for text in texts for word in words(text))


def test_words_of_a_query():
    assert words("Ｉｗａｔｅ  Fund") == ["iwate", "fund"]
    assert words("  ") == []
