"""The bibliography: what rests on each source, groups, filters and orders, and its files as programs read them."""

import json
import re

import bibtexparser
import pytest
import rispy
from django.utils.html import escape

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Source
from policyatlas.values.kinds import BY_ADDRESS

pytestmark = pytest.mark.django_db

HOSTILE = '</cite><script>alert(1)</script> {} \\ & "; ,'


def parts_of(response) -> dict:
    """The parts of the page by anchor."""
    return {part.anchor: part for part in response.context["parts"]}


def slugs(part) -> list[str]:
    """The sources of a part, in order."""
    return [line.reference.key for line in (*part.lines, *(line for group in part.cited for line in group.lines))]


# --- The page


@pytest.mark.parametrize("prefix", ["", "/2026.1", "/ja", "/ja/2026.1"])
def test_every_source_stands_in_it_once(prefix, visitor, reading):
    response = visitor.get(f"{prefix}/bibliography/")
    found = [slug for part in response.context["parts"] for slug in slugs(part)]
    assert sorted(found) == sorted(reading.entries("source").values_list("slug", flat=True))
    text = response.content.decode()
    assert f'href="{prefix}/sources/kitagawa-2005/"' in text
    assert f'href="{prefix}/findings/?source=source:kitagawa-2005"' in text


def test_documents_come_first_then_what_they_cite_then_data(visitor, reading):
    parts = parts_of(visitor.get("/bibliography/"))
    assert list(parts) == ["documents", "cited-works", "data"]
    kinds = dict(reading.entries("source").values_list("slug", "payload__kind"))
    assert {kinds[slug] for slug in slugs(parts["documents"])} == {"article", "report", "slides"}
    assert {kinds[slug] for slug in slugs(parts["cited-works"])} == {"cited-work"}
    assert {kinds[slug] for slug in slugs(parts["data"])} <= {"dataset", "web-page"}
    for group in parts["cited-works"].cited:
        for line in group.lines:
            cited_by = reading.entry("source", line.reference.key).payload["cited_by"]
            assert group.by.slug in [link["source"]["slug"] for link in cited_by]


def test_the_numbers_are_those_of_the_lists_they_lead_to(visitor):
    lines = parts_of(visitor.get("/bibliography/"))["documents"].lines
    for line in lines[:2]:
        assert line.resting
        for resting in line.resting:
            listed = visitor.get(resting.address)
            assert listed.context["found_words"].split()[0] == str(resting.number), resting.address
            assert not listed.context["asked"].ignored
        told = {(BY_ADDRESS[one.address.split("/")[1]].code, one.number) for one in line.resting}
        value = f"source:{line.reference.key}"
        counted = Facet.objects.filter(name="source", value=value, entry__in=Reading.now().entries())
        assert sum(number for _, number in told) == counted.count()


def test_what_most_rests_on_comes_first(visitor):
    lines = parts_of(visitor.get("/bibliography/"))["documents"].lines
    sums = [sum(one.number for one in line.resting) for line in lines]
    assert sums == sorted(sums, reverse=True)


@pytest.mark.parametrize(("sort", "key"), [("year", 1), ("-year", -1)])
def test_years_are_sorted_and_what_has_none_comes_last(sort, key, visitor):
    (group, *_) = parts_of(visitor.get(f"/bibliography/?cited_by=source:kitagawa-2005&sort={sort}"))[
        "cited-works"
    ].cited
    years = [line.reference.year for line in group.lines]
    dated = [year for year in years if year]
    assert dated == sorted(dated, reverse=key < 0)
    assert years[: len(dated)] == dated, "Undated works come last."
    assert len(dated) < len(years)


def test_filters_are_those_of_the_list_of_sources(visitor):
    response = visitor.get("/bibliography/?kind=cited-work&q=cluster&sort=author")
    (part,) = response.context["parts"]
    listed = visitor.get("/sources/?kind=cited-work&q=cluster&per_page=200")
    assert part.count == len(listed.context["rows"]) > 1
    authors = [line.reference.authors.casefold() for line in part.cited[0].lines if line.reference.authors]
    assert authors == sorted(authors)
    text = response.content.decode()
    assert 'href="/sources.csv?kind=cited-work&amp;q=cluster"' in text, "The table knows no order by author."
    assert 'href="/bibliography.ris?kind=cited-work&amp;q=cluster&amp;sort=author"' in text
    assert 'href="/cite/sources/?kind=cited-work&amp;q=cluster"' in text
    for pill in response.context["pills"]:
        assert pill.address.startswith("/bibliography/")
        assert visitor.get(pill.address).status_code == 200


@pytest.mark.parametrize(
    "question",
    [
        "kind=no-such",
        "sort=-title",
        "sort=cited_by",
        "per_page=9999&page=77",
        "utm=x",
        "cited_by=%00",
        "year_from=abc",
        "q=" + "x" * 300,
    ],
)
def test_what_is_asked_wrongly_is_left_out_and_said(question, visitor):
    response = visitor.get(f"/bibliography/?{question}")
    assert response.status_code == 200
    assert response.context["asked"].ignored
    assert sum(part.count for part in response.context["parts"]) == Reading.now().entries("source").count()
    assert 'rel="canonical" href="http://testserver/bibliography/"' in response.content.decode()


def test_nothing_found_is_said_in_words(visitor):
    response = visitor.get("/bibliography/?q=quokka")
    assert response.context["parts"] == []
    assert "No source matches." in response.content.decode()
    assert rispy.loads(visitor.get("/bibliography.ris?q=quokka").content.decode()) == []


def test_a_source_on_which_nothing_rests_says_so(visitor, desk):
    desk.publish(desk.a_source(heading="A page nobody quotes", title="A page nobody quotes", kind="web-page"))
    text = visitor.get("/bibliography/?q=nobody").content.decode()
    assert "nothing in print rests on it" in text


def test_a_pinned_bibliography_stays_as_it_is(visitor, desk):
    before = visitor.get("/2026.1/bibliography/").context["parts"]
    desk.publish(desk.a_source(heading="Another report"))
    desk.publish(desk.a_policy(title_en="Another policy"))
    assert visitor.get("/2026.1/bibliography/").context["parts"] == before
    assert visitor.get("/bibliography/").context["parts"] != before


def test_the_list_and_the_bibliography_lead_to_each_other(visitor):
    assert 'href="/sources/"' in visitor.get("/bibliography/").content.decode()
    assert 'href="/bibliography/?kind=article"' in visitor.get("/sources/?kind=article").content.decode()
    assert 'href="/2026.1/bibliography/"' in visitor.get("/2026.1/sources/").content.decode()
    assert "/bibliography/" not in re.sub(
        r"<(header|footer).*?</\1>", "", visitor.get("/policies/").content.decode(), flags=re.S
    )


# --- Files


@pytest.mark.parametrize("prefix", ["", "/2026.1"])
@pytest.mark.parametrize("question", ["", "?kind=cited-work&sort=author", "?cited_by=source:kitagawa-2005&q=cooke"])
def test_files_hold_the_references_of_the_page_in_its_order(question, prefix, visitor):
    entries = {
        "bib": lambda text: [one.key for one in bibtexparser.parse_string(text).entries],
        "ris": lambda text: [one["id"] for one in rispy.loads(text)],
        "csl.json": lambda text: [one["id"] for one in json.loads(text)],
    }
    shown = {slug for part in visitor.get(f"{prefix}/bibliography/{question}").context["parts"] for slug in slugs(part)}
    orders = []
    for ending, keys in entries.items():
        response = visitor.get(f"{prefix}/bibliography.{ending}{question}")
        assert response["X-Robots-Tag"] == "noindex"
        assert (
            f'filename="policyatlas-bibliography-{prefix.strip("/") or "open"}.{ending}"'
            in response["Content-Disposition"]
        )
        orders.append(keys(response.content.decode()))
    assert orders[0] == orders[1] == orders[2]
    assert set(orders[0]) == shown
    assert len(orders[0]) == len(shown)


@pytest.mark.parametrize("prefix", ["", "/2026.1"])
def test_a_source_has_its_own_reference(prefix, visitor):
    (ris,) = rispy.loads(visitor.get(f"{prefix}/bibliography/kitagawa-2005.ris").content.decode())
    assert (ris["type_of_reference"], ris["year"], ris["authors"]) == ("JOUR", "2005", ["Kitagawa, Fumi"])
    page = visitor.get(f"{prefix}/sources/kitagawa-2005/").content.decode()
    for ending in ("bib", "ris", "csl.json"):
        address = f"{prefix}/bibliography/kitagawa-2005.{ending}"
        assert f'href="{address}"' in page
        assert visitor.get(address).status_code == 200
    (entry,) = bibtexparser.parse_string(
        visitor.get(f"{prefix}/bibliography/kitagawa-2005.bib").content.decode()
    ).entries
    assert (entry["title"], entry["year"]) == ("{Regionalisation of Innovation Policies: The Case of Japan}", "2005")
    assert entry["author"] == "Kitagawa, Fumi"
    (item,) = json.loads(visitor.get(f"{prefix}/bibliography/kitagawa-2005.csl.json").content)
    assert item["author"] == [{"family": "Kitagawa", "given": "Fumi"}]
    assert f"http://testserver{prefix}/sources/kitagawa-2005/" in entry["note"]
    assert visitor.get(f"{prefix}/bibliography/no-such-source.bib").status_code == 404


def test_the_article_most_rests_on_has_its_journal_and_says_what_was_read(visitor):
    (entry,) = bibtexparser.parse_string(visitor.get("/bibliography/kitagawa-2005.bib").content.decode()).entries
    assert (entry["journal"], entry["volume"], entry["number"]) == ("European Planning Studies", "13", "4")
    assert (entry["pages"], entry["doi"]) == ("601--618", "10.1080/09654310500107332")
    assert entry["note"].startswith(
        "Read in a manuscript without journal or date; the bibliographic data are those of the published article."
    )


def test_chapters_and_works_cited_from_the_web_are_whole(visitor):
    (entry,) = bibtexparser.parse_string(visitor.get("/bibliography/abe-2004.bib").content.decode()).entries
    assert (entry.entry_type, entry["address"], entry["publisher"]) == ("incollection", "London", "Routledge")
    assert entry["editor"] == "Cooke, P. and Heidenreich, M. and Braczyk, H-J."
    (entry,) = bibtexparser.parse_string(visitor.get("/bibliography/cstp-leaflet.bib").content.decode()).entries
    assert (entry["title"], entry["urldate"]) == ("{CSTP leaflet}", "2005-01-31")
    assert "In: Cooke, P., Heidenreich, M. and Braczyk, H-J. (Eds)" in visitor.get("/bibliography/").content.decode()


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_that_an_author_is_not_named_in_the_text_is_said_to_reference_managers(ending, visitor):
    text = visitor.get(f"/bibliography/kitagawa-whither.{ending}").content.decode()
    assert "Kitagawa" in text
    assert "The attribution to Kitagawa is not in the text either" in text


def test_a_source_says_what_rests_on_it_with_the_lists(visitor, reading):
    text = visitor.get("/sources/kitagawa-2005/").content.decode()
    assert 'href="/findings/?source=source:kitagawa-2005"' in text
    listed = visitor.get("/findings/?source=source:kitagawa-2005").context["found_words"].split()[0]
    assert f'<span class="section-count">{listed}</span>' in text


def test_whatever_curators_type_stays_text(visitor, desk):
    source = desk.publish(desk.a_source(title=HOSTILE, authors=HOSTILE, kind="report"))
    assert isinstance(source, Source)
    text = visitor.get("/bibliography/").content.decode()
    assert "<script>alert" not in text
    assert escape(HOSTILE) in text
    (entry,) = bibtexparser.parse_string(visitor.get(f"/bibliography/{source.slug}.bib").content.decode()).entries
    assert entry.key == source.slug
    (ris,) = rispy.loads(visitor.get(f"/bibliography/{source.slug}.ris").content.decode())
    assert ris["title"] == HOSTILE
    assert json.loads(visitor.get(f"/bibliography/{source.slug}.csl.json").content)[0]["title"] == HOSTILE
