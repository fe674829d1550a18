"""What changed in a view between two editions: the same as looking at every cell, with reason and sources."""

import csv
import io
from random import Random

import pytest

from policyatlas.editions.models import Edition, Entry
from policyatlas.records.models import Observation, Place, Policy
from tests.public.changing import by_hand, reading_of, republish, stir, told, views, with_span

pytestmark = pytest.mark.django_db

FIRST, SECOND = "2026.1", "2999.1"
PROGRAMME = "technopolis-programme"


def rows(response) -> list[dict]:
    """The rows of a spreadsheet, without what it says of itself."""
    lines = response.content.decode("utf-8-sig").splitlines(keepends=True)
    table = "".join(line for line in lines if not line.startswith("#,"))
    return list(csv.DictReader(io.StringIO(table, newline="")))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_what_changed_is_what_differs_cell_by_cell(seed, desk, visitor):
    random = Random(seed)
    stir(desk, random, 12)
    desk.close(SECOND)
    stir(desk, random, 12)
    spans = [(FIRST, ""), (FIRST, SECOND), (SECOND, "")]
    compared = 0
    for _ in range(3):
        before, after = random.choice(spans)
        for view in views(random, reading_of(before), reading_of(after)):
            response = visitor.get(with_span(view, before, after))
            if response.status_code == 404:
                # An entry that neither edition has, because it came later or had gone before.
                continue
            assert response.status_code == 200, view
            expected = by_hand(view, before, after) if response.context["in_numbers"] else {}
            assert told(response) == expected, f"{view} from {before} to {after or 'now'}"
            compared += sum(told(response).values())
    assert compared > 20, "Too little differs for this to show anything."


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_spreadsheet_has_every_cell_of_the_page_with_reason_and_sources(seed, desk, visitor):
    random = Random(seed)
    stir(desk, random, 20)
    for view in views(random, reading_of(FIRST), reading_of("")):
        page, sheet = (visitor.get(with_span(view, FIRST, "", ending)) for ending in ("/", ".csv"))
        found = rows(sheet)
        assert len(found) == sum(told(page).values()), view
        assert [row["column"] for row in found if row["how"] == "changed"] == [
            cell.heading
            for group in page.context["groups"]
            if group.how == "changed"
            for line in group.lines
            for cell in line.cells
        ]
        for row in found:
            assert all(value.strip() for value in row.values()), f"{view}: a cell is blank in {row}."


def test_a_reason_is_told_with_what_was_and_what_is(desk, visitor):
    observation = Observation.objects.filter(status="published", value__isnull=False, upper_value=None).first()
    was = observation.value
    republish(desk, observation, "Misread in the table.", value=was + 7)
    republish(desk, observation, "", remark="Seen again.")
    entry = Entry.objects.get(kind="observation", slug=observation.slug, until=None)
    (row,) = [row for row in rows(visitor.get("/changes/observations.csv")) if row["column"] == "Value"]
    assert (float(row["was"]), float(row["now"])) == (float(was), float(was) + 7)
    assert row["reason"] == "Misread in the table."
    assert row["now_with"].startswith(entry.payload["unit"]), "A number without its unit says nothing."
    assert row["sources_before"] == row["sources_after"] != "none named"
    text = visitor.get("/changes/observations/").content.decode()
    assert "Misread in the table." in text
    assert "1 line changed (" in text


def test_where_no_reason_was_given_this_is_said(desk, visitor):
    republish(desk, Policy.objects.get(slug=PROGRAMME), "", summary="Told in other words.")
    (line,) = visitor.get(f"/changes/policies/{PROGRAMME}/").context["groups"][0].lines
    assert (line.reasons, line.unexplained) == ([], "no reason was given")
    assert [(cell.heading, cell.now) for cell in line.cells] == [("Value", "Told in other words.")]


def test_what_changed_elsewhere_is_not_laid_to_the_entry(desk, visitor):
    republish(desk, Place.objects.get(slug="iwate"), "Its usual name.", name_en="Iwate Prefecture (renamed)")
    changed = visitor.get("/changes/policies/?place=prefecture:iwate").context["groups"][0].lines
    assert changed
    for line in changed:
        assert line.reasons == []
        assert "something that it names" in line.unexplained
        assert ("Iwate" in cell.was for cell in line.cells)


def test_a_withdrawal_gives_its_reason_and_the_line_that_is_gone(desk, visitor):
    desk.withdraw(Policy.objects.get(slug=PROGRAMME), "It was two programmes.")
    (group,) = visitor.get("/changes/policies/").context["groups"]
    (line,) = group.lines
    assert (group.how, line.reasons) == ("removed", ["It was two programmes."])
    assert line.address == f"/2026.1/policies/{PROGRAMME}/", "Where it can still be read."
    gone = visitor.get(f"/changes/policies/{PROGRAMME}/")
    assert "It is not in print now." in gone.content.decode()
    assert {group.how for group in gone.context["groups"]} == {"removed"}
    assert by_hand(f"policies/{PROGRAMME}/", FIRST, "") == told(gone)


def test_what_came_back_was_not_withdrawn(desk, visitor):
    policy = Policy.objects.get(slug=PROGRAMME)
    desk.withdraw(policy, "By mistake.")
    desk.publish(desk.edit(desk.revise(policy), summary="It is back."))
    (line,) = visitor.get(f"/changes/policies/{PROGRAMME}/").context["groups"][0].lines
    assert line.reasons == []


def test_what_came_into_print_later_says_so(desk, visitor):
    policy = desk.publish(desk.a_policy())
    page = visitor.get(f"/changes/policies/{policy.slug}/")
    assert "It is not in print in edition 2026.1." in page.content.decode()
    assert {group.how for group in page.context["groups"]} == {"added"}
    desk.close(SECOND)
    desk.close("2999.2")
    desk.withdraw(policy)
    desk.close("2999.3")
    text = visitor.get(f"/changes/policies/{policy.slug}/?from=2999.3").content.decode()
    assert "It is not in print in edition 2999.3. It is not in print now." in text
    assert visitor.get("/changes/policies/never-was/").status_code == 404
    assert visitor.get("/changes/policies/never-was.csv").status_code == 404


def test_a_filter_that_only_one_edition_knows_is_not_taken_for_none(desk, visitor):
    place = desk.a_place()
    policy = desk.publish(desk.a_policy(places=[place]))
    asked = f"place=place:{place.slug}"
    added = visitor.get(f"/changes/policies/?{asked}")
    assert added.context["in_numbers"] == "1 line added, of 0 before and 1 after."
    desk.close(SECOND)
    desk.withdraw(policy)
    removed = visitor.get(f"/changes/policies/?{asked}")
    assert removed.context["in_numbers"] == "1 line removed, of 1 before and 0 after."
    assert removed.context["kept"] == [("place", f"place:{place.slug}")]
    neither = visitor.get("/changes/policies/?place=place:no-such-place")
    assert any("no-such-place" in note for note in neither.context["ignored"])


def test_a_subject_that_only_one_edition_has_stays_in_the_question(desk, visitor):
    policy = desk.publish(desk.a_policy())
    address = f"compare/programmes/?s={PROGRAMME}&s={policy.slug}&s=no-such"
    page = visitor.get(f"/changes/{address}")
    assert page.context["kept"] == [("s", PROGRAMME), ("s", policy.slug)]
    assert any("no-such" in note for note in page.context["ignored"])
    desk.close(SECOND)
    desk.withdraw(policy)
    page = visitor.get(f"/changes/{address}")
    assert page.context["kept"] == [("s", PROGRAMME), ("s", policy.slug)]
    assert {group.how for group in page.context["groups"]} == {"removed"}


def test_long_changes_point_to_the_spreadsheet_that_has_all(desk, visitor, monkeypatch):
    monkeypatch.setattr("policyatlas.public.changes.telling.MOST", 3)
    for policy in Policy.objects.filter(status="published")[:5]:
        republish(desk, policy, title_ja="別の題名")
    page = visitor.get("/changes/policies/")
    assert len(page.context["groups"][0].lines) == 3
    assert page.context["groups"][0].count == 5
    assert "2 more lines are not shown" in page.content.decode()
    assert len(rows(visitor.get("/changes/policies.csv"))) == 5


def test_the_whole_atlas_is_counted_by_kind(desk, visitor):
    stir(desk, Random(1), 20)
    before, after = (
        {(one.kind, one.slug): one.sha256 for one in Entry.objects.in_edition(edition)}
        for edition in (Edition.objects.get(label=FIRST), Edition.objects.get(is_open=True))
    )
    shares = visitor.get("/changes/").context["shares"]
    assert sum(share.added for share in shares) == len(after.keys() - before.keys())
    assert sum(share.removed for share in shares) == len(before.keys() - after.keys())
    changed = [ref for ref in before.keys() & after.keys() if before[ref] != after[ref]]
    assert sum(share.changed for share in shares) == len(changed)
    for share in shares:
        assert visitor.get(share.address).status_code == 200
        assert len(share.entries) == share.changed + share.added + share.removed
        for entry in share.entries:
            page = visitor.get(entry.address)
            assert page.context["groups"] or entry.how == "changed", entry


def test_a_row_that_only_one_edition_knows_is_not_taken_for_all(desk, visitor):
    programme = Policy.objects.get(slug=PROGRAMME)
    indicator = desk.an_indicator(name_en="Robots counted")
    desk.publish(desk.an_observation(policy=programme, indicator=indicator))
    page = visitor.get(
        f"/changes/compare/programmes/?s={PROGRAMME}&s=knowledge-cluster-initiative&row={indicator.slug}"
    )
    lines = [line for group in page.context["groups"] for line in group.lines]
    assert {group.how for group in page.context["groups"]} == {"added"}
    assert all("Robots counted" in line.label for line in lines)
    assert len(lines) == 2, "One for each subject."


def test_names_are_told_as_they_are_written(desk, visitor):
    desk.publish(desk.an_observation(policy=Policy.objects.get(slug=PROGRAMME)))
    (line,) = visitor.get(f"/changes/policies/{PROGRAMME}/").context["groups"][0].lines
    assert line.gist.startswith("12 persons")
    assert "Technopolis Programme" in line.label, "A title is no attribute, whose words are in small letters."


def test_a_part_stays_the_same_when_what_it_names_is_called_otherwise(desk, visitor):
    role = Policy.objects.get(slug=PROGRAMME).roles.select_related("organisation").first()
    republish(desk, role.organisation, "Its present name.", name_en="A ministry by another name")
    (group,) = visitor.get(f"/changes/policies/{PROGRAMME}/").context["groups"]
    assert group.how == "changed"
    assert any(cell.now == "A ministry by another name" for line in group.lines for cell in line.cells)


def test_the_spreadsheet_says_what_it_is(desk, visitor):
    observation = Observation.objects.filter(status="published", value__isnull=False, upper_value=None).first()
    republish(desk, observation, value=-3, remark="=1+1")
    response = visitor.get("/changes/observations.csv?sort=-value")
    assert response["Content-Disposition"] == 'attachment; filename="policyatlas-changes-observations-2026.1-open.csv"'
    text = response.content.decode("utf-8-sig")
    facts = dict(line[1:] for line in csv.reader(io.StringIO(text)) if line[0] == "#")
    assert facts["address"] == "http://testserver/changes/observations/?sort=-value&from=2026.1"
    assert (facts["from"], facts["to"], facts["rows"]) == ("2026.1", "open", "2")
    assert ",-3," in text, "A number is a number."
    assert '"\'=1+1"' in text, "A text is never a formula."


def test_a_subject_that_is_called_otherwise_is_told_once(desk, visitor):
    republish(desk, Policy.objects.get(slug=PROGRAMME), "Its usual name.", title_en="Technopolis Scheme")
    view = f"compare/programmes/?s={PROGRAMME}&s=knowledge-cluster-initiative"
    page = visitor.get(with_span(view, FIRST, ""))
    lines = [line for group in page.context["groups"] for line in group.lines]
    names = [line for line in lines if [cell.heading for cell in line.cells] == ["Subject"]]
    assert [line.also > 20 for line in names] == [True]
    assert by_hand(view, FIRST, "") == told(page)
    assert "The same in" in page.content.decode()
    assert "1 of the values shown here has changed since." in visitor.get(f"/2026.1/{view}").content.decode()
