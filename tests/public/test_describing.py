"""What pages say of themselves to machines: citation tags, Open Graph, JSON-LD, and what keeps them out of indexes."""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest

from policyatlas.editions.reading import Reading
from policyatlas.public.data import LICENCE
from policyatlas.public.describing.vocabulary import CONTEXT, TYPES
from policyatlas.values.kinds import KINDS

from .citing import VIEWS, file_of
from .describing import said

pytestmark = pytest.mark.django_db

COMPARISON = "compare/prefectures/?s=aomori&s=iwate"
HOSTILE = "A law </script><script>alert(1)</script> <!-- & “more”"
CITABLE = [view for view in VIEWS if not view.startswith("search")]


# --- Citations


@pytest.mark.parametrize("edition", ["", "2026.1/"])
@pytest.mark.parametrize("view", CITABLE)
def test_the_tags_name_what_the_citation_of_the_same_address_names(view, edition, visitor):
    tags = said(visitor, f"/{edition}{view}").citation
    (cited,) = json.loads(visitor.get(f"/{edition}{file_of(view, 'csl.json')}").content)
    assert tags["citation_title"] == cited["title"]
    assert tags["citation_public_url"] == cited["URL"]
    assert tags["citation_author"] == cited["author"][0]["literal"]
    assert tags["citation_publisher"] == cited["publisher"]
    assert tags["citation_publication_date"] == "{:04}/{:02}/{:02}".format(*cited["issued"]["date-parts"][0])
    assert tags["citation_language"] == cited["language"]


@pytest.mark.parametrize("view", CITABLE)
def test_the_tags_of_a_pinned_page_are_those_of_its_page_of_citations(view, visitor):
    tags = said(visitor, f"/2026.1/{view}").citation
    cited = visitor.get(f"/2026.1/cite/{view}").context["cited"]
    assert (tags["citation_title"], tags["citation_public_url"]) == (cited.full_title, cited.url)
    assert tags["citation_publication_date"] == f"{cited.closed_on:%Y/%m/%d}"


def test_the_tags_of_an_edition_name_it_whatever_edition_is_read(visitor, pinned):
    for path in ("/editions/2026.1/", "/2026.1/editions/2026.1/"):
        tags = said(visitor, path).citation
        assert tags["citation_title"] == "Edition 2026.1"
        assert tags["citation_public_url"] == "http://testserver/editions/2026.1/"
        assert tags["citation_publication_date"] == f"{pinned.edition.closed_on:%Y/%m/%d}"


def test_tags_are_in_the_language_of_the_page(visitor):
    read = said(visitor, "/ja/prefectures/iwate/")
    assert read.citation["citation_title"] == "岩手県"
    assert read.citation["citation_language"] == "ja"
    assert read.citation["citation_public_url"] == "http://testserver/ja/prefectures/iwate/"
    assert read.properties["og:locale"] == ["ja_JP"]
    assert read.properties["og:locale:alternate"] == ["en_GB"]


# --- Open Graph


@pytest.mark.parametrize(
    "path", ["/", "/policies/?kind=law", "/prefectures/iwate/", f"/{COMPARISON}", "/editions/2026.1/", "/2026.1/"]
)
def test_a_shared_link_says_what_it_leads_to(path, visitor):
    read = said(visitor, path)
    for name in ("og:site_name", "og:type", "og:title", "og:description", "og:url", "og:locale"):
        assert len(read.properties[name]) == 1
        assert read.properties[name][0].strip(), name
    assert len(read.names["description"]) == 1, "A page is described once."
    assert read.properties["og:description"] == read.names["description"]
    assert urlsplit(read.properties["og:url"][0]).path == urlsplit(path).path
    (canonical,) = [link["href"] for link in read.links if link["rel"] == "canonical"]
    assert read.properties["og:url"] == [canonical]


# --- What search engines read


def checked(read, kind: str) -> dict:
    """The one data block of a page, with what each must have checked."""
    (data,) = read.blocks
    assert data["@context"] == CONTEXT
    assert data["@type"] == kind
    for name in ("name", "description", "url", "license", "version", "publisher", "inLanguage"):
        assert data[name], name
    assert data["license"] == LICENCE["url"]
    assert data["publisher"]["name"] == "PolicyAtlas"
    assert data["url"].startswith("http://testserver/")
    return data


@pytest.mark.parametrize("edition", ["", "2026.1/"])
@pytest.mark.parametrize("view", ["policies/?kind=law", "findings/", COMPARISON])
def test_a_table_is_a_data_set_with_its_files(view, edition, visitor, pinned):
    data = checked(said(visitor, f"/{edition}{view}"), "Dataset")
    assert len(data["description"]) >= 50, "Search engines for data refuse shorter ones."
    assert [one["encodingFormat"].rpartition(".")[2] for one in data["distribution"]] == [
        "text/csv",
        "sheet",
        "application/json",
    ]
    for one in data["distribution"]:
        file = visitor.get(one["contentUrl"].removeprefix("http://testserver"))
        assert (file.status_code, file["Content-Type"].partition(";")[0]) == (200, one["encodingFormat"])
    assert data["version"] == (edition.strip("/") or "open")
    assert data.get("dateModified") == (pinned.edition.closed_on.isoformat() if edition else None)
    part = visitor.get(data["isPartOf"]["url"].removeprefix("http://testserver"))
    assert part.status_code == 200


def test_an_edition_is_a_data_set_with_its_whole_files(visitor, pinned):
    data = checked(said(visitor, "/editions/2026.1/"), "Dataset")
    assert data["identifier"] == f"SHA-256 {pinned.edition.digest}"
    assert [one["contentUrl"] for one in data["distribution"]] == [
        "http://testserver/editions/2026.1.zip",
        "http://testserver/editions/2026.1.sqlite",
    ]
    assert data["dateModified"] == data["datePublished"] == pinned.edition.closed_on.isoformat()


def test_the_first_page_is_a_site_with_a_search_and_a_data_set(visitor):
    (data,) = said(visitor, "/").blocks
    site, atlas = data["@graph"]
    assert (site["@type"], atlas["@type"]) == ("WebSite", "Dataset")
    found = visitor.get(site["potentialAction"]["target"]["urlTemplate"].replace("{words}", "iwate"))
    assert "岩手県" in found.content.decode()
    assert "@context" not in atlas, "One context for both."


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_says_what_it_is_about(kind, visitor, reading):
    entry = reading.entries(kind).first()
    data = checked(said(visitor, f"/{KINDS[kind].address}/{entry.slug}/"), "WebPage")
    assert data["mainEntity"]["name"] == entry.title_en
    assert data["mainEntity"]["@type"]
    assert date.fromisoformat(data["dateModified"])
    assert TYPES.keys() == KINDS.keys()


def test_a_law_a_source_and_an_organisation_say_what_they_know_and_no_more(visitor, desk):
    law = said(visitor, "/policies/technopolis-law/").blocks[0]["mainEntity"]
    assert law["@type"] == "Legislation"
    assert law["temporalCoverage"].startswith("1983/")
    source = said(visitor, "/sources/kitagawa-2005/").blocks[0]["mainEntity"]
    assert source["@type"] == "ScholarlyArticle"
    assert (source["datePublished"], source["creditText"]) == ("2005", "Kitagawa, Fumi")
    undated = said(visitor, "/sources/kitagawa-whither/").blocks[0]["mainEntity"]
    assert "datePublished" not in undated, "What no source reports is left out."
    assert "url" not in undated
    young = desk.publish(desk.a_policy(title_en="Still going on", start_year=2001))
    assert said(visitor, f"/policies/{young.slug}/").blocks[0]["mainEntity"]["temporalCoverage"] == "2001/.."


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_nothing_that_curators_type_ends_the_block(prefix, visitor, desk):
    policy = desk.publish(desk.a_policy(title_en=HOSTILE, title_ja=f"題名{HOSTILE}", summary=HOSTILE))
    text = visitor.get(f"{prefix}/policies/{policy.slug}/").content.decode()
    assert "<script>alert" not in text
    read = said(visitor, f"{prefix}/policies/{policy.slug}/")
    assert HOSTILE in read.blocks[0]["mainEntity"]["name"], "JSON gives back what was typed."
    assert len(_blocks(read)) == len(read.blocks) == 1
    asked = said(visitor, "/policies/?q=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "</script><script>" in asked.blocks[0]["name"]
    assert len(_blocks(asked)) == 1


def _blocks(read) -> list[dict]:
    return [script for script in read.scripts if script.get("type") == "application/ld+json"]


# --- What is kept out of indexes


@pytest.mark.parametrize(
    ("path", "kept_out"),
    [
        ("/policies/", False),
        ("/policies/?kind=law", False),
        ("/policies/?kind=law&sort=title&page=2", False),
        ("/policies/?kind=law&kind=plan", True),
        ("/policies/?kind=law&level=national", True),
        ("/2026.1/policies/?kind=law&q=technopolis", True),
        ("/policies/?kind=law&kind=no-such", False),
        ("/prefectures/iwate/", False),
    ],
)
def test_lists_with_more_than_one_filter_are_not_for_indexes(path, kept_out, visitor):
    assert said(visitor, path).names.get("robots", []) == (["noindex, follow"] if kept_out else [])


def test_what_a_closed_edition_says_stays_as_it_is(visitor, desk):
    paths = ["/2026.1/", "/2026.1/policies/", "/2026.1/policies/technopolis-law/", "/2026.1/editions/2026.1/"]
    before = [said(visitor, path) for path in paths]
    desk.publish(desk.a_policy(title_en="Another"))
    desk.close("2999.1")
    after = [said(visitor, path) for path in paths]
    assert [(one.names, one.properties, one.blocks) for one in before] == [
        (one.names, one.properties, one.blocks) for one in after
    ]
    assert Reading.now().newest_closed.label == "2999.1"
