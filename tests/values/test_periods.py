"""Periods are said as documents print them, and by their years where the words are not wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.periods import Period, year_span

YEARS = st.none() | st.integers(min_value=1868, max_value=2100)


@pytest.mark.parametrize(
    ("period", "en", "ja"),
    [
        ((1983, 1998, False), "1983–1998", "1983〜1998年"),
        ((1983, 1983, False), "1983", "1983年"),
        ((1983, None, False), "from 1983", "1983年から"),
        ((None, 1995, False), "to 1995", "1995年まで"),
        ((2001, 2005, True), "FY 2001–2005", "2001〜2005年度"),
        ((2004, 2004, True), "FY 2004", "2004年度"),
        ((2004, None, True), "from FY 2004", "2004年度から"),
        ((None, 2004, True), "to FY 2004", "2004年度まで"),
        ((None, None, False), "no date given", "期間の記載なし"),
        ((None, None, True), "no date given", "期間の記載なし"),
    ],
)
def test_the_words(period, en, ja):
    start, end, fiscal = period
    assert Period(start, end, fiscal).words() == en
    assert Period(start, end, fiscal).words("ja") == ja


def test_the_words_of_the_document_win_and_its_years_stay_at_hand():
    period = Period(None, 1995, printed="~1995")
    assert period.words() == period.words("ja") == "~1995"
    assert period.years() == "to 1995"


@given(YEARS, YEARS, st.booleans(), st.sampled_from(["en", "ja"]))
def test_every_known_year_is_said_and_fiscal_ones_say_so(start, end, fiscal, language):
    said = year_span(start, end, fiscal=fiscal, language=language)
    assert all(str(year) in said for year in (start, end) if year is not None)
    assert bool(said) == (start is not None or end is not None)
    if said:
        assert (("年度" if language == "ja" else "FY") in said) is fiscal
