"""Putting into print: what no closed edition has is replaced, what one has is ended, and nothing else is touched."""

from dataclasses import replace
from decimal import Decimal

import pytest

from policyatlas.editions.models import Edition, Entry, Facet, Withdrawal
from policyatlas.editions.payloads import SCHEMA, Names, Ref, TermPayload
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import (
    Sheet,
    close_edition,
    edition_digest,
    entry_hash,
    put_in_print,
    take_out_of_print,
)
from policyatlas.values.canonical import canonical, digest

pytestmark = pytest.mark.django_db

ORIGIN = "term:999999"


def a_sheet(slug="test-robots", label="Robots", **card) -> Sheet:
    """A term with one reference and one facet."""
    payload = TermPayload(
        name=Names(en=label),
        scheme="field",
        code="robots",
        parent=Ref(kind="term", slug="test-machines"),
        stip_code="",
        missing={"stip_code": "not-reported"},
    )
    given = {"title_en": label, "text": label.lower(), "facets": {"scheme": ["field"]}} | card
    return Sheet(kind="term", slug=slug, payload=payload, **given)


def printings(slug="test-robots") -> list[tuple[str, int, int | None]]:
    """Title, since and until of every entry at the address, in the order of printing."""
    return list(Entry.objects.filter(slug=slug).order_by("since").values_list("title_en", "since_id", "until_id"))


def open_number() -> int:
    return Edition.objects.open().number


def test_an_entry_carries_its_card_payload_and_facets():
    put_in_print(ORIGIN, [a_sheet(title_ja="ロボット", year_from=1980, year_to=1990, number=Decimal("1.5"))])
    entry = Entry.objects.get(slug="test-robots")
    assert (entry.kind, entry.origin, entry.since_id, entry.until_id) == ("term", ORIGIN, open_number(), None)
    assert (entry.title_en, entry.title_ja, entry.text) == ("Robots", "ロボット", "robots")
    assert (entry.year_from, entry.year_to, entry.number, entry.schema) == (1980, 1990, Decimal("1.5"), SCHEMA)
    assert entry.payload == a_sheet().payload.model_dump(mode="json")
    assert str(entry) == "term:test-robots"
    assert sorted(str(facet) for facet in entry.facets.all()) == ["refers=term:test-machines", "scheme=field"]


def test_a_printing_nobody_could_cite_is_replaced():
    put_in_print(ORIGIN, [a_sheet(label="Robotics")])
    put_in_print(ORIGIN, [a_sheet(label="Robots")])
    assert printings() == [("Robots", open_number(), None)]
    assert Facet.objects.filter(entry__slug="test-robots").count() == 2


def test_a_printing_of_a_closed_edition_is_ended_and_a_new_one_written():
    put_in_print(ORIGIN, [a_sheet(label="Robotics")])
    first = close_edition("2999.1")
    put_in_print(ORIGIN, [a_sheet(label="Robots")])
    assert printings() == [("Robotics", first.number, first.number + 1), ("Robots", first.number + 1, None)]
    put_in_print(ORIGIN, [a_sheet(label="Robots and drones")])
    assert printings() == [("Robotics", first.number, first.number + 1), ("Robots and drones", first.number + 1, None)]


def test_printing_again_without_a_change_writes_nothing():
    put_in_print(ORIGIN, [a_sheet(number=Decimal("1.50"))])
    close_edition("2999.1")
    before = Entry.objects.get(slug="test-robots").pk
    put_in_print(ORIGIN, [a_sheet(number=Decimal("1.5"))])
    assert Entry.objects.get(slug="test-robots").pk == before


@pytest.mark.parametrize(
    "change",
    [
        {"title_ja": "ロボット"},
        {"year_from": 1980},
        {"year_to": 1980},
        {"number": Decimal(1)},
        {"text": "androids"},
        {"facets": {"scheme": ["instrument"]}},
        {"payload": a_sheet(label="Androids").payload},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_anything_is_a_new_printing(change):
    put_in_print(ORIGIN, [a_sheet()])
    close_edition("2999.1")
    put_in_print(ORIGIN, [replace(a_sheet(), **change)])
    assert len(printings()) == 2


def test_what_an_origin_printed_before_and_not_now_goes_out():
    put_in_print(ORIGIN, [a_sheet("test-one"), a_sheet("test-two")])
    close_edition("2999.1")
    put_in_print(ORIGIN, [a_sheet("test-two")])
    assert printings("test-one")[0][2] == open_number()
    assert printings("test-two")[0][2] is None


def test_a_renamed_entry_leaves_its_old_address_and_takes_the_new_one():
    put_in_print(ORIGIN, [a_sheet("test-old")])
    first = close_edition("2999.1")
    put_in_print(ORIGIN, [a_sheet("test-new")])
    assert printings("test-old") == [("Robots", first.number, first.number + 1)]
    assert printings("test-new") == [("Robots", first.number + 1, None)]


def test_taking_out_of_print_keeps_closed_editions_whole():
    put_in_print(ORIGIN, [a_sheet("test-cited")])
    first = close_edition("2999.1")
    put_in_print(ORIGIN, [a_sheet("test-cited"), a_sheet("test-uncited")])
    assert take_out_of_print(ORIGIN) == 2
    assert printings("test-cited") == [("Robots", first.number, first.number + 1)]
    assert printings("test-uncited") == []
    assert take_out_of_print(ORIGIN) == 0


def test_an_address_that_lost_its_entry_says_why():
    put_in_print(ORIGIN, [a_sheet("test-one"), a_sheet("test-two", title_ja="二")])
    put_in_print(ORIGIN, [a_sheet("test-two", title_ja="二")])
    assert take_out_of_print(ORIGIN, "It was entered twice.") == 1
    one, two = Withdrawal.objects.filter(slug__startswith="test-")
    assert (str(one), one.reason, one.edition_id) == ("term:test-one", "", open_number())
    assert (two.title_en, two.title_ja, two.reason) == ("Robots", "二", "It was entered twice.")


def test_other_origins_are_left_alone():
    put_in_print(ORIGIN, [a_sheet("test-one")])
    put_in_print("term:999998", [a_sheet("test-two")])
    assert take_out_of_print(ORIGIN) == 1
    assert printings("test-two") == [("Robots", open_number(), None)]


def test_closing_seals_the_edition_and_opens_the_next_one():
    number = open_number()
    edition = close_edition("2999.1", "What changed.")
    assert (edition.number, edition.label, edition.notes, edition.is_open) == (number, "2999.1", "What changed.", False)
    assert str(edition) == "2999.1"
    assert edition.closed_at is not None
    assert edition.digest == edition_digest(edition)
    assert open_number() == number + 1
    assert str(Edition.objects.open()) == "open edition"
    assert Edition.objects.closed().first() == edition


def test_the_digest_of_a_closed_edition_stays_when_the_next_one_changes():
    put_in_print(ORIGIN, [a_sheet()])
    edition = close_edition("2999.1")
    put_in_print(ORIGIN, [a_sheet(label="Androids"), a_sheet("test-more")])
    assert edition_digest(edition) == edition.digest
    take_out_of_print(ORIGIN)
    assert edition_digest(edition) == edition.digest


def test_an_altered_payload_is_found_by_its_hash_and_an_altered_hash_by_the_digest():
    put_in_print(ORIGIN, [a_sheet()])
    edition = close_edition("2999.1")
    entry = Entry.objects.get(slug="test-robots")
    assert entry_hash(entry) == entry.sha256
    entry.payload["code"] = "androids"
    assert entry_hash(entry) != entry.sha256
    Entry.objects.filter(pk=entry.pk).update(sha256=entry_hash(entry))
    assert edition_digest(edition) != edition.digest


def test_a_facet_added_to_or_taken_from_an_entry_is_found_by_its_hash():
    put_in_print(ORIGIN, [a_sheet()])
    entry = Entry.objects.get(slug="test-robots")
    Facet.objects.create(entry=entry, name="scheme", value="dimension")
    assert entry_hash(entry) != entry.sha256
    entry.facets.filter(name="scheme").delete()
    assert entry_hash(entry) != entry.sha256


def test_the_recipe_of_hash_and_digest_is_the_documented_one():
    """Done by hand here, as docs/data.md tells others to: no call of ours but the canonical spelling."""
    put_in_print(ORIGIN, [a_sheet(year_from=1980, number=Decimal("12.50"))])
    edition = close_edition("2999.1")
    index = ["term", "test-robots", "Robots", "", 1980, None, "12.5", "robots"]
    facets = [["refers", "term:test-machines"], ["scheme", "field"]]
    entry = Entry.objects.get(slug="test-robots")
    assert entry.sha256 == digest(canonical([index, a_sheet().payload.model_dump(mode="json"), 1, facets]))
    lines = sorted(Entry.objects.in_edition(edition).values_list("kind", "slug", "sha256"))
    assert edition.digest == digest("\n".join(f"{kind} {slug} {sha256}" for kind, slug, sha256 in lines))


def test_every_entry_of_the_atlas_has_the_hash_it_was_printed_with():
    entries = Entry.objects.prefetch_related("facets")
    wrong = [str(entry) for entry in entries if entry_hash(entry) != entry.sha256]
    assert not wrong, f"Printed and stored differ: {wrong[:10]}. A printer hands over what the database cannot keep."


def test_the_shipped_edition_is_what_its_digest_says(pinned):
    assert edition_digest(pinned.edition) == pinned.edition.digest


def test_what_goes_out_of_print_says_why_at_its_address():
    put_in_print(ORIGIN, [a_sheet("test-kept"), a_sheet("test-dropped")])
    put_in_print(ORIGIN, [a_sheet("test-kept")])
    assert Reading.now().withdrawal("term", "test-dropped").reason == ""
    assert Reading.now().withdrawal("term", "test-kept") is None
    take_out_of_print(ORIGIN, "It was entered twice.")
    gone = Reading.now().withdrawal("term", "test-kept")
    assert (str(gone), gone.title_en, gone.reason) == ("term:test-kept", "Robots", "It was entered twice.")
    assert gone.edition.number == open_number()
