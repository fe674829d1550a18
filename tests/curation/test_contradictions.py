"""Figures that differ are told on the front page until somebody prefers one or takes them into a disagreement."""

import pytest

from policyatlas.records.models import Position
from tests.curation.figures import figures

pytestmark = pytest.mark.django_db
FRONT = "/admin/"


def front(browser) -> dict:
    """What the front page shows."""
    return browser.get(FRONT).context


def test_figures_that_differ_are_told_until_somebody_answers(hanako_at_desk, desk):
    twelve, thirteen = figures(desk, 12, 13)
    (told,) = front(hanako_at_desk)["disputed"]["figures"]
    assert told["about"] == "Staff: A counted plan, 2004"
    assert [words for words, _ in told["figures"]] == ["12 persons", "13 persons"]
    opened = hanako_at_desk.get(told["answer"]).context["adminform"].form
    assert opened["topic_en"].value() == "Staff: A counted plan, 2004"
    assert opened["policies"].value() == [str(twelve.policy_id)]
    Position.objects.create(disagreement=desk.a_disagreement(resolution="Both."), claim="12", observation=twelve)
    assert front(hanako_at_desk)["disputed"]["figures"] == []
    Position.objects.all().filter(observation=twelve).delete()
    desk.edit(thirteen, rank="preferred")
    assert front(hanako_at_desk)["disputed"]["figures"] == []


@pytest.mark.parametrize(
    "other",
    [{"period_start": 2005, "period_end": 2005}, {"fiscal_year": True}, {"period_start": None, "period_end": None}],
    ids=["other years", "fiscal years", "no years"],
)
def test_figures_of_other_periods_do_not_contradict_each_other(hanako_at_desk, desk, other):
    (first,) = figures(desk, 12)
    figures(desk, 13, indicator=first.indicator, policy=first.policy, **other)
    assert front(hanako_at_desk)["disputed"]["figures"] == []


def test_periods_in_words_are_the_same_if_the_words_are(hanako_at_desk, desk):
    words = {"period_start": None, "period_end": None}
    (first,) = figures(desk, 12, period_printed="~1995", **words)
    same = {"indicator": first.indicator, "policy": first.policy} | words
    figures(desk, 13, period_printed="~1998", **same)
    assert front(hanako_at_desk)["disputed"]["figures"] == []
    figures(desk, 14, period_printed="~1995", **same)
    (told,) = front(hanako_at_desk)["disputed"]["figures"]
    assert [words for words, _ in told["figures"]] == ["12 persons", "14 persons"]
