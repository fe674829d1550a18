"""The lookup `holds` finds what `contains` finds, on every database, whatever is asked."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.editions.bigrams import keys_of, postgresql, sqlite
from policyatlas.editions.models import Entry, Wording
from policyatlas.values.pairs import tokens

EDGE = "\ue000"
pytestmark = pytest.mark.django_db


def test_tokens_are_the_pairs_of_japanese_words_and_the_ends_of_names():
    assert tokens(" 岩手 plan 手岩 13年度") == ["岩手", "年度", "手岩"]
    assert tokens("岩 a手b plan") == []
    assert tokens("\n 岩手県 \n\n iwate \n") == sorted(
        ["岩手", "手県", f"{EDGE}岩手", f"手県{EDGE}", f"{EDGE}iw", f"te{EDGE}"]
    )


@pytest.mark.parametrize("field", ["names", "words"])
@pytest.mark.parametrize("asked", ["岩手", "岩", "クラスター", "technopolis law", "%", "_", "\\", "", "'", "手 岩"])
def test_what_contains_finds(asked, field):
    assert found(field, "holds", asked) == found(field, "contains", asked)


def found(field: str, lookup: str, asked: str) -> set[int]:
    return set(Wording.objects.filter(**{f"{field}__{lookup}": asked}).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("asked", "match", "is_all"),
    [
        ("岩手", 'names : ("岩手")', True),
        ("岩手県", 'names : ("岩手" AND "手県")', False),
        ("\n 岩手", f'names : ("岩手" AND "{EDGE}岩手")', True),
        ("\n iwate", f'names : ("{EDGE}iw")', False),
    ],
)
def test_sqlite_is_asked_for_the_tokens_which_may_be_all_there_is_to_know(asked, match, is_all):
    found = sqlite.asked("names", asked)
    assert (found.parameter, found.is_all) == (match, is_all)


@pytest.mark.parametrize("asked", ["岩手", "岩手県", "plan"])
def test_postgresql_is_asked_once_for_all_there_is_to_know(asked):
    found = postgresql.asked("names", asked)
    assert (found.parameter, found.is_all) == (asked, True)
    assert found.rows.count("%s") == found.json.count("%s") == 1


def test_indexes_are_not_asked_for_what_they_do_not_have():
    assert sqlite.asked("words", "岩") is sqlite.asked("words", "plan") is None
    assert postgresql.asked("words", "岩") is postgresql.asked("words", "") is None


@pytest.mark.parametrize(
    ("asked", "by_index", "looks"), [("岩手", True, False), ("岩手県", True, True), ("岩", False, True)]
)
def test_words_are_looked_at_only_where_the_index_does_not_say_all(asked, by_index, looks):
    sql, _ = Wording.objects.filter(names__holds=asked).query.sql_with_params()
    assert (" IN (SELECT" in sql) == by_index
    assert (" LIKE " in sql) == (looks and not (by_index and connection.vendor == "postgresql"))


def test_the_database_sees_to_it_that_pairs_are_those_of_the_words():
    entry = Entry.objects.exclude(wording=None).first()
    Wording.objects.filter(pk=entry.pk).update(names="\n 鵺鴉 \n", words=" 鵺鴉 鷽鶫鵺 ")
    assert (
        found("words", "holds", "鷽鶫")
        == found("words", "holds", "鶫鵺")
        == found("names", "holds", "鵺鴉")
        == {entry.pk}
    )
    assert found("names", "holds", "鷽鶫") == set()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE editions_wording SET words = ' 鷽鶫 ' WHERE entry_id = %s", [entry.pk])
    assert found("words", "holds", "鷽鶫") == {entry.pk}
    assert found("words", "holds", "鶫鵺") == set()
    Wording.objects.filter(pk=entry.pk).delete()
    assert found("words", "holds", "鷽鶫") == set()
    Wording.objects.bulk_create([Wording(entry=entry, names="", words=" 鶫鵺 ")])
    assert found("words", "holds", "鶫鵺") == {entry.pk}
    assert found("words", "holds", "鷽鶫") == set()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(st.sampled_from("岩手県のa b%_\\'\n"), max_size=5))
def test_what_contains_finds_whatever_is_asked(asked):
    same = Wording.objects.filter(Q(words__holds=asked) & ~Q(words__contains=asked))
    other = Wording.objects.filter(Q(words__contains=asked) & ~Q(words__holds=asked))
    assert not same.exists()
    assert not other.exists()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite's database is written by other programs")
def test_who_cannot_make_the_tokens_cannot_write_the_words():
    refused = pytest.raises(sqlite3.OperationalError, match="no such function: editions_tokens")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other, refused:
        other.execute("UPDATE editions_wording SET words = ''")


NAMES = st.lists(st.text(st.sampled_from("岩手県のab%"), min_size=1, max_size=4), max_size=3)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=NAMES, asked=st.text(st.sampled_from("岩手ab\n "), max_size=6))
def test_names_are_found_by_how_they_begin_and_end(names, asked):
    entry = Entry.objects.first()
    Wording.objects.filter(pk=entry.pk).update(names="".join(f"\n {name} \n" for name in names))
    assert found("names", "holds", asked) == found("names", "contains", asked)


@pytest.mark.parametrize("field", ["names", "words"])
@pytest.mark.parametrize("asked", ["岩手", "大学", "鷽鶫"])
def test_the_index_alone_knows_all_that_have_one_pair(asked, field):
    assert set(keys_of(Wording, field, asked)) == found(field, "contains", asked)


@pytest.mark.parametrize("asked", ["\n 岩手", "大学 \n"])
def test_the_index_alone_knows_all_that_begin_or_end_so(asked):
    assert set(keys_of(Wording, "names", asked)) == found("names", "contains", asked)


@pytest.mark.parametrize("asked", ["岩手県", "iwate", "\n 岩手 \n", "手岩手"])
def test_only_postgresql_says_alone_what_has_longer_words(asked):
    keys = keys_of(Wording, "names", asked)
    assert keys is None if connection.vendor == "sqlite" else set(keys) == found("names", "contains", asked)


def test_no_index_says_what_has_a_single_character():
    assert keys_of(Wording, "names", "岩") is None
