"""Every page there is, by its route: it asks no other host, and shown four times as large it never scrolls sideways."""

import pytest

from policyatlas.editions.reading import Reading
from tests.browser.soundness import ZOOMED, Listener, width_faults
from tests.house.addresses import VISITS, routes_of_pages, two_of_each

# How many addresses of one route: records and changes of records have two for each kind.
ENOUGH = 40


@pytest.mark.parametrize("prefix", ["", "/ja"], ids=["en", "ja"])
@pytest.mark.parametrize("route", routes_of_pages())
def test_a_page_keeps_to_itself_and_to_its_window(route, prefix, sight, site):
    entries = two_of_each(Reading.now())[::2]
    page = sight(javascript=True, viewport=ZOOMED, reduced_motion="reduce")
    listener = Listener(page, site.address)
    faults = []
    for address in VISITS[route](entries)[:ENOUGH]:
        page.goto(f"{prefix}{address}")
        faults += [f"{prefix}{address} {fault}" for fault in width_faults(page, ZOOMED)]
    faults += listener.faults()
    if faults:
        pytest.fail("Some pages are not sound:\n- " + "\n- ".join(faults), pytrace=False)


def test_who_wants_less_motion_gets_none(sight):
    page = sight(javascript=True, reduced_motion="reduce")
    for address in ("/", "/policies/", "/policies/technopolis-programme/", "/compare/prefectures/?s=aomori&s=iwate"):
        page.goto(address)
        moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter(one => {
            const look = getComputedStyle(one);
            return [...look.transitionDuration.split(','), ...look.animationDuration.split(',')]
                .some(time => parseFloat(time) > 0.01) || look.scrollBehavior === 'smooth';
        }).map(one => one.outerHTML.slice(0, 100))""")
        assert not moving, f"{address}: this moves for people who asked for less motion: {moving[:3]}"
