"""The timeline: what stands on it, what can be asked of it, how its years and relations are said, and its files."""

import csv
import io
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils.html import escape

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.charts.shapes import length
from policyatlas.public.timeline.answering import answer
from policyatlas.public.timeline.drawing import draw
from policyatlas.records.models import Place
from policyatlas.values.vocabularies import LEVEL, PHASE, RELATION, RELATION_BACK

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """What the timeline answers to a question."""

    def of(**question):
        return answer(Reading.now(), QueryDict(urlencode(question, doseq=True)))

    return of


@pytest.fixture
def page(read):
    """The timeline for a question, white space folded."""
    return lambda prefix="", **question: " ".join(read(f"{prefix}/timeline/?{urlencode(question, doseq=True)}").split())


def entries(kind: str) -> list[Entry]:
    """What is in print of a kind."""
    return list(Reading.now().entries(kind))


def test_everything_in_print_that_belongs_there_stands_there(asked):
    things = Counter(item.thing for item in asked().found)
    policies, clusters = entries("policy"), entries("cluster")
    designated = {
        (one["programme"]["slug"], one["stage"], one["year"])
        for cluster in clusters
        for one in cluster.payload["designations"]
    }
    assert things == {
        "policies": len(policies),
        "stages": sum(len(policy.payload["stages"]) for policy in policies),
        "designations": len(designated),
        "events": len(entries("event")),
    }


def test_designations_of_one_programme_and_year_are_one_item_that_names_all_clusters(asked, page):
    found = [item for item in asked(of="designations").found if len(item.clusters) > 1]
    assert found, "No two clusters were designated together: nothing was tested."
    shown = page(of="designations", view="list")
    for item in found:
        assert f"{len(item.clusters)} clusters designated by {escape(item.title_en)}" in shown
        assert f"/clusters/?programme=policy:{item.lane.slug}" in shown
        assert all(f'href="/clusters/{card.slug}/"' in shown for card in item.clusters)
        slugs = {card.slug for card in item.clusters}
        for cluster in entries("cluster"):
            years = [
                one["year"] for one in cluster.payload["designations"] if one["programme"]["slug"] == item.lane.slug
            ]
            assert (cluster.slug in slugs) <= (item.start in years)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ({"kind": ["law"]}, lambda item: item.kind == "law" and item.thing != "events"),
        ({"kind": ["law", "plan"]}, lambda item: item.kind in ("law", "plan")),
        ({"level": ["prefectural"]}, lambda item: item.level == "prefectural"),
        ({"phase": ["technopolis"]}, lambda item: item.phase == "technopolis"),
        ({"place": ["prefecture:iwate"]}, lambda item: "prefecture:iwate" in item.places),
        ({"of": ["events"]}, lambda item: item.thing == "events"),
        ({"q": "TECHNOPOLIS law"}, lambda item: "technopolis" in item.text and "law" in item.text),
        ({"year_from": "平成11年度"}, lambda item: item.dated and (item.last is None or item.last >= 1999)),
        ({"year_from": "1999"}, lambda item: item.dated and (item.last is None or item.last >= 1999)),
        ({"year_to": "1980"}, lambda item: item.dated and item.start <= 1980),
    ],
)
def test_filters_find_what_they_name_and_all_of_it(asked, question, holds):
    everything = asked().found
    found = asked(**question).found
    assert found == [item for item in everything if holds(item)]
    assert 0 < len(found) < len(everything)


@pytest.mark.parametrize(("group", "vocabulary"), [("phase", PHASE), ("level", LEVEL)])
def test_groups_stand_in_the_order_of_their_vocabulary(asked, page, group, vocabulary):
    found = asked(group=group)
    codes = [one.code for one in found.groups if one.code in vocabulary]
    assert codes == [code for code in vocabulary.codes if code in codes]
    assert sum(one.count for one in found.groups) == len(found.found)
    assert found.groups[-1].code == "events"
    shown = page(group=group)
    assert all(escape(one.name) in shown and f'id="group-{one.code or "none"}"' in shown for one in found.groups)


def test_what_replaced_or_enabled_what_is_said_from_both_sides(page):
    shown = page(view="list", of="policies")
    lines = re.findall(r'<li class="timeline-line">.*?(?=<li class="timeline-line">|</ol>)', shown)
    assert lines
    for policy in entries("policy"):
        for relation in policy.payload["relations"]:
            here, there = f'href="/policies/{policy.slug}/"', f'href="/policies/{relation["policy"]["slug"]}/"'
            for own, other, said in ((here, there, RELATION), (there, here, RELATION_BACK)):
                words = f"<li>{said.label(relation['relation'])} <a {other}>"
                assert any(own in line and words in line for line in lines), (policy.slug, relation)


def test_an_end_that_is_not_reported_is_said_and_drawn_open(page):
    shown = page(q="Innovation 25", of="policies")
    assert "from 2006 (end not reported)" in shown
    assert "timeline-tail" in shown


def test_what_has_no_year_is_listed_as_such_and_not_drawn(asked, page):
    without = [item for item in asked(of="policies").found if not item.dated]
    shown = page(of="policies")
    assert sum(map(int, re.findall(r"<summary>(\d+) without a year</summary>", shown))) == len(without)
    drawn = shown.partition('<svg class="timeline-drawing"')[2].partition("</svg>")[0]
    assert drawn
    assert not any(f'href="/policies/{item.lane.slug}/"' in drawn for item in without)


def test_every_item_opens_to_its_record_and_its_passage(asked, page):
    shown = page(phase="catch-up", view="list")
    for item in asked(phase="catch-up").found:
        assert f'href="/policies/{item.lane.slug}/"' in shown
        assert all(escape(passage["quote"]) in shown for passage in item.evidence)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nonsense=1", "“nonsense” is not something the timeline can be asked"),
        ("kind=quokka", "nothing in this edition is “quokka”"),
        ("place=prefecture:atlantis", "nothing in this edition is “prefecture:atlantis”"),
        ("year_from=soon", "“soon” is not a year"),
        ("year_to=99999", "“99999” is not a year"),
        ("group=colour", "“colour” is not something “group” can be"),
        ("view=%00", "is not something “view” can be"),
        ("q=" + "x" * 300, "too long"),
        ("q=a%00b", "cannot be typed"),
        ("year_from=1999&year_to=1950", "they were exchanged"),
        ("place=" + "y" * 5000, "so it was left out"),
    ],
)
def test_what_cannot_be_followed_is_left_out_and_said(read, query, said):
    assert said in read(f"/timeline/?{query}")


def test_words_of_a_reader_are_escaped(page):
    shown = page(q="<script>alert(1)</script>", nonsense="<b>")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_nothing_found_says_what_would_help(page):
    shown = page(year_from="2090", of="stages")
    assert "None of" in shown
    assert "without it there" in shown
    assert '<svg class="timeline-drawing"' not in shown


def test_an_edition_without_anything_says_so(page):
    Entry.objects.filter(kind__in=["policy", "cluster", "event"]).delete()
    assert "Nothing of this kind is in print in this edition." in page()


def test_one_question_has_one_canonical_address(read):
    canonical = (
        '<link rel="canonical" href="http://testserver/timeline/?group=level&amp;kind=law&amp;kind=plan&amp;q=a">'
    )
    for query in ("q=a&kind=plan&kind=law&group=level", "group=level&kind=law&kind=plan&kind=law&q=a&view=drawing&x=1"):
        assert canonical in read(f"/timeline/?{query}")


def test_a_place_known_by_another_address_is_followed(page, desk):
    desk.rename(Place.objects.get(slug="iwate"), "iwate-ken")
    shown = page(place="prefecture:iwate")
    assert "“prefecture:iwate” is “prefecture:iwate-ken” in this edition" in shown
    assert "Iwate prefecture S&amp;T policy" in shown


def test_the_timeline_is_read_pinned_and_in_japanese(page):
    assert "Technopolis Programme" in page("/2026.1", of="policies")
    japanese = page("/ja", group="level")
    assert LEVEL.label("national", "ja") in japanese
    assert "工業再配置促進法" in japanese


@pytest.mark.parametrize("question", [{}, {"group": "level"}, {"group": "kind", "year_from": "1990"}, {"q": "law"}])
def test_nothing_drawn_covers_anything_else(asked, question):
    made = draw(asked(**question), "en")
    rows = [row for band in made.bands for row in band.rows]
    for above, below in pairwise(rows):
        assert float(above.top) + float(above.height) <= float(below.top)
    assert float(rows[-1].top) + float(rows[-1].height) <= made.height
    for band in made.bands:
        assert all(float(tick.x) > length(band.name) for tick in band.ticks), band.name
        assert not band.rows or float(band.line) < float(band.rows[0].top)
    for row in rows:
        places = [float(place) for mark in row.marks for place in re.findall(r"[MH](-?[\d.]+)", mark.d)]
        places += [float(mark.x) for mark in row.marks if mark.number]
        assert all(made.left - 25 <= place <= made.width for place in places), row.words
        numbers = [mark for mark in row.marks if mark.number]
        for before, after in pairwise(numbers):
            room = (length(str(before.number)) + length(str(after.number))) / 2
            assert float(after.x) - float(before.x) > room, (
                f"{before.number} and {after.number} read as one: {row.words}"
            )
        assert all(length(label.words) <= made.left for label in row.labels), row.words


def test_years_of_designation_that_stand_close_are_counted_together(asked):
    rows = [row for band in draw(asked(of="policies"), "en").bands for row in band.rows]
    assert not any(mark.number for row in rows for mark in row.marks), "They are designations."
    rows = [row for band in draw(asked(), "en").bands for row in band.rows]
    (row,) = [row for row in rows if row.address == "/policies/technopolis-programme/"]
    (counted,) = [mark for mark in row.marks if mark.number]
    by_year = re.findall(r"(\d+) clusters? designated[^;]*: (\d{4})", counted.words)
    assert [year for _, year in by_year] == sorted(year for _, year in by_year)
    assert len(by_year) > 1
    assert counted.number == sum(int(number) for number, _ in by_year)


def test_the_files_hold_what_the_page_shows(taken, asked):
    text = taken("/timeline.csv?phase=technopolis&group=level").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO("\n".join(line for line in text.splitlines() if not line.startswith("#")))))
    found = asked(phase="technopolis").found
    assert [row["slug"] for row in rows] == [item.lane.slug for item in found]
    assert all(row["start_year"] and row["end_year"] and row["sources"] for row in rows)
    assert b'"count": ' in taken("/timeline.json?phase=technopolis")


def test_the_timeline_can_be_cited(read):
    assert "Timeline" in read("/cite/timeline/?phase=technopolis")
    assert "phase=technopolis" in read("/timeline.bib?phase=technopolis")
