"""A word and a text meet however either of them is spelt, and what was found is marked where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.old_kanji import NEW_FORMS
from policyatlas.values.searching import has, marked, names, searchable, spelt, terms


def finds(query: str, *texts: str) -> bool:
    """Whether the query finds a text that holds all of `texts`."""
    stored = searchable(*texts)
    return all(any(way in stored for way in term.ways) for term in terms(query))


ALIKE = [
    ("technopolis", "TECHNOPOLIS Law"),
    ("Ｔｅｃｈｎｏｐｏｌｉｓ", "Technopolis"),
    ("ﾃｸﾉﾎﾟﾘｽ", "テクノポリス法"),
    ("てくのぽりす", "テクノポリス法"),
    ("テクノポリス", "てくのぽりす"),
    ("クラスタ", "クラスター計画"),
    ("クラスター", "知的クラスタ"),
    ("コンピューター", "コンピュータ産業"),
    ("ベンチャー", "ヴェンチャー・キャピタル"),
    ("ヴェンチャーキャピタル", "ベンチャー・キャピタル"),
    ("シリコンバレー", "シリコン・バレー"),
    ("バーデンヴュルテンベルク", "バーデン＝ヴュルテンベルク州"),
    ("國立", "国立大学"),
    ("国立", "國立大學"),
    ("廣島縣", "広島県"),
    ("広島", "廣島"),
    ("澤", "金沢"),
    ("髙橋", "高橋"),
    ("渡邉", "渡辺"),
    ("山﨑", "山崎"),
    ("辯護", "弁護"),
    ("霞ヶ関", "霞が関"),
    ("霞が関", "霞ケ関"),
    ("Tohoku", "Tōhoku"),
    ("Tōhoku", "Tohoku"),
    ("Tôhoku", "Tohoku"),
    ("Touhoku", "Tohoku"),
    ("Toohoku", "Tōhoku"),
    ("Tohoku", "Touhoku"),
    ("Ōsaka", "Osaka"),
    ("Oosaka", "Osaka"),
    ("Ohsaka", "Osaka"),
    ("Osaka", "Ōsaka"),
    ("Kyuushuu", "Kyushu"),
    ("Kyoto", "Kyōto"),
    ("Kouchi", "Kochi"),
    ("Gumma", "Gunma"),
    ("Gunma", "Gumma"),
    ("Wurttemberg", "Baden-Württemberg"),
    ("Baden Württemberg", "Baden-Württemberg"),
    ("Jun'ichi", "Junichi"),
    ("Junichi", "Jun’ichi"),
    ("top-down", "a top down approach"),
    ("top down", "top‑down"),
    ("topdown", "top-down"),
    ("techno-polis", "technopolis"),
    ("1983-1998", "1983–1998"),
    ("平成13年度", "in 2001"),
    ("FY2001", "平成13年に"),
    ("2001", "平成十三年度"),
    ("2001年度", "FY 2001"),
    ("H13", "2001年"),
    ("H13", "平成13年"),
    ("昭和58", "1983"),
    ("S58", "1983"),
    ("Heisei 13", "2001"),
    ("「岩手」", "岩手県"),
    ("“law”,", "the law of 1983"),
    ("岩手　大学", "岩手大学"),
    ("50%", "nearly 50% of all"),
    ("R&D", "R&D spending"),
    ("a_b", "a_b"),
]
UNLIKE = [
    ("京都", "東京都"),
    ("tour", "the sector of history"),
    ("house", "those who chose"),
    ("four", "for all"),
    ("50%", "5000"),
    ("a_b", "axb"),
    ("平成13年", "2002"),
    ("H13", "1301"),
    ("岩手 quokka", "岩手県"),
    ("Tohoku", "Toho"),
]


@pytest.mark.parametrize(("query", "text"), ALIKE)
def test_a_word_finds_its_other_spellings(query, text):
    assert finds(query, text), f"{terms(query)} is not in “{searchable(text)}”."
    if not any(character.isspace() for character in query):
        assert any(piece.found for piece in marked(text, terms(query))) or query in ("topdown", "Tohoku", "Gunma")


@pytest.mark.parametrize(("query", "text"), UNLIKE)
def test_other_words_are_not_found(query, text):
    assert not finds(query, text), f"{terms(query)} is in “{searchable(text)}”."


def test_a_query_says_what_was_typed():
    assert [term.typed for term in terms("Tōhoku　平成１３年度 ﾃｸﾉ")] == ["Tōhoku", "平成１３年度", "ﾃｸﾉ"]
    assert len(terms("law LAW ｌａｗ")) == 1


@pytest.mark.parametrize("query", ["", "  ", '"', "「」", "\x00", "--", "・"])
def test_nothing_to_look_for(query):
    assert terms(query) == []


def test_marks_are_where_the_words_stand():
    text = "Tōhoku: ﾃｸﾉﾎﾟﾘｽ in 平成13年度, クラスター, Japan’s"
    found = [piece.text for piece in marked(text, terms("tohoku テクノ FY2001 クラスタ japans")) if piece.found]
    assert found == ["Tōhoku", "ﾃｸﾉ", "平成13年度", "クラスタ", "Japan’s"]


def test_of_several_years_only_the_one_asked_for_is_marked():
    found = [piece.text for piece in marked("平成12年度 and 平成13年度", terms("FY2001")) if piece.found]
    assert found == ["平成13年度"]


def test_names_stand_on_lines_of_their_own():
    assert names("Iwate", "岩手縣", "", "Iwate") == "\n iwate \n\n 岩手県 \n"


def test_old_kanji_lead_to_new_ones_in_one_step():
    assert len(NEW_FORMS) > 300
    assert not {chr(old) for old in NEW_FORMS} & set(NEW_FORMS.values()), "What one leads to leads somewhere else."
    assert all(unicodedata.name(new).startswith("CJK UNIFIED") for new in NEW_FORMS.values())


@given(st.text())
def test_spelling_twice_changes_nothing(text):
    assert spelt(spelt(text)) == spelt(text)


JAPANESE = st.text(st.sampled_from("東京都國国ーァヴヶケ・が's-～ 0123平成年元hHōoumb.,%_\"'"), max_size=12)


@given(JAPANESE)
def test_spelling_japanese_twice_changes_nothing(text):
    assert spelt(spelt(text)) == spelt(text)


@given(st.one_of(st.text(), JAPANESE))
def test_what_is_stored_has_nothing_a_database_stumbles_over(text):
    stored = searchable(text)
    assert not [character for character in stored if unicodedata.category(character)[0] == "C"]
    assert "  " not in stored.strip()


@given(st.one_of(st.text(), JAPANESE))
def test_marks_change_no_text(text):
    assert "".join(piece.text for piece in marked(text, terms(text))) == text


@given(st.one_of(st.text(), JAPANESE), JAPANESE)
def test_what_has_a_word_is_marked(text, query):
    for term in terms(query):
        assert has(text, term) == any(piece.found for piece in marked(text, [term]))


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll", "Lo"], max_codepoint=0x9FFF), min_size=1), min_size=1))
def test_every_word_of_a_text_finds_it(parts):
    text = " ".join(parts)
    assert all(finds(part, text) for part in parts)
