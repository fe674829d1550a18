"""The worked examples of the first page: each a comparison or a disagreement, with what it says in print."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import references
from policyatlas.editions.reading import Card, Reading

from . import words
from .compare.names import Names, addresses
from .compare.programme_choices import CLUSTER_PROGRAMMES
from .evidence import Cards, shown
from .figures import Figure, disputed, figure
from .links import address_of

TOHOKU = ("aomori", "akita", "iwate", "miyagi", "yamagata", "fukushima")
_POLICY_YEAR, _BUDGET = "prefecture-st-policy-year", "programme-annual-budget"
NAMED = (
    addresses("prefecture", TOHOKU)
    | addresses("policy", CLUSTER_PROGRAMMES)
    | addresses("indicator", (_POLICY_YEAR, _BUDGET))
)


@dataclass(frozen=True)
class Said:
    """One thing an example says: of whom, what, where that stands, and small print; `disputed` if sources disagree."""

    about: str
    words: str
    address: str = ""
    aside: str = ""
    disputed: bool = False


@dataclass(frozen=True)
class Example:
    """One example: its title leads to `address`; `what` names what is said in `said`, where anything is in print."""

    code: str
    sort: str
    title: str
    address: str
    what: str = ""
    said: list[Said] = field(default_factory=list)
    further: str = ""
    further_address: str = ""


def examples(reading: Reading, names: Names) -> list[Example]:
    """The examples, each as far as it is in print; four queries at most."""
    slugs = {slug: names.one("indicator", slug) for slug in (_POLICY_YEAR, _BUDGET)}
    subjects = [
        *(f"prefecture:{slug}" for slug in names.here("prefecture", TOHOKU)),
        *(f"policy:{slug}" for slug in names.here("policy", CLUSTER_PROGRAMMES)),
    ]
    found = list(
        reading.entries("observation")
        .with_facet("indicator", [f"indicator:{slug}" for slug in slugs.values()])
        .with_facet("subject", subjects)
    )
    disagreements = list(reading.entries("disagreement").only("kind", "slug", "title_en", "title_ja", "payload"))
    chosen = _telling(disagreements, subjects)
    programmes = [("policy", slug) for slug in names.here("policy", CLUSTER_PROGRAMMES)]
    cards = reading.cards({*programmes, *(ref for entry in [*found, *chosen] for ref in references(entry.payload))})
    disputes, language = disputed(reading, found), words.page_language()
    figures = [figure(entry, cards, language=language, disputes=disputes) for entry in found]
    of = {slug: [one for one in figures if one.indicator and one.indicator.slug == now] for slug, now in slugs.items()}
    made = [
        _tohoku(names, [one for one in of[_POLICY_YEAR] if one.value is not None], slugs[_POLICY_YEAR]),
        _programmes(names, [one for one in of[_BUDGET] if one.value is not None], cards),
    ]
    return [*made, *(_disagreement(one, cards, len(disagreements)) for one in chosen)]


def _tohoku(names: Names, figures: list[Figure], indicator: str) -> Example:
    figures = sorted(figures, key=lambda one: (one.value, one.slug))
    return Example(
        "tohoku",
        _("Compare prefectures"),
        _("The six Tohoku prefectures"),
        _comparison("prefectures", names.here("prefecture", TOHOKU)),
        _title(figures[0].indicator) if figures else "",
        [_said(one, whole=False) for one in figures],
        _("The same on the map") if figures else "",
        f"{reverse('map')}?show=indicator:{indicator}" if figures else "",
    )


def _programmes(names: Names, figures: list[Figure], cards: Cards) -> Example:
    slugs = names.here("policy", CLUSTER_PROGRAMMES)
    pairs = [[one for one in figures if one.subject and one.subject.slug == slug] for slug in slugs]
    periods = [{(one.period_start, one.period_end, one.fiscal) for one in several} for several in pairs]
    common = set.intersection(*periods) if periods else set()
    # The first year of which both have a figure; without one, the earliest of each, which say their years.
    said = []
    for slug, several in zip(slugs, pairs, strict=True):
        alike = [one for one in several if not common or (one.period_start, one.period_end, one.fiscal) in common]
        card = cards.get(("policy", slug))
        if alike:
            said.append(_said(min(alike, key=lambda one: one.order), whole=True))
        elif card and figures:
            absent = words.absent("not-yet-researched", words.page_language())
            said.append(Said(_title(card), absent, address_of("policy", slug)))
    return Example(
        "programmes",
        _("Compare programmes"),
        _("The two cluster programmes"),
        _comparison("programmes", slugs),
        _title(figures[0].indicator) if figures else "",
        said,
    )


def _disagreement(entry: Entry, cards: dict, number: int) -> Example:
    language = words.page_language()
    said = []
    for position in entry.payload["positions"]:
        evidence = shown(position["evidence"], cards, language)
        source = f"{evidence[0].title}, {evidence[0].locator}" if evidence else ""
        address = evidence[0].address if evidence else ""
        said.append(Said("", f"“{position['claim']}”", address, source))
    return Example(
        "disagreement",
        _("Where sources disagree"),
        (language == "ja" and entry.title_ja) or entry.title_en,
        address_of("disagreement", entry.slug),
        "",
        said,
        _("All %(number)s disagreements") % {"number": number} if number > 1 else "",
        reverse("list", args=["disagreements"]) if number > 1 else "",
    )


def _telling(disagreements: Iterable[Entry], told: list[str]) -> list[Entry]:
    """The one that says most at first sight: two documents, figures against figures, nothing `told` already."""

    def order(one: Entry) -> tuple:
        positions = one.payload["positions"]
        documents = {found["source"]["slug"] for position in positions for found in position["evidence"]}
        figures = sum(position["observation"] is not None for position in positions)
        beside = any(f"{ref['kind']}:{ref['slug']}" in told for ref in one.payload["subjects"])
        return len(documents) < 2, beside, -figures, one.slug

    return sorted(disagreements, key=order)[:1]


def _said(one: Figure, *, whole: bool) -> Said:
    # A figure that is a year needs no period beside it.
    return Said(_title(one.subject), one.words, one.address, one.period if whole else "", bool(one.disagreements))


def _title(card: Card | None) -> str:
    return card.title(words.page_language()).removesuffix(" Prefecture") if card else ""


def _comparison(noun: str, slugs: tuple[str, ...]) -> str:
    return f"{reverse('compare', args=[noun])}?{'&'.join(f's={slug}' for slug in slugs)}"
