"""Whole editions as files: how they are sent, kept, and made the same whenever they are made."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public.editions import files
from policyatlas.public.editions.files import FORMATS, kept, sum_of, there
from policyatlas.public.editions.whole import Whole
from policyatlas.records.models import Policy
from tests.public.editions_taken import taken

pytestmark = pytest.mark.django_db

ENDINGS = list(FORMATS)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """A site that has made no file yet: where it will keep them."""
    settings.VAR_DIR = tmp_path
    return tmp_path / "editions"


@pytest.fixture
def shipped(db) -> Edition:
    """The edition with which the atlas ships."""
    return Edition.objects.get(label="2026.1")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_sent_with_its_length_and_sum_and_asked_for_before_it_is_used_again(ending, visitor):
    response = visitor.get(f"/editions/2026.1.{ending}", headers={"accept-encoding": "gzip"})
    content = response.getvalue()
    assert "Content-Encoding" not in response, "Compressed it would have neither its length nor its sum."
    assert int(response["Content-Length"]) == len(content)
    assert response["Content-Type"] == FORMATS[ending].type
    assert response["Content-Disposition"] == f'attachment; filename="policyatlas-2026.1.{ending}"'
    assert response["Cache-Control"] == "public, no-cache", "Another release may write it in other bytes."
    assert response["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response
    again = visitor.get(f"/editions/2026.1.{ending}", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_the_length_can_be_asked(ending, visitor):
    response = visitor.head(f"/editions/2026.1.{ending}")
    assert response.getvalue() == b""
    assert int(response["Content-Length"]) == len(taken(visitor, "2026.1", ending))


def test_pages_are_still_compressed(visitor):
    assert visitor.get("/editions/2026.1/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pinned_address_sends_the_same(ending, visitor):
    assert taken(visitor, "2026.1", ending, "/2026.1") == taken(visitor, "2026.1", ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_two_files_of_an_edition_are_the_same_to_the_byte(ending, shipped, tmp_path):
    for name in ("one", "two"):
        FORMATS[ending].write(Whole(shipped), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_later_work_changes_nothing_in_the_file_of_a_closed_edition(ending, shipped, desk, tmp_path):
    FORMATS[ending].write(Whole(shipped), tmp_path / "before")
    law = Policy.objects.get(slug="technopolis-law")
    desk.republish(law, title_en="Another title", summary="Something else.")
    desk.publish(desk.a_cluster())
    desk.close("2999.1")
    desk.withdraw(law)
    desk.close("2999.2")
    FORMATS[ending].write(Whole(shipped), tmp_path / "after")
    assert (tmp_path / "before").read_bytes() == (tmp_path / "after").read_bytes()


def test_a_file_is_made_once_and_then_costs_no_query(folder, shipped, django_assert_num_queries):
    with django_assert_num_queries(2):
        first = kept(Whole(shipped), "zip")
    with django_assert_num_queries(0):
        assert kept(Whole(shipped), "zip") == first
    assert (first.size, first.sha256) == (first.path.stat().st_size, sum_of(first.path))
    assert (folder / f"{first.path.name}.sha256").read_text() == f"{first.sha256}  {first.path.name}\n"
    assert sorted(path.name for path in folder.iterdir()) == [first.path.name, f"{first.path.name}.sha256"]


def test_both_files_cost_two_queries_together(folder, shipped, django_assert_num_queries):
    whole = Whole(shipped)
    with django_assert_num_queries(2):
        for ending in ENDINGS:
            kept(whole, ending)


def test_a_file_of_another_edition_with_the_same_label_is_not_taken(folder, shipped):
    first = kept(Whole(shipped), "zip")
    shipped.notes = "Another site closed it with other notes."
    assert kept(Whole(shipped), "zip").path != first.path


@pytest.mark.parametrize("spoil", [Path.unlink, lambda sums: sums.write_text("")], ids=["gone", "empty"])
def test_a_file_without_its_sum_is_made_anew(spoil, folder, shipped, visitor):
    first = kept(Whole(shipped), "zip")
    spoil(folder / f"{first.path.name}.sha256")
    assert there(shipped, "zip") is None
    assert visitor.get("/editions/2026.1/").status_code == 200
    assert taken(visitor, "2026.1", "zip")
    assert there(shipped, "zip") == first


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_is_the_same_whatever_the_language_of_whoever_asks_first(ending, shipped, settings, tmp_path):
    made = []
    for language in ("en", "ja"):
        settings.VAR_DIR = tmp_path / language
        with translation.override(language):
            made.append(kept(Whole(shipped), ending))
    assert made[0].sha256 == made[1].sha256


def test_reading_about_an_edition_makes_no_file(folder, visitor):
    for address in ("/editions/2026.1/", "/2026.1/editions/2026.1/", "/editions/"):
        assert visitor.get(address).status_code == 200
    assert not folder.exists()


def test_half_a_file_is_never_there(folder, shipped, monkeypatch):
    def fails(whole: Whole, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("The disk is full.")

    monkeypatch.setitem(files.FORMATS, "zip", files.Format("zip", "application/zip", fails))
    with pytest.raises(OSError, match="full"):
        kept(Whole(shipped), "zip")
    assert list(folder.iterdir()) == []


def test_several_workers_may_make_it_at_once(folder, shipped):
    wholes = [Whole(shipped) for _ in range(4)]
    for whole in wholes:
        # Read here, since each thread would ask with a connection of its own, which does not see this test's data.
        assert whole.tables
        assert whole.facets
    with ThreadPoolExecutor(4) as workers:
        made = list(workers.map(lambda whole: kept(whole, "sqlite"), wholes))
    assert len(set(made)) == 1
    assert sum_of(made[0].path) == made[0].sha256
    assert sqlite3.connect(made[0].path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(list(folder.iterdir())) == 2


def test_cards_are_those_that_a_page_of_the_edition_shows(shipped, desk):
    desk.publish(desk.a_source(url="https://example.org/report", language="ja", date_read=date(2026, 11, 3)))
    for edition in (shipped, desk.close("2999.1")):
        whole = Whole(edition)
        refs = [(entry.kind, entry.slug) for entry in whole.all]
        assert whole.cards(refs) == Reading(edition, pinned=True).cards(refs)
    assert any(card.date_read == "2026-11-03" for card in whole.cards(refs).values())
