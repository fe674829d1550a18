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
    """One thing an example says: of whom, what, where that stands, and small print.

    `disputed` is the address of the disagreement where sources disagree about it.
    """

    about: str
    words: str
    address: str = ""
    aside: str = ""
    disputed: str = ""


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
    figures = [one for one in figures if one.indicator and one.value is not None and one.rank != "deprecated"]
    of = {slug: [one for one in figures if one.indicator.slug == now] for slug, now in slugs.items()}
    doubtful = {entry.slug for entry in found if _is_doubtful(entry)}
    made = [
        _tohoku(names, of[_POLICY_YEAR], slugs[_POLICY_YEAR]),
        _programmes(names, of[_BUDGET], cards, doubtful),
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


def _programmes(names: Names, figures: list[Figure], cards: Cards, doubtful: set[str]) -> Example:
    slugs = names.here("policy", CLUSTER_PROGRAMMES)
    of = [[one for one in figures if one.subject and one.subject.slug == slug] for slug in slugs]
    several = [_surest(budgets, doubtful) for budgets in of]
    said = []
    for slug, one in zip(slugs, _of_one_time(several), strict=True):
        card = cards.get(("policy", slug))
        if one:
            said.append(_said(one, whole=True))
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


def _is_doubtful(entry: Entry) -> bool:
    """Whether a curator is less than sure that a passage bears the figure out; most passages nobody has judged."""
    return any(found.get("confidence", "high") != "high" for found in entry.payload["evidence"])


def _surest(figures: list[Figure], doubtful: set[str]) -> list[Figure]:
    """Those of the figures that are least in doubt: first by what curators say of them, then by what sources say."""

    def doubt(one: Figure) -> tuple:
        return one.slug in doubtful, one.rank != "preferred", bool(one.disagreements)

    least = min(map(doubt, figures), default=None)
    return sorted((one for one in figures if doubt(one) == least), key=lambda one: one.order)


def _of_one_time(several: list[list[Figure]]) -> list[Figure | None]:
    """One figure of each: the first period of which all have one, or else the first year, or else the earliest of each.

    Figures that are not of one period say so: their periods stand beside them.
    """
    for time in (lambda one: (one.period_start, one.period_end, one.fiscal), lambda one: one.period_start):
        times = [{time(one) for one in figures if one.period_start} for figures in several]
        if common := set.intersection(*times) if times else set():
            return [next(one for one in figures if time(one) in common) for figures in several]
    return [figures[0] if figures else None for figures in several]


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
    disputed = address_of("disagreement", one.disagreements[0].slug) if one.disagreements else ""
    return Said(_title(one.subject), one.words, one.address, one.period if whole else "", disputed)


def _title(card: Card | None) -> str:
    return card.title(words.page_language()).removesuffix(" Prefecture") if card else ""


def _comparison(noun: str, slugs: tuple[str, ...]) -> str:
    return f"{reverse('compare', args=[noun])}?{'&'.join(f's={slug}' for slug in slugs)}"
