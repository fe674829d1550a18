"""The site map and the rules for crawlers, read as crawlers read them."""

import re
from collections import Counter
from random import Random
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from policyatlas.public.describing import sitemaps
from policyatlas.records.models import Policy
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = "http://testserver"


def parsed(visitor, path: str) -> ElementTree.Element:
    """The root of a site map."""
    response = visitor.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8"), path
    return ElementTree.fromstring(response.content)


def listed(visitor) -> dict[str, dict[str, str]]:
    """Every address of the map, without the site, with its other languages."""
    found = []
    for part in parsed(visitor, "/sitemap.xml").iter(f"{NS}loc"):
        root = parsed(visitor, part.text.removeprefix(SITE))
        for one in root.iter(f"{NS}url"):
            others = {link.get("hreflang"): link.get("href") for link in one.iter(f"{XHTML}link")}
            found.append((one.findtext(f"{NS}loc").removeprefix(SITE), others))
    twice = [address for address, number in Counter(address for address, _ in found).items() if number > 1]
    assert not twice, f"Listed twice: {twice[:3]}"
    return dict(found)


def canonical(visitor, address: str) -> list[str]:
    """The canonical address that a page names, if it names one."""
    text = visitor.get(address).content.decode()
    return re.findall(r'<link rel="canonical" href="([^"]+)"', text)


def check(visitor, addresses) -> None:
    """Fails where an address of the map is none, or not the canonical one."""
    for address in addresses:
        response = visitor.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}."
        assert "noindex" not in response.content.decode().partition("</head>")[0], f"{address} is for no index."
        assert canonical(visitor, address) in ([], [SITE + address]), address


def test_everything_in_print_is_listed_in_both_languages(visitor, reading):
    found = listed(visitor)
    for entry in reading.entries().only("kind", "slug"):
        address = f"/{KINDS[entry.kind].address}/{entry.slug}/"
        assert found[address] == {
            "en": SITE + address,
            "ja": f"{SITE}/ja{address}",
            "x-default": SITE + address,
        }
        assert found[f"/ja{address}"] == found[address]
    for page in ("/", "/about/", "/editions/", "/editions/2026.1/", "/compare/", "/compare/clusters/", "/policies/"):
        assert page in found
        assert f"/ja{page}" in found


def test_some_of_what_is_listed_is_there(visitor):
    found = sorted(listed(visitor))
    # That every record's page opens is tested with the pages.
    check(visitor, Random(0).sample(found, 60))
    check(visitor, [address for address in found if address.count("/") <= 2])


def test_neither_questions_nor_closed_editions_nor_the_desk_are_listed(visitor):
    for address in listed(visitor):
        assert not urlsplit(address).query
        assert not re.search(r"/\d{4}\.\d/(?!$)|/admin/|/cite/|/changes/|/search/", address), address


def test_what_is_not_in_print_is_not_listed(visitor, desk, a_policy):
    draft = a_policy(title_en="Unfinished business")
    gone = desk.publish(desk.a_policy(title_en="Gone again"))
    slug = f"/policies/{gone.slug}/"
    assert slug in listed(visitor)
    desk.withdraw(gone)
    found = listed(visitor)
    assert slug not in found
    assert f"/policies/{draft.slug}/" not in found


def test_a_page_that_was_printed_anew_says_when(visitor, desk):
    policy = Policy.objects.get(slug="technopolis-law")
    desk.republish(policy, note="Seen again.", summary="In other words.")
    root = parsed(visitor, "/sitemap-policies.xml")
    changed = {one.findtext(f"{NS}loc"): one.findtext(f"{NS}lastmod") for one in root.iter(f"{NS}url")}
    today = sitemaps.localdate().isoformat()
    assert changed[f"{SITE}/policies/technopolis-law/"] == today
    index = {
        one.findtext(f"{NS}loc"): one.findtext(f"{NS}lastmod")
        for one in parsed(visitor, "/sitemap.xml").iter(f"{NS}sitemap")
    }
    assert index[f"{SITE}/sitemap-policies.xml"] == today


def test_a_kind_with_many_entries_is_listed_in_parts(visitor, monkeypatch):
    before = listed(visitor)
    monkeypatch.setattr(sitemaps, "ENTRIES", 20)
    assert listed(visitor) == before
    assert visitor.get("/sitemap-policies-2.xml").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "no-such",
        "policies-0",
        "policies-1",
        "policies-02",
        "policies-99",
        "policies-9999999999",
        "policies-x",
        "pages-2",
    ],
)
def test_a_part_that_is_not_there_is_not_found(name, visitor):
    answer = visitor.get(f"/sitemap-{name}.xml")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("prefix", ["/2026.1", "/ja", "/ja/2026.1"])
def test_there_is_one_map_for_the_site(prefix, visitor):
    for path in ("/robots.txt", "/sitemap.xml", "/sitemap-pages.xml"):
        assert visitor.get(prefix + path).status_code == 404


# --- The rules


def forbidden(rules: str, address: str) -> bool:
    """Whether the rules for all crawlers forbid an address, as RFC 9309 reads them: there is no rule that allows."""
    paths = re.findall(r"^Disallow: (.+)$", rules, re.MULTILINE)
    assert "Allow:" not in rules
    return any(re.match(re.escape(path).replace(r"\*", ".*"), address) for path in paths)


def test_the_rules_name_the_map(visitor):
    response = visitor.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("User-agent: *\nDisallow: ")
    assert f"\nSitemap: {SITE}/sitemap.xml\n" in response.content.decode()


@pytest.mark.parametrize(
    ("address", "kept_out"),
    [
        ("/admin/", True),
        ("/admin/login/?next=/admin/", True),
        ("/cite/policies/", True),
        ("/ja/cite/policies/", True),
        ("/2026.1/cite/policies/technopolis-law/", True),
        ("/changes/policies/?from=2026.1", True),
        ("/ja/changes/?from=2026.1", True),
        ("/changes/", False),
        ("/search/?q=iwate", True),
        ("/policies/?kind=law&level=national&year_from=1980", True),
        ("/2026.1/ja/policies/?a=1&b=2&c=3", True),
        ("/policies/?kind=law&level=national", False),
        ("/policies/?kind=law", False),
        ("/policies/", False),
        ("/2026.1/policies/", False),
        ("/", False),
        ("/static/css/site.css", False),
    ],
)
def test_what_is_not_for_crawlers(address, kept_out, visitor):
    assert forbidden(visitor.get("/robots.txt").content.decode(), address) is kept_out


def test_nothing_that_the_map_lists_is_forbidden(visitor):
    rules = visitor.get("/robots.txt").content.decode()
    assert not [address for address in listed(visitor) if forbidden(rules, address)]
