"""Every page is sound HTML: a strict parser has nothing to say, and nothing stands where it must not."""

import pytest

from policyatlas.editions.reading import Reading
from tests.house.addresses import VISITS, routes_of_pages, two_of_each
from tests.house.html import html_faults

BESIDES = [
    "/policies/?kind=law&kind=no-such&no-such=1&sort=no-such&page=99&q=%3Cb%3E%22%27%26amp;",
    "/policies/?kind=law&year_from=2090",
    "/policies/?c=title&c=summary&c=evidence&kind=law",
    "/2026.1/policies/?kind=law",
    "/2026.1/policies/technopolis-programme/",
    "/2026.1/compare/prefectures/?s=aomori&s=iwate",
    "/compare/prefectures/?s=aomori&s=iwate&turn=yes",
    "/compare/programmes/?s=industrial-cluster-project&s=knowledge-cluster-initiative",
    "/compare/clusters/?s=aomori-technopolis&s=kitakami-river-basin-technopolis",
    "/policies/no-such/",
    "/no-such/",
    "/9999.1/",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("route", routes_of_pages())
def test_pages_are_sound_html(route, visitor):
    addresses = VISITS[route](two_of_each(Reading.now())[::2])[:30]
    # Twenty-five rows are as sound as two hundred, and are read in an eighth of the time.
    _sound(visitor, [address.replace("per_page=200", "per_page=25") for address in addresses])


@pytest.mark.parametrize("route", routes_of_pages())
def test_japanese_pages_are_sound_html(route, visitor):
    addresses = VISITS[route](two_of_each(Reading.now())[:6:2])[:6]
    _sound(visitor, [f"/ja{address.replace('per_page=200', 'per_page=25')}" for address in addresses])


def test_pages_of_odd_questions_are_sound_html(visitor):
    _sound(visitor, BESIDES)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<p>a<div>b</div></p>", "unexpected-end-tag"),
        ("<a href='/'>a<b>c</a></b>", "adoption-agency"),
        ("<b id='x' id='y'>c</b>", "duplicate-attribute"),
        ("<i id='x'></i><i id='x'></i>", "the id “x” stands 2 times"),
        ("<i id='x y'></i>", "“x y” is no id"),
        ("<label for='no'>x</label>", "names “no”, which is not there"),
        ("<a href='#no'>x</a>", "a link leads to “#no”"),
        ("<span><ul><li>x</li></ul></span>", "<ul> stands in <span>"),
        ("<ul><p>x</p></ul>", "<p> stands in <ul>"),
        ("<a href='/'><button>x</button></a>", "<button> stands in <a>"),
        ("<details><p>x</p></details>", "no <summary>"),
        ("<i style='color:red'>x</i>", "content security policy forbids"),
        ("<i colour='red'>x</i>", "<i> has no attribute colour"),
        ("<h2> </h2>", "a <h2> is empty"),
        ("<h1>again</h1>", "there are 2 <h1>"),
    ],
)
def test_what_is_wrong_is_found(wrong, said):
    page = "<!doctype html><html lang='en'><head><title>x</title></head><body><main><h1>x</h1>{}</main></body></html>"
    assert html_faults(page.format("<p>right</p>")) == []
    faults = html_faults(page.format(wrong))
    assert any(said in fault for fault in faults), faults


def _sound(visitor, addresses: list[str]) -> None:
    faults = [
        f"{address}: {fault}" for address in addresses for fault in html_faults(visitor.get(address).content.decode())
    ]
    assert not faults, "Put this right in the templates:\n- " + "\n- ".join(faults)
