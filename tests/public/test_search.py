"""The search page: what it shows of what it found, what it says where there is nothing, and how it takes nonsense."""

import html
import re

import pytest

from policyatlas.public.lists.filters import LONGEST_QUERY
from policyatlas.public.search import EXAMPLES, SHOWN, without_one
from policyatlas.values.searching import terms

from .listing import found, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(visitor):
    """The answer to a question."""

    def answer(query: str, prefix: str = ""):
        response = visitor.get(f"{prefix}/search/", {"q": query})
        assert response.status_code == 200, f"“{query[:40]}” answers {response.status_code}."
        return response

    return answer


def marks(response) -> list[str]:
    """What is marked on a page."""
    return [html.unescape(mark) for mark in re.findall("<mark>(.*?)</mark>", response.content.decode())]


# --- Found


def test_words_are_marked_in_titles_and_in_a_stretch_of_the_text(asked):
    response = asked("technopolis")
    assert {mark.casefold() for mark in marks(response)} == {"technopolis"}
    hits = [hit for kind in response.context["found"] for hit in kind.hits]
    assert any(piece.found for hit in hits for piece in hit.title)
    assert any(piece.found for hit in hits for piece in hit.snippet)
    assert all(len("".join(piece.text for piece in hit.snippet)) < 260 for hit in hits)


@pytest.mark.parametrize(
    ("query", "mark"),
    [("國立", "国立"), ("てくのぽりす", "テクノポリス"), ("FY2001", "2001"), ("Ōsaka", "Osaka"), ("Oosaka", "Osaka")],
)
def test_marks_are_in_the_spelling_of_the_page(asked, query, mark):
    assert mark in marks(asked(query))


def test_what_is_found_by_its_place_says_so(asked):
    text = asked("岩手 technopolis").content.decode()
    assert "Kitakami River Basin" in text
    assert "Found by:" in text


def test_a_name_comes_before_what_begins_with_it_and_that_before_the_rest(asked):
    def first(query, kind):
        group = next(one for one in asked(query).context["found"] if one.anchor == kind)
        return ["".join(piece.text for piece in hit.title) for hit in group.hits]

    assert first("yamaha", "organisations")[:2] == ["Yamaha", "Yamaha Motor Co., Ltd."]
    assert first("technopolis programme", "policies")[0] == "Technopolis Programme"


def test_each_kind_leads_to_its_list_with_as_many(asked, visitor):
    for kind in asked("tōhoku").context["found"]:
        listed = visitor.get(kind.address)
        assert found(listed) == kind.count, kind.name
        assert len(kind.hits) == min(SHOWN, kind.count)


def test_files_have_what_the_page_counts(asked, visitor):
    total = asked("平成13年度").context["total"]
    assert len(visitor.get("/search.json", {"q": "平成13年度"}).json()["lines"]) == total


@pytest.mark.parametrize("prefix", ["/2026.1", "/ja", "/ja/2026.1"])
def test_editions_and_languages(asked, prefix):
    for query in ("Iwate", "岩手縣", "平成13年度"):
        assert asked(query, prefix).context["total"] == asked(query).context["total"] > 0
    text = asked("岩手", prefix).content.decode()
    assert f'href="{prefix}/prefectures/iwate/"' in text


# --- Nothing found


def test_nothing_asked_shows_what_can_be(visitor):
    text = visitor.get("/search/").content.decode()
    assert all(html.escape(example) in text for example in EXAMPLES)
    assert 'class="hits"' not in text


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_finds_something(asked, example):
    assert asked(example).context["total"]


def test_nothing_found_says_what_fewer_words_would_find(asked):
    response = asked("iwate quokka network")
    assert response.context["total"] == 0
    fewer = {one.word: one for one in response.context["fewer"]}
    assert fewer["quokka"].count == asked("iwate network").context["total"] > 0
    assert fewer["iwate"].count == 0
    text = response.content.decode()
    assert f'href="{html.escape(fewer["quokka"].address)}"' in text
    assert "none without it either" in text


def test_one_word_that_finds_nothing_has_no_fewer(asked, reading):
    response = asked("quokka")
    assert response.context["fewer"] == []
    assert "A shorter word finds more" in response.content.decode()
    assert without_one(reading, terms("quokka")) == []


def test_many_words_that_find_nothing_are_one_query(reading, django_assert_num_queries):
    with django_assert_num_queries(1):
        fewer = without_one(reading, terms(" ".join(f"quokka{number}" for number in range(30))))
    assert 1 < len(fewer) < 30


@pytest.mark.parametrize("query", ["熊本テクノポリス", "熊本のテクノポリス"])
def test_a_japanese_word_of_two_scripts_can_be_taken_apart(asked, query):
    response = asked(query, "/ja")
    assert response.context["total"] == 0
    apart = response.context["apart"]
    assert apart.query == "熊本 テクノポリス"
    assert apart.count == asked("熊本 テクノポリス").context["total"] > 0
    assert f'href="{html.escape(apart.address)}"' in response.content.decode()
    assert apart.address.startswith("/ja/search/?")


@pytest.mark.parametrize("query", ["quokka", "quokka iwate", "袋鼠クオッカ", "袋鼠"])
def test_nothing_is_taken_apart_where_that_finds_nothing_either(asked, query):
    assert asked(query).context["apart"] is None


# --- Nonsense


NONSENSE = [
    *('"', "'", "%", "_", "%%%", "\\", "\\%", "\x00", "a\x00b", "🦘", "🏳\ufe0f\u200d🌈", "ー", "・", "-", "H99"),
    *("<script>alert(1)</script>", "平成99年度", "\u202eiwate", "'; DROP TABLE editions_entry; --", "\ufffd"),
    *("x" * 5000, "岩" * 5000, "a " * 2500, "ﷺ" * 200),
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_answered(asked, visitor, query):
    response = asked(query)
    assert "<script>alert" not in response.content.decode()
    assert visitor.get("/policies/", {"q": query}).status_code == 200
    assert visitor.get("/search.csv", {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ['"', "\x00", "「」", "  "])
def test_what_has_no_word_asks_nothing(asked, query):
    assert not asked(query).context["searched"]


def test_signs_stand_for_themselves(asked):
    assert asked("iw%te").context["total"] == asked("iw_te").context["total"] == 0
    assert asked("50%").context["total"] < asked("50").context["total"]


def test_a_long_question_is_shortened_and_says_so(asked):
    response = asked("iwate " * 900)
    assert f"Only the first {LONGEST_QUERY} characters" in response.content.decode()
    assert response.context["total"] == asked("iwate").context["total"]


def test_marks_are_escaped(desk, asked):
    desk.publish(desk.a_policy(title_en="Quokka <b>bold</b> & plan", summary="A <i>quokka</i> of 平成13年度."))
    text = asked("quokka").content.decode()
    assert "<mark>Quokka</mark> &lt;b&gt;bold" in text
    assert "<i>" not in text
    assert "&lt;i&gt;<mark>quokka</mark>&lt;/i&gt;" in text


# --- Years and words of lists


@pytest.mark.parametrize("year", ["平成13", "平成13年度", "FY2001", "H13", "２００１", "2001年", " 2001 "])
def test_years_of_lists_may_be_imperial_and_fiscal(open_list, year):
    usual = open_list("policy", year_from=2001)
    response = open_list("policy", year_from=year)
    assert titles(response) == titles(usual)
    assert response.context["canonical"] == "http://testserver/policies/?year_from=2001"
    assert not response.context["asked"].ignored


@pytest.mark.parametrize("year", ["平成99", "平成", "H0", "soon", "0", "10000", "-5"])
def test_what_is_no_year_is_said(open_list, year):
    response = open_list("policy", year_to=year)
    assert f"“{year}” is not a year" in response.content.decode()


@pytest.mark.parametrize("words", ["Iwate", "岩手縣", "ｲﾜﾃ iwate"])
def test_lists_find_what_the_search_finds(open_list, asked, words):
    groups = {kind.anchor: kind.count for kind in asked(words).context["found"]}
    assert found(open_list("organisation", q=words)) == groups.get("organisations", 0)
