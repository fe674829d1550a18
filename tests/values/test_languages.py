"""The letters of a text tell its language."""

import pytest

from policyatlas.values.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Technopolis Law", "en"),
        ("テクノポリス法", "ja"),
        ("METI", "en"),
        ("産業クラスター計画（METI）", "ja"),
        ("NISTEP「地域イノベーション」", "ja"),
        ("Translated from 地域, which means region", "en"),
        ("1983–1998", ""),
        ("A4", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language
