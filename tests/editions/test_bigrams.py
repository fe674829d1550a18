"""The lookup `holds` finds what `contains` finds, on every database, whatever is asked."""

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.editions.bigrams import bigrams
from policyatlas.editions.models import Wording

pytestmark = pytest.mark.django_db


def test_pairs_are_of_characters_that_follow_each_other_each_once():
    assert bigrams("岩手岩手") == ["岩手", "手岩"]
    assert bigrams("岩") == bigrams("") == []


@pytest.mark.parametrize("asked", ["岩手", "岩", "クラスター", "technopolis law", "%", "_", "\\", "", "'", "手 岩"])
def test_what_contains_finds(asked):
    found = set(Wording.objects.filter(words__holds=asked).values_list("pk", flat=True))
    assert found == set(Wording.objects.filter(words__contains=asked).values_list("pk", flat=True))


@pytest.mark.parametrize(("asked", "pairs"), [("岩手県", [["岩手", "手県"]]), ("岩", [])])
def test_postgresql_is_asked_for_the_pairs_first(asked, pairs):
    query = Wording.objects.filter(words__holds=asked).query
    (lookup,) = query.where.children
    sql, params = lookup.as_postgresql(query.get_compiler("default"), connection)
    assert (".pairs @> " in sql) == bool(pairs)
    assert list(params) == [*pairs, f"%{asked}%"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(st.sampled_from("岩手県のa b%_\\'\n"), max_size=5))
def test_what_contains_finds_whatever_is_asked(asked):
    same = Wording.objects.filter(Q(words__holds=asked) & ~Q(words__contains=asked))
    other = Wording.objects.filter(Q(words__contains=asked) & ~Q(words__holds=asked))
    assert not same.exists()
    assert not other.exists()
