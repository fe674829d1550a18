"""What stands around the tables: the first page, search, the pages about the atlas, editions, wrong addresses."""

import re

import pytest
from django.test import override_settings

from policyatlas.values.searching import terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(visitor, django_assert_max_num_queries):
    """Opens an address within `queries` and gives its text."""

    def opened(path: str, *, queries: int, status: int = 200) -> str:
        with django_assert_max_num_queries(queries):
            response = visitor.get(path)
        assert response.status_code == status, f"{path} answers {response.status_code}, not {status}."
        text = response.content.decode()
        assert "[no such variable" not in text, f"{path}: a template names a variable that its view does not give."
        return text

    return opened


def links(text: str) -> set[str]:
    """Every address within the site that a page links to."""
    return {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', text)}


@pytest.mark.parametrize("prefix", ["", "/2026.1"])
def test_every_link_of_the_first_page_leads_somewhere(prefix, read, visitor):
    text = read(f"{prefix}/", queries=15)
    for link in links(text):
        if not link.startswith(("/static/", "/admin/")):
            assert visitor.get(link).status_code == 200, f"The first page links {link}."


def test_the_first_page_counts_what_is_in_print(read, reading):
    text = read("/", queries=15)
    for number in reading.counts_by_kind().values():
        assert f'<span class="contents-count">{number:,}</span>' in text


def test_there_is_neither_script_nor_style_inside_a_page(read):
    for path in ("/", "/map/", "/policies/", "/search/?q=iwate", "/about/", "/editions/", "/editions/2026.1/"):
        text = read(path, queries=15)
        own = re.sub(r'<script (src="/static/[^"]+" defer|type="application/ld\+json")>', "", text)
        assert "<script" not in own, f"{path} has a script that is no file of ours, or that holds the page up."
        assert "<style" not in text, path
        assert not re.search(r"\s(style|on\w+)=", text), path


def test_what_is_in_english_only_is_said_in_both_languages(read):
    assert "in English only: aims, summaries" in read("/about/", queries=15)
    assert "版の注記は英語のみです。" in read("/ja/about/", queries=15)


def unmarked(text: str) -> str:
    """A page without the marks on the words that were found."""
    return re.sub("</?mark>", "", text)


def test_search_finds_in_both_languages_and_counts_by_kind(read, reading):
    for query in ("technopolis", "テクノポリス", "ﾃｸﾉﾎﾟﾘｽ"):
        text = unmarked(read(f"/search/?q={query}", queries=5))
        assert "Technopolis Programme" in text, query
    count = reading.entries("finding").with_terms(terms("technopolis")).count()
    assert f"All {count} as a table" in read("/search/?q=technopolis", queries=5)
    assert "/findings/?q=technopolis" in links(read("/search/?q=technopolis", queries=5))


def test_search_shows_titles_that_have_the_word_first(read):
    text = unmarked(read("/search/?q=technopolis", queries=5))
    policies = text[text.index('id="policies"') :]
    assert policies.index("Technopolis Programme") < policies.index("Law on Facilitating")


@pytest.mark.parametrize("query", ["", "%00", "%F0%9F", "x" * 5000, "%25", "_", "'\"<script>", "a " * 300])
def test_no_search_breaks(query, read):
    assert "\x00" not in read(f"/search/?q={query}", queries=5)


def test_a_search_without_result_says_what_to_try(read):
    assert "Nothing in print has “zzzzzz”" in read("/search/?q=zzzzzz", queries=2)


def test_the_page_about_the_atlas_cites_the_newest_edition(read):
    text = read("/about/", queries=2)
    assert "http://testserver/2026.1/policies/" in text
    for missing in ("not reported", "none found", "not yet researched", "unknown", "not applicable"):
        assert missing in text


def test_editions_are_listed_with_what_they_hold(read, pinned):
    assert "/editions/2026.1/" in links(read("/editions/", queries=3))
    text = read("/editions/2026.1/", queries=6)
    assert pinned.edition.digest in text
    assert f'<span class="contents-count">{pinned.entries("policy").count()}</span>' in text
    assert "/2026.1/policies/" in links(text)


def test_a_pinned_page_says_so_and_links_the_same_page_now(read):
    text = read("/2026.1/policies/?kind=law", queries=8)
    assert "You are reading edition" in text
    assert '<a href="/policies/?kind=law">The same page now</a>' in text
    assert "You are reading edition" not in read("/policies/?kind=law", queries=6)


def test_the_desk_has_no_address_within_an_edition(read):
    read("/2026.1/admin/", queries=4, status=404)
    assert "/admin/" in links(read("/2026.1/", queries=15))


@pytest.mark.parametrize("path", ["/nowhere/", "/policies/no-such-policy/", "/2026.1/nowhere/", "/policies.ods"])
def test_a_wrong_address_offers_a_search(path, read):
    text = read(path, queries=6, status=404)
    assert "There is nothing at this address" in text
    assert 'name="q"' in text


def test_an_unknown_edition_leads_to_the_editions_there_are(read):
    text = read("/1999.9/policies/", queries=4, status=404)
    assert "There is no edition 1999.9." in text
    assert "/editions/" in links(text)
    assert not any(link.startswith("/1999.9/") for link in links(text)), "Links lead back into nowhere."
    assert "There is no edition 1999.9." in read("/editions/1999.9/", queries=3, status=404)


def test_a_failure_shows_a_page_that_asks_nothing(visitor, monkeypatch, django_assert_num_queries):
    def fail(request):
        raise RuntimeError

    monkeypatch.setattr("policyatlas.public.home.render", lambda *_: fail(None))
    visitor.raise_request_exception = False
    with override_settings(DEBUG=False):
        response = visitor.get("/about/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def test_a_question_with_thousands_of_parts_is_refused_with_a_page(visitor):
    response = visitor.get("/policies/?" + "kind=law&" * 2000)
    assert response.status_code == 400
    assert "This address cannot be read" in response.content.decode()


def test_an_edition_without_its_slash_leads_to_it(visitor):
    response = visitor.get("/2026.1")
    assert (response.status_code, response["Location"]) == (302, "/2026.1/")
