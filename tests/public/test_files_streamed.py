"""Long lists and searches as files: in pieces the same to the byte as made whole, and whole where somebody prints."""

import json
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.editions.models import Entry
from policyatlas.public.extracts.table import as_text, fingerprint
from policyatlas.public.files import streaming, views
from policyatlas.public.files.reading import read
from policyatlas.public.files.verifying import UNALTERED
from policyatlas.public.matching import asked_words, matching
from policyatlas.records.models import Term
from policyatlas.values.canonical import canonical, digest
from policyatlas.values.kinds import KINDS
from tests.public.taken import said

pytestmark = pytest.mark.django_db

QUESTIONS = ["?q=technopolis", "?sort=-title&year_from=1985", "?kind=law&kind=no-such-kind", "?q=nowhere-at-all"]
FOUND = ["technopolis", "岩手", "law 1983", "a"]
# Searches by how their files are made as the atlas ships: whether they are read in parts, and sent in pieces.
LENGTHS = {"technopolis": (False, False), "1": (True, False), "a": (True, True)}
ENDINGS = ["csv", "json", "xlsx"]
CELLS = st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=32)


@pytest.fixture
def at_once(monkeypatch):
    """Everything is made at once."""
    monkeypatch.setattr(streaming, "SHORT", 1_000_000)


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


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("before", ["", "/ja", "/2026.1"])
def test_files_in_pieces_are_the_same_to_the_byte(visitor, at_once, before, ending, request):
    # A workbook takes ten times as long as another file; its table of a kind is the same, whatever is before it.
    kinds = [KINDS["policy"], KINDS["source"]] if before and ending == "xlsx" else KINDS.values()
    addresses = [f"{before}/{kind.address}.{ending}" for kind in kinds]
    addresses += [f"{before}/policies.{ending}{question}" for question in QUESTIONS]
    addresses += [f"{before}/search.{ending}?{urlencode({'q': query})}" for query in FOUND]
    whole = {address: visitor.get(address) for address in addresses}
    request.getfixturevalue("in_pieces")
    for address, expected in whole.items():
        found = visitor.get(address)
        assert b"".join(sent(found)) == expected.content, address
        for header in ("Content-Type", "Content-Disposition", "X-Robots-Tag", "Content-Language"):
            assert found[header] == expected[header], address


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("question", ["", "?q=nowhere-at-all", f"?q={'nowhere ' * 100}"])
def test_a_search_that_finds_nothing_has_nothing_to_send_in_pieces(visitor, in_pieces, ending, question):
    found = visitor.get(f"/search.{ending}{question}")
    assert not found.streaming
    assert not read(found.content).rows


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("query", LENGTHS)
def test_searches_of_every_length_are_whole_and_in_order(visitor, pinned, held, query, ending):
    entries = matching(pinned, asked_words(QueryDict(f"q={query}"))[1])
    order = sorted(entries, key=lambda entry: (list(KINDS).index(entry.kind), entry.title_en.casefold(), entry.slug))
    found = visitor.get(f"/2026.1/search.{ending}?q={query}")
    content = found.getvalue()
    assert (bool(held), found.streaming) == LENGTHS[query], f"It has {len(order)} lines."
    assert [row[1] for row in read(content).rows] == [entry.slug for entry in order]
    if held:
        assert (sum(held), max(held)) == (len(order), 250)
    code, text = said(content)
    assert code == UNALTERED, text
    assert "exactly what edition 2026.1 holds" in text


@pytest.mark.parametrize(("address", "filters"), [("/policies.csv?kind=law", "Kind: Law"), ("/search.csv?q=a", "“a”")])
def test_what_is_known_before_the_rows_are_read_comes_first(
    visitor, in_pieces, django_assert_max_num_queries, address, filters
):
    response = visitor.get(address)
    with django_assert_max_num_queries(0):
        first = next(response.streaming_content).decode("utf-8-sig")
    assert [line.split(",")[1] for line in first.splitlines()] == [
        '"title"',
        '"address"',
        '"filters"',
        '"edition"',
        '"date"',
    ]
    assert filters in first
    response.close()


@pytest.mark.parametrize("address", ["/policies.json?kind=law", "/search.json?q=a"])
def test_json_too_begins_with_what_is_known(visitor, in_pieces, django_assert_max_num_queries, address):
    response = visitor.get(address)
    with django_assert_max_num_queries(0):
        first = next(response.streaming_content).decode()
    assert list(json.loads(first.rstrip(",") + "}}")["about"]) == ["title", "address", "filters", "edition", "date"]
    response.close()


@pytest.mark.parametrize("path", ["/policies.{}", "/search.{}?q=a"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_head_reads_no_row(visitor, in_pieces, path, ending, monkeypatch):
    address = path.format(ending)
    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", lambda entries, keys: pytest.fail("It reads rows."))
    got, head = visitor.get(address), visitor.head(address)
    assert head.status_code == 200
    assert {**head.headers, "X-Request-ID": ""} == {**got.headers, "X-Request-ID": ""}


def test_a_list_longer_than_a_workbook_may_be_says_which_file_to_take(visitor, in_pieces, monkeypatch):
    laws = json.loads(b"".join(sent(visitor.get("/policies.json?kind=law"))))["count"]
    monkeypatch.setattr(views, "MOST_IN_A_WORKBOOK", laws)
    assert visitor.get("/policies.xlsx?kind=law").status_code == 200
    monkeypatch.setattr(views, "MOST_IN_A_WORKBOOK", laws - 1)
    refused = visitor.get("/policies.xlsx?kind=law")
    assert refused.status_code == 422
    assert f"more than {laws - 1} rows" in refused.content.decode()
    assert "/policies.csv?kind=law," in refused.content.decode()
    assert visitor.get("/policies.csv?kind=law").status_code == 200


def test_a_search_that_finds_more_than_a_workbook_may_hold_says_so_too(visitor, monkeypatch):
    monkeypatch.setattr(views, "MOST_IN_A_WORKBOOK", 1000)
    refused = visitor.get("/search.xlsx?q=a")
    assert refused.status_code == 422
    assert "more than 1,000 rows" in refused.content.decode()
    assert "/search.csv?q=a," in refused.content.decode()
    assert visitor.get("/search.xlsx?q=technopolis").status_code == 200


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


@pytest.mark.parametrize("path", ["/policies.{}", "/search.{}?q=a"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_memory_does_not_grow_with_the_rows(visitor, in_pieces, held, path, ending):
    """No more entries are held at a time than are read together."""
    sent(visitor.get(path.format(ending)))
    assert max(held) == 40


@pytest.mark.parametrize("path", ["/policies.{}?sort=-title", "/search.{}?q=technopolis"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_files_of_some_length_are_read_so_too_and_sent_whole(visitor, held, path, ending, request):
    expected = visitor.get(path.format(ending))
    assert not held, "short ones are made at once"
    request.getfixturevalue("few_at_a_time")
    found = visitor.get(path.format(ending))
    assert max(held) == 40
    assert not found.streaming
    assert found.content == expected.content
    assert found.keeping == expected.keeping, "caches keep it"


def test_short_lists_are_made_whole(visitor):
    assert not visitor.get("/policies.csv").streaming
    assert not visitor.get("/policies/technopolis-law.csv").streaming


@pytest.mark.parametrize(("path", "label"), [("/terms.{}", 1), ("/search.{}?q=zym", 2)])
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_printed_meanwhile_is_in_the_file(visitor, in_pieces, desk, monkeypatch, path, label, ending):
    term = desk.publish(desk.a_term(label_en="Zymurgy"))
    really, printed = Entry.objects.defer("text").__class__.in_bulk, []

    def printing_meanwhile(entries, keys):
        if not printed:
            printed.append(desk.republish(Term.objects.get(pk=term.pk), label_en="Zymology"))
        return really(entries, keys)

    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", printing_meanwhile)
    content = b"".join(sent(visitor.get(path.format(ending))))
    taken = read(content)
    assert taken.computed == taken.named
    labels = {line[label] for line in taken.rows}
    assert ("Zymurgy" in labels, "Zymology" in labels) == (False, True)
    assert len(labels) == len(taken.rows)
    code, text = said(content)
    assert (code, "nothing of it has changed" in text) == (UNALTERED, True), text


@pytest.mark.parametrize("address", ["/terms.csv", "/search.csv?q=a"])
def test_what_never_holds_still_breaks_off(visitor, in_pieces, monkeypatch, address):
    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", lambda entries, keys: {})
    with pytest.raises(streaming.Changed):
        sent(visitor.get(address))


@pytest.mark.parametrize("path", ["/terms.{}", "/search.{}?q=technopolis"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_sent_whole_and_never_holds_still_is_made_at_once(visitor, path, ending, request, monkeypatch):
    expected = visitor.get(path.format(ending)).content
    request.getfixturevalue("few_at_a_time")
    monkeypatch.setattr(type(Entry.objects.all()), "in_bulk", lambda entries, keys: {})
    assert visitor.get(path.format(ending)).content == expected


@given(st.lists(st.text(), max_size=4), st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_a_fingerprint_taken_row_by_row_is_that_of_the_whole(headings, rows):
    whole = digest(canonical([headings, [[as_text(cell) for cell in row] for row in rows]]))
    assert fingerprint(headings, iter(rows)) == whole
