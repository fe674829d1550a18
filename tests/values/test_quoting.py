"""Whether a quotation stands in a text, and what stands there instead."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.quoting import Text, holds

REPORT = """# **2. Technopolis fever**

- ▶ By 1990, 26 cities had been established as bases for re-
gional economic development.¹ It was “a start”, said the ministry’s
 head; 126 sites applied, and growth was -3.2% (1996–2000).

| Aomori (Aomori)\t1985\t198\t20\t0 |
<p>Research &amp; development</p><ul style="list-style-type: none"> <li>of high-tech firms</li></ul>
OF THE TALKWhither Cluster Policy ?
テクノポリス法は、昭和５８年に制定された。
二十六地域が指定さ
れた。"""


@pytest.mark.parametrize(
    "quote",
    [
        "By 1990, 26 cities had been established as bases for regional economic development.",
        "by 1990 26 cities had been",
        'It was "a start", said the ministry\'s head',
        "growth was −3.2% (1996-2000)",
        "Aomori (Aomori) 1985 198 20 0",
        "Technopolis fever",
        "Research & development of high tech firms",
        "Whither Cluster Policy?",
        "テクノポリス法は、昭和58年に制定された",
        "二十六地域が指定された。",
        "ﾃｸﾉﾎﾟﾘｽ法",
        "By 1990 … bases for regional",
        "By 1990, […] It was “a start”",
        "By 1990, [...] cities ... sites applied",
        "By 1990 . . . 26 cities",
        "26 cities [sic] had been established",
        "…126 sites applied…",
        "—",
    ],
)
def test_a_quotation_is_found_however_it_is_set(quote):
    assert holds(REPORT, quote)


@pytest.mark.parametrize(
    "quote",
    [
        "By 1990, 27 cities had been established",
        "26 cities had not been established",
        "6 cities had been established",  # Half a number.
        "26 sites applied",
        "cities had been establish",  # Half a word.
        "tablished as bases",
        "growth was 3.2%",
        "Aomori (Aomori) 1985 19820 0",
        "sites applied … By 1990",  # In the wrong order.
        "昭和59年に制定された",
        "テクノポリス法が",
    ],
)
def test_another_word_or_figure_is_not_found(quote):
    assert not holds(REPORT, quote)


def test_what_stands_there_instead_is_shown_as_it_is_printed():
    text = Text("Something else. " * 50 + REPORT + "\nSomething more. " * 50)
    near = text.nearest("By 1991, 26 cities were established as bases for regional development.")
    assert near == "By 1990, 26 cities had been established as bases for re- gional economic development"
    assert text.nearest("テクノポリス法は、昭和59年に制定された") == "テクノポリス法は、昭和５８年に制定された"
    assert text.nearest("Research and development of high-tech firms").startswith("Research & development of high-tech")


def test_what_was_added_at_an_end_is_shown_with_what_stands_there():
    assert Text("one two three four five six").nearest("zero three four nine") == "two three four five"
    assert Text("three four five").nearest("zero three four nine ten") == "three four five"


@pytest.mark.parametrize("quote", ["Nothing of the sort is written anywhere here", "—", ""])
def test_nothing_is_shown_where_nothing_is_like_it(quote):
    assert Text(REPORT).nearest(quote) == ""
    assert Text("").nearest(quote) == ""


def test_a_long_place_is_shown_in_short():
    text = " ".join(f"word{number}" for number in range(100))
    near = Text(text).nearest(text.replace("word50 ", "wort50 "))
    assert len(near) <= 402
    assert near.endswith(" …")


@given(st.lists(st.text("abcde", min_size=1, max_size=4), min_size=6, max_size=40), st.data())
def test_every_run_of_words_is_found_and_its_place_is_near(words, data):
    start = data.draw(st.integers(0, len(words) - 3))
    size = data.draw(st.integers(2, 6))
    space = data.draw(st.sampled_from([" ", "\n", " - ", "\u00a0", "-\n"]))
    quote = " ".join(words[start : start + size])
    text = Text(space.join(words))
    assert text.holds(quote)
    assert text.nearest(quote)
    assert not text.holds(f"{quote} zzz")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_text_of_any_kind_can_be_asked(before, quote, behind):
    text = Text(f"{before} {quote} {behind}")
    text.holds(quote)
    text.nearest(quote)
    text.nearest(f"{quote} x")


def test_a_long_text_is_answered_while_one_waits():
    long = "\n".join(f"Line {number}: {REPORT}" for number in range(250))
    assert len(long) > 100_000
    start = perf_counter()
    text = Text(long)
    assert not text.holds("By 1991, 26 cities were established as bases")
    assert text.nearest("By 1991, 26 cities were established as bases").startswith("By 1990")
    assert perf_counter() - start < 2
