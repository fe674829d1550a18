"""Long lists as files: sent in pieces, the same to the byte as if made whole, and whole even where somebody prints."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.editions.models import Entry
from policyatlas.public.extracts.table import as_text, fingerprint
from policyatlas.public.files import streaming, views
from policyatlas.public.files.reading import read
from policyatlas.records.models import Term
from policyatlas.values.canonical import canonical, digest
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db

QUESTIONS = ["?q=technopolis", "?sort=-title&year_from=1985", "?kind=law&kind=no-such-kind", "?q=nowhere-at-all"]
CELLS = st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=32)


@pytest.fixture
def few_at_a_time(monkeypatch):
    """Every list is too long to be made at once, and few entries are read at a time."""
    monkeypatch.setattr(streaming, "SHORT", 0)
    monkeypatch.setattr(streaming, "_AT_ONCE", 40)


@pytest.fixture
def in_pieces(few_at_a_time, monkeypatch):
    """Every list is sent in pieces too."""
    monkeypatch.setattr(streaming, "LONG", 0)
    monkeypatch.setattr(streaming, "_IN_MEMORY", 1000)


def sent(response) -> list[bytes]:
    """The pieces of a response, as they come."""
    assert response.streaming
    return list(response.streaming_content)


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("before", ["", "/ja", "/2026.1"])
def test_a_list_in_pieces_is_the_same_to_the_byte(visitor, before, ending, request):
    addresses = [f"{before}/{kind.address}.{ending}" for kind in KINDS.values()]
    addresses += [f"{before}/policies.{ending}{question}" for question in QUESTIONS]
    whole = {address: visitor.get(address) for address in addresses}
    request.getfixturevalue("in_pieces")
    for address, expected in whole.items():
        found = visitor.get(address)
        assert b"".join(sent(found)) == expected.content, address
        for header in ("Content-Type", "Content-Disposition", "X-Robots-Tag", "Content-Language"):
            assert found[header] == expected[header], address


def test_what_is_known_before_the_rows_are_read_comes_first(visitor, in_pieces, django_assert_max_num_queries):
    response = visitor.get("/policies.csv?kind=law")
    with django_assert_max_num_queries(0):
        first = next(response.streaming_content).decode("utf-8-sig")
    assert [line.split(",")[1] for line in first.splitlines()] == [
        '"title"',
        '"address"',
        '"filters"',
        '"edition"',
        '"date"',
    ]
    assert '"Kind: Law"' in first
    response.close()


def test_json_too_begins_with_what_is_known(visitor, in_pieces, django_assert_max_num_queries):
    response = visitor.get("/policies.json?kind=law")
    with django_assert_max_num_queries(0):
        first = next(response.streaming_content).decode()
    assert list(json.loads(first.rstrip(",") + "}}")["about"]) == ["title", "address", "filters", "edition", "date"]
    response.close()


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_a_head_reads_no_row(visitor, in_pieces, ending, monkeypatch):
    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", lambda entries, keys: pytest.fail("It reads rows."))
    got, head = visitor.get(f"/policies.{ending}"), visitor.head(f"/policies.{ending}")
    assert head.status_code == 200
    assert {**head.headers, "X-Request-ID": ""} == {**got.headers, "X-Request-ID": ""}


def test_a_list_longer_than_a_workbook_may_be_says_which_file_to_take(visitor, in_pieces, monkeypatch):
    laws = json.loads(b"".join(sent(visitor.get("/policies.json?kind=law"))))["count"]
    monkeypatch.setattr(views, "MOST_IN_A_WORKBOOK", laws)
    assert visitor.get("/policies.xlsx?kind=law").status_code == 200
    monkeypatch.setattr(views, "MOST_IN_A_WORKBOOK", laws - 1)
    refused = visitor.get("/policies.xlsx?kind=law")
    assert refused.status_code == 404
    assert f"more than {laws - 1} rows" in refused.content.decode()
    assert "/policies.csv?kind=law," in refused.content.decode()
    assert visitor.get("/policies.csv?kind=law").status_code == 200


@pytest.fixture
def held(monkeypatch):
    """How many entries are held at a time, batch by batch."""
    found = []
    written = streaming.Long._batches

    def counted(long):
        for entries in written(long):
            found.append(len(entries))
            yield entries

    monkeypatch.setattr(streaming.Long, "_batches", counted)
    return found


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_memory_does_not_grow_with_the_rows(visitor, in_pieces, held, ending):
    """No more entries are held at a time than are read together."""
    sent(visitor.get(f"/policies.{ending}"))
    assert max(held) == 40


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_lists_of_some_length_are_read_so_too_and_sent_whole(visitor, held, ending, request):
    expected = visitor.get(f"/policies.{ending}?sort=-title")
    assert not held, "short ones are made at once"
    request.getfixturevalue("few_at_a_time")
    found = visitor.get(f"/policies.{ending}?sort=-title")
    assert max(held) == 40
    assert not found.streaming
    assert found.content == expected.content
    assert found.keeping == expected.keeping, "caches keep it"


def test_short_lists_are_made_whole(visitor):
    assert not visitor.get("/policies.csv").streaming
    assert not visitor.get("/policies/technopolis-law.csv").streaming


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_a_list_in_which_something_is_printed_meanwhile_is_read_anew(visitor, in_pieces, desk, monkeypatch, ending):
    term = desk.publish(desk.a_term(label_en="Zymurgy"))
    really, printed = Entry.objects.defer("text").__class__.in_bulk, []

    def printing_meanwhile(entries, keys):
        if not printed:
            printed.append(desk.republish(Term.objects.get(pk=term.pk), label_en="Zythology"))
        return really(entries, keys)

    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", printing_meanwhile)
    content = b"".join(sent(visitor.get(f"/terms.{ending}")))
    taken = read(content)
    assert taken.computed == taken.named
    labels = {line[1] for line in taken.rows}
    assert ("Zymurgy" in labels, "Zythology" in labels) == (False, True)
    assert len(labels) == len(taken.rows)


def test_a_list_that_never_holds_still_breaks_off(visitor, in_pieces, monkeypatch):
    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", lambda entries, keys: {})
    with pytest.raises(streaming.Changed):
        sent(visitor.get("/terms.csv"))


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_a_list_sent_whole_that_never_holds_still_is_made_at_once(visitor, ending, request, monkeypatch):
    expected = visitor.get(f"/terms.{ending}").content
    request.getfixturevalue("few_at_a_time")
    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", lambda entries, keys: {})
    assert visitor.get(f"/terms.{ending}").content == expected


@given(st.lists(st.text(), max_size=4), st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_a_fingerprint_taken_row_by_row_is_that_of_the_whole(headings, rows):
    whole = digest(canonical([headings, [[as_text(cell) for cell in row] for row in rows]]))
    assert fingerprint(headings, iter(rows)) == whole
