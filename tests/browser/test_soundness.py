"""Every type of public page is open to everybody, keeps to itself and fits a telephone."""

import pytest

from tests.browser.furnishing import WITHDRAWN
from tests.browser.soundness import BEST, WIDE, Listener, accessibility_faults, width_faults

TOHOKU = "?s=aomori&s=iwate&s=miyagi&s=akita&s=yamagata&s=fukushima"
CLUSTER_PROGRAMMES = "?s=industrial-cluster-project&s=knowledge-cluster-initiative"

# The address and the status with which it answers.
PAGES = {
    "home": ("/", 200),
    "about": ("/about/", 200),
    "style guide": ("/styleguide/", 200),
    "evidence map": ("/evidence/", 200),
    "bibliography": ("/bibliography/?kind=article&kind=cited-work", 200),
    "editions": ("/editions/", 200),
    "edition": ("/editions/2026.1/", 200),
    "search": ("/search/?q=technopolis", 200),
    "search in Japanese": ("/search/?q=岩手", 200),
    "search without result": ("/search/?q=qqqq", 200),
    "first page with an indicator": ("/?show=indicator:prefecture-st-policy-year", 200),
    "map": ("/map/", 200),
    "map of an indicator": ("/map/?show=indicator:prefecture-st-policy-year", 200),
    "map asked wrongly": ("/map/?show=nonsense&period=1066", 200),
    "pinned map": ("/2026.1/map/", 200),
    "list of policies": ("/policies/", 200),
    "list with filters": ("/policies/?kind=law&level=national&year_from=1995&year_to=2001", 200),
    "list without result": ("/policies/?kind=law&year_from=2090", 200),
    "list with a filter that does not exist": ("/policies/?kind=nonsense", 200),
    "list with chosen columns": ("/policies/?c=level&c=years&c=summary&c=evidence&kind=law", 200),
    "list of clusters": ("/clusters/", 200),
    "list of evaluations": ("/evaluations/", 200),
    "list of findings": ("/findings/", 200),
    "list of prefectures": ("/prefectures/", 200),
    "list of indicators": ("/indicators/", 200),
    "list of figures": ("/observations/", 200),
    "list of organisations": ("/organisations/", 200),
    "list of sources": ("/sources/", 200),
    "list of frameworks": ("/frameworks/", 200),
    "list of disagreements": ("/disagreements/", 200),
    "list of events": ("/events/", 200),
    "policy": ("/policies/industrial-cluster-project/", 200),
    "cluster": ("/clusters/kitakami-river-basin-technopolis/", 200),
    "evaluation": ("/evaluations/michi-fukushima-technopolis-programme/", 200),
    "evaluation with ratings": ("/evaluations/nistep-2004-chart-sapporo-it/", 200),
    "finding": ("/findings/technopolis-invited-organisations/", 200),
    "prefecture": ("/prefectures/iwate/", 200),
    "place": ("/places/tohoku/", 200),
    "organisation": ("/organisations/iwate-university/", 200),
    "indicator": ("/indicators/technopolis-relocated-research-institutes/", 200),
    "figure": ("/observations/programme-annual-budget-industrial-cluster-project-2004/", 200),
    "source": ("/sources/kitagawa-2005/", 200),
    "framework": ("/frameworks/nistep-conditions-of-success/", 200),
    "disagreement": ("/disagreements/industrial-cluster-project-annual-budget/", 200),
    "event": ("/events/miti-2001-reorganised-into-meti/", 200),
    "term": ("/terms/biotechnology/", 200),
    "comparisons": ("/compare/", 200),
    "prefectures to choose": ("/compare/prefectures/", 200),
    "prefectures compared": (f"/compare/prefectures/{TOHOKU}", 200),
    "prefectures turned": (
        f"/compare/prefectures/{TOHOKU}&turn=yes&fold=technopolis&row=region&row=focus&row=code",
        200,
    ),
    "prefectures of which nothing is left": (f"/compare/prefectures/{TOHOKU}&row=region&only=differ&utm=1", 200),
    "timeline": ("/timeline/", 200),
    "timeline as a list": ("/timeline/?view=list&group=level&of=designations&nonsense=1", 200),
    "timeline without result": ("/timeline/?year_from=2090", 200),
    "how to cite": ("/cite/policies/?kind=law", 200),
    "what changed": ("/changes/policies/?kind=law", 200),
    "what changed in all": ("/changes/", 200),
    "an edition": ("/editions/2026.1/", 200),
    "programmes to choose": ("/compare/programmes/", 200),
    "programmes compared": (f"/compare/programmes/{CLUSTER_PROGRAMMES}", 200),
    "clusters compared": ("/compare/clusters/?s=aomori-technopolis&s=kitakami-river-basin-technopolis", 200),
    "pinned list": ("/2026.1/policies/", 200),
    "pinned record": (f"/2026.1/policies/{WITHDRAWN}/", 200),
    "not there": ("/policies/no-such-policy/", 404),
    "nowhere": ("/nowhere/", 404),
    "withdrawn": (f"/policies/{WITHDRAWN}/", 410),
}
# One page of each type; the others of PAGES differ from these in what they hold, not in how they look.
TYPES = (
    "home",
    "about",
    "style guide",
    "editions",
    "edition",
    "map",
    "map of an indicator",
    "timeline",
    "evidence map",
    "bibliography",
    "search",
    "search without result",
    "list with filters",
    "list with chosen columns",
    "list without result",
    "list of clusters",
    "list of findings",
    "list of figures",
    "policy",
    "cluster",
    "evaluation with ratings",
    "finding",
    "prefecture",
    "place",
    "organisation",
    "indicator",
    "figure",
    "source",
    "framework",
    "disagreement",
    "event",
    "term",
    "comparisons",
    "prefectures to choose",
    "prefectures compared",
    "programmes compared",
    "clusters compared",
    "how to cite",
    "what changed",
    "pinned list",
    "not there",
    "withdrawn",
)


@pytest.mark.parametrize(("address", "status"), PAGES.values(), ids=PAGES)
def test_public_page_is_sound(sight, site, address, status):
    _expect_sound(sight, site, address, status)


@pytest.mark.parametrize("name", TYPES)
def test_japanese_page_is_sound(sight, site, name):
    address, status = PAGES[name]
    _expect_sound(sight, site, f"/ja{address}", status)


def _expect_sound(sight, site, address, status):
    page = sight(javascript=True, viewport=WIDE)
    listener = Listener(page, site.address)
    answer = page.goto(address)
    assert answer.status == status, f"{address} answers {answer.status} instead of {status}. {site.said()[-2000:]}"

    faults = listener.faults() + width_faults(page)
    faults += accessibility_faults(page, BEST)  # Last, since axe itself does what the page may not.
    if faults:
        pytest.fail(f"The page {address}:\n- " + "\n- ".join(faults), pytrace=False)
