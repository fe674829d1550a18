"""Prefectures and other places in the reading room: their list, and what their page shows."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading
from policyatlas.values.vocabularies import PLACE_KIND

from . import words
from .evidence import Item
from .lists.columns import CodedColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries, Verbatim
from .lists.year_columns import EvidenceColumn
from .pages.facts import facts, own_evidence, with_remark
from .pages.gathering import Gathered, gather
from .pages.judgements import by_dimension
from .pages.sections import contents

# What is shown for the places within as well; figures and judgements of a city are not those of its prefecture.
_WITHIN = ("cluster", "policy", "organisation", "event")


def _fields(payload: dict) -> list[dict]:
    # A field that two sources name in their own words is one field.
    slugs = dict.fromkeys(focus["field"]["slug"] for focus in payload["focuses"])
    return [{"kind": "term", "slug": slug} for slug in slugs]


LIST = ListPage(
    kind="place",
    intro=_("Economies, regions, cities and areas the sources speak of. Prefectures have a list of their own."),
    columns=(
        TitleColumn(),
        CodedColumn("place_kind", PLACE_KIND),
        ReferencesColumn("parent"),
        ReferencesColumn("focuses", _("Focuses on"), path="focuses__0__field", pick=_fields),
    ),
    further=(
        TextColumn("remark"),
        EvidenceColumn(),
    ),
    default_sort="title",
    filters=(
        Choice("place_kind", Coded(PLACE_KIND)),
        Choice("within", Entries(), _("Lies in")),
        Choice("bureau", Verbatim(), _("METI bureau")),
        Choice("field", Entries(), _("Focuses on")),
        Choice("source", Entries()),
    ),
)

PREFECTURES = ListPage(
    kind="prefecture",
    intro=_("The 47 prefectures with their region, the bureau of the ministry of economy, and their fields."),
    columns=(
        TextColumn("code", _("JIS code"), look="number"),
        TitleColumn(_("Name")),
        ReferencesColumn("parent", _("Region")),
        TextColumn("meti_bureau"),
        ReferencesColumn("focuses", _("Focuses on"), path="focuses__0__field", pick=_fields),
    ),
    further=(
        TextColumn("remark"),
        EvidenceColumn(),
    ),
    default_sort="code",
    filters=(
        Choice("within", Entries(), _("Lies in")),
        Choice("bureau", Verbatim(), _("METI bureau")),
        Choice("field", Entries(), _("Focuses on")),
        Choice("source", Entries()),
    ),
    unfiltered=(("place_kind", "Every prefecture is a prefecture."),),
)


@dataclass(frozen=True)
class Located:
    """Something in the place, its years in words, and where in the place it is (empty: in the place as a whole)."""

    card: Card
    years: str
    where: list[Card]


@dataclass(frozen=True)
class LocatedTable:
    """What is in the place, what lies in places within it last."""

    rows: list[Located]

    @property
    def scattered(self) -> bool:
        """Whether any of it lies in a place within."""
        return any(row.where for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class FocusArea:
    """A field of technology the place focuses on, in the words of the source."""

    field: Card | None
    printed: str
    remark: str
    evidence: list[Item]


def place_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What the page of a prefecture, or of any other place, shows."""
    key = f"{entry.kind}:{entry.slug}"
    inside = reading.entries().filter(kind__in=_WITHIN).with_facet("place", [key])
    parts = reading.entries().with_facet("within", [key])
    gathered = gather(reading, entry, language, further=inside | parts)
    figures = gathered.figures(gathered.referring("observation"))
    findings = gathered.findings(gathered.referring("finding"))
    located = {kind: _located(gathered, kind) for kind in _WITHIN}
    focuses = _focuses(gathered)
    # Every larger place, nearest first; that there is none is said of the nearest.
    larger = "within" if entry.payload["within"] else "parent"
    # Focuses have a section of their own; that they are missing is said among the facts.
    named = [] if focuses else ["focuses"]
    found = with_remark(gathered, facts(gathered, "place_kind", larger, "code", "meti_bureau", *named))
    shown = {
        "focuses": focuses,
        "policies": located["policy"],
        "clusters": located["cluster"],
        "figures": figures,
        "findings": findings,
        "evaluations": [gathered.cards["evaluation", one.slug] for one in gathered.referring("evaluation")],
        "organisations": located["organisation"],
        "events": located["event"],
        "parts": _parts(gathered),
        "others": gathered.others(
            *_WITHIN, "place", "prefecture", "observation", "finding", "evaluation", "disagreement"
        ),
    }
    return {
        "gathered": gathered,
        **shown,
        "findings": by_dimension(findings),
        "facts": found,
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, found),
        "description": _description(gathered, shown),
        "contents": contents(language, **shown),
    }


def _located(gathered: Gathered, kind: str) -> LocatedTable:
    found = [
        Located(gathered.cards[kind, one.slug], _years(one, gathered.language), _where(gathered, one))
        for one in gathered.around.get(kind, [])
        if kind != "event" or one.payload["place"]
    ]
    return LocatedTable(sorted(found, key=lambda located: (bool(located.where), located.card.title_en)))


def _where(gathered: Gathered, entry: Entry) -> list[Card]:
    places = entry.payload["places"] if "places" in entry.payload else [entry.payload["place"]]
    inside = {(kind, one.slug) for kind in ("place", "prefecture") for one in gathered.around.get(kind, [])}
    within = [place for place in places if place and (place["kind"], place["slug"]) in inside]
    return [] if gathered.ref in places else gathered.cards_of(within)


def _years(entry: Entry, language: str) -> str:
    # A cluster has the year of its first designation, which is no beginning of a span.
    last = entry.year_from if entry.kind == "cluster" else entry.year_to
    return words.years(entry.year_from, last, language)


def _parts(gathered: Gathered) -> list[Card]:
    """The places directly within: those whose parent this place is."""
    found = [
        gathered.cards[kind, one.slug]
        for kind in ("place", "prefecture")
        for one in gathered.around.get(kind, [])
        if one.payload["parent"] == gathered.ref
    ]
    return sorted(found, key=lambda card: (card.kind, card.title_en))


def _focuses(gathered: Gathered) -> list[FocusArea]:
    focuses = [(focus, gathered.card(focus["field"])) for focus in gathered.data["focuses"]]
    return [
        FocusArea(field, _printed(focus, field), focus["remark"], gathered.shown(focus["evidence"]))
        for focus, field in focuses
    ]


def _printed(focus: dict, field: Card | None) -> str:
    """The words of the source, unless the field is called exactly that."""
    return "" if field and focus["printed"].casefold() == field.title_en.casefold() else focus["printed"]


def _description(gathered: Gathered, shown: dict) -> str:
    return (
        f"{gathered.entry.title_en} in Japan’s regional innovation policy: {len(shown['policies'])} policies, "
        f"{len(shown['clusters'])} clusters, {len(shown['figures'])} figures and {len(shown['findings'])} findings, "
        "each with its source."
    )
