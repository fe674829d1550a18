"""Kinds and vocabularies: every word has a label in both languages, and an unknown code is never hidden."""

import re

import pytest

from policyatlas.values import vocabularies
from policyatlas.values.kinds import BY_ADDRESS, KINDS
from policyatlas.values.vocabularies import MISSING, VERDICT, Vocabulary

ALL = [value for value in vars(vocabularies).values() if isinstance(value, Vocabulary)]
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize("vocabulary", ALL, ids=lambda vocabulary: vocabulary.name)
def test_every_word_has_a_code_and_labels_of_its_own(vocabulary):
    words = list(vocabulary.words.values())
    assert words
    for word in words:
        assert CODE.fullmatch(word.code), f"Write the code {word.code!r} in lower case, words joined by hyphens."
        assert word.en.strip(), f"{vocabulary.name}: {word.code} needs an English label."
        assert JAPANESE.search(word.ja), f"{vocabulary.name}: {word.code} needs a Japanese label."
    for labels in ({word.en for word in words}, {word.ja for word in words}):
        assert len(labels) == len(words), f"Two words of {vocabulary.name} are called the same."


def test_vocabularies_have_names_of_their_own():
    assert len({vocabulary.name for vocabulary in ALL}) == len(ALL)


def test_a_vocabulary_is_what_django_wants_as_choices():
    assert list(VERDICT) == [("positive", "Positive"), ("mixed", "Mixed"), ("negative", "Negative"), ("open", "Open")]
    assert VERDICT.codes == ("positive", "mixed", "negative", "open")
    assert "mixed" in VERDICT
    assert "neutral" not in VERDICT


def test_labels():
    assert MISSING.label("unknown") == "unknown"
    assert MISSING.label("unknown", "ja") == "不明"
    assert MISSING.label("no-such") == MISSING.label("no-such", "ja") == "no-such"


def test_the_relations_can_be_read_from_both_ends():
    assert vocabularies.RELATION.codes == vocabularies.RELATION_BACK.codes


def test_kinds():
    policy = KINDS["policy"]
    assert (policy.label(), policy.label(plural=True)) == ("Policy", "Policies")
    assert policy.label("ja") == policy.label("ja", plural=True) == "政策"
    assert BY_ADDRESS["policies"] is policy
    assert len(BY_ADDRESS) == len(KINDS)
