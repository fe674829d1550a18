"""The letters of a text tell its language."""

import pytest

from policyatlas.values.languages import english_apart, japanese_apart, language_of, scripts_apart


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


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("年度（Industrial Cluster Project, 1st stage）", ["Industrial Cluster Project, 1st stage"]),
        ("Michi Fukushima, 年：記載なし", ["Michi Fukushima"]),
        ("PolicyAtlasの版", []),
        ("岩手", []),
        ("", []),
    ],
)
def test_english_in_a_japanese_text(text, english):
    pieces = english_apart(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_english in pieces if is_english] == english


@pytest.mark.parametrize(
    ("text", "japanese"),
    [
        ("Technopolis Law (テクノポリス法)", ["テクノポリス法"]),
        ("知的クラスター創成事業、第2期 of MEXT", ["知的クラスター創成事業、第2期"]),
        ("Iwate", []),
        ("", []),
    ],
)
def test_japanese_in_an_english_text(text, japanese):
    pieces = japanese_apart(text)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_japanese in pieces if is_japanese] == japanese


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("熊本テクノポリス", "熊本 テクノポリス"),
        ("熊本のテクノポリス", "熊本 テクノポリス"),
        ("ﾃｸﾉﾎﾟﾘｽ 熊本", "ﾃｸﾉﾎﾟﾘｽ 熊本"),
        ("ものづくり産業", "ものづくり 産業"),
        ("霞ヶ関ビル", "霞ヶ関 ビル"),
        ("ベンチャー・キャピタル", "ベンチャー・キャピタル"),
        ("東北大学COE 2期", "東北大学 COE 2 期"),
        ("Jun’ichi  S&T", "Jun’ichi S&T"),
        ("の", ""),
    ],
)
def test_japanese_words_are_parted_where_their_script_changes(text, apart):
    assert scripts_apart(text) == apart
