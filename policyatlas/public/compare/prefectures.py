"""Prefectures side by side: their science and technology policy, Technopolis results, policies, clusters, findings."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.evidence import shown, supporting

from .choices import Choices
from .comparability import noted
from .derived import HIGH_TECH_SHARE, as_named, derived_rows
from .drawing import drawn
from .gathering import Printed, key, ref_key
from .items import Scribe
from .names import Names, addresses
from .prefecture_gathering import Gathered, gather
from .rows import UNRESEARCHED, column_of, disagreement_cell, figure_rows, finding_cell, indicators_of
from .table import Cell, Comparison, Group, Item, Row, cell_of

_POLICY_INDICATORS = ("prefecture-st-policy-year", "prefecture-st-committee-year")
_TECHNOPOLIS = "technopolis-programme"
_TECHNOPOLIS_INDICATORS = (
    "technopolis-approval-year",
    "technopolis-invited-companies",
    "technopolis-high-tech-companies",
    "technopolis-relocated-research-institutes",
)
_INDICATORS = (*_POLICY_INDICATORS, *_TECHNOPOLIS_INDICATORS)
# Those of the derived row are among them.
NAMED = addresses("indicator", _INDICATORS) | addresses("policy", [_TECHNOPOLIS])


def compare(reading: Reading, slugs: tuple[str, ...], among: Choices) -> Comparison:
    """The prefectures `slugs` side by side; five queries."""
    subjects = [among.entries[slug] for slug in slugs]
    gathered = gather(reading, subjects, among.names.here("indicator", _INDICATORS))
    scribe, names = gathered.scribe, among.names
    made = Comparison(
        columns=[column_of(scribe, entry, scribe.name(entry.payload["parent"])) for entry in subjects],
        groups=[
            _policy_group(gathered, names),
            _technopolis_group(gathered, names),
            *_figure_groups(gathered, names),
            _network_group(gathered),
            _finding_group(gathered),
            _standing_group(gathered),
        ],
    )
    return drawn("prefectures", noted(made))


def _policy_group(gathered: Gathered, names: Names) -> Group:
    scribe = gathered.scribe
    figures = {column: gathered.own(column, "observation") for column in gathered.columns}
    focuses = [
        cell_of([_focus(scribe, focus) for focus in entry.payload["focuses"]], missing=UNRESEARCHED)
        for entry in gathered.subjects
    ]
    indicators = names.here("indicator", _POLICY_INDICATORS)
    rows = figure_rows(scribe, gathered.columns, figures, indicators, missing=UNRESEARCHED)
    return Group(
        "st-policy",
        _("Science and technology policy of the prefecture"),
        [*rows, Row("focus", _("Focus areas"), focuses)],
    )


def _focus(scribe: Scribe, focus: dict) -> Item:
    # The document's own words; the term of the atlas only where it differs.
    term = scribe.name(focus["field"])
    said = focus["printed"] or term
    detail = "" if said.casefold() == term.casefold() else term
    return Item(
        words=said,
        detail=detail,
        remark=focus["remark"],
        evidence=shown(focus["evidence"], scribe.cards, scribe.language),
    )


def _technopolis_group(gathered: Gathered, names: Names) -> Group:
    scribe, programme = gathered.scribe, f"policy:{names.one('policy', _TECHNOPOLIS)}"
    indicators = names.here("indicator", _TECHNOPOLIS_INDICATORS)
    derivations = as_named([HIGH_TECH_SHARE], names)
    areas, figures = [], {}
    for column in gathered.columns:
        clusters = [e for e in gathered.own(column, "cluster") if _is_designated_by(programme, e)]
        areas.append(Cell([scribe.entry(cluster) for cluster in clusters], missing=UNRESEARCHED))
        keys = {key(cluster) for cluster in clusters}
        figures[column] = [e for e in gathered.of_parts(column, "observation") if ref_key(e.payload["subject"]) in keys]
    return Group(
        "technopolis",
        _("Technopolis areas and their results"),
        [
            Row("technopolis-area", _("Technopolis area"), areas),
            *figure_rows(scribe, gathered.columns, figures, indicators, missing=UNRESEARCHED),
            *derived_rows(scribe, gathered.columns, figures, derivations, missing=UNRESEARCHED),
        ],
        _("Figures are those of the area named, not of the whole prefecture. 0 is a counted zero."),
    )


def _is_designated_by(programme: str, cluster: Printed) -> bool:
    return any(ref_key(designation["programme"]) == programme for designation in cluster.payload["designations"])


def _figure_groups(gathered: Gathered, names: Names) -> list[Group]:
    """Every other figure of the prefectures, their places and clusters; no group where there is none."""
    figures = {column: gathered.figures(column) for column in gathered.columns}
    rest = indicators_of(gathered.scribe, figures, but=names.here("indicator", _INDICATORS))
    if not rest:
        return []
    rows = figure_rows(gathered.scribe, gathered.columns, figures, rest, missing=UNRESEARCHED)
    return [Group("figures", _("Other figures"), rows)]


def _network_group(gathered: Gathered) -> Group:
    scribe = gathered.scribe
    policies, clusters, organisations = [], [], []
    for column in gathered.columns:
        named = [
            scribe.entry(policy, attribute="places", whose=_named_place(policy, column, gathered))
            for policy in gathered.own(column, "policy")
        ]
        policies.append(Cell(named, missing=UNRESEARCHED))
        lying = [
            scribe.entry(cluster, detail=cluster.payload["fields_printed"])
            for cluster in gathered.own(column, "cluster")
        ]
        clusters.append(Cell(lying, missing=UNRESEARCHED))
        seated = [
            scribe.entry(one, detail=words.said("organisation", "kind", one.payload["kind"], scribe.language))
            for one in gathered.own(column, "organisation")
        ]
        organisations.append(Cell(seated, missing=UNRESEARCHED))
    return Group(
        "policies-and-clusters",
        _("Policies, clusters, organisations"),
        [
            Row("policies", _("Policies that name the prefecture or a place in it"), policies),
            Row(
                "policies-larger",
                _("Policies that name a larger place (only counted here)"),
                [_larger(gathered, entry) for entry in gathered.subjects],
            ),
            Row("clusters", _("Clusters"), clusters),
            Row("organisations", _("Organisations"), organisations),
        ],
    )


def _named_place(policy: Printed, column: str, gathered: Gathered) -> dict | None:
    """The place in the prefecture by which a policy reaches it; None where it names the prefecture itself."""
    places = policy.payload["places"]
    inside = {key(entry) for entry in gathered.own(column, "place")}
    if any(ref_key(place) == column for place in places):
        return None
    return next((place for place in places if ref_key(place) in inside), None)


def _larger(gathered: Gathered, entry: Printed) -> Cell:
    """How many policies name each larger place in which the prefecture lies, the smallest place first."""
    items = []
    for ref in entry.payload["within"]:
        if number := gathered.larger[ref_key(ref)]:
            said = ngettext("%(number)s names %(place)s", "%(number)s name %(place)s", number) % {
                "number": number,
                "place": gathered.scribe.name(ref),
            }
            address = gathered.scribe.ref(ref).address
            items.append(Item(said, address, value=Decimal(number), unit="policies"))
    return Cell(items, missing="none-found", missing_words=_("none in the atlas"))


def _finding_group(gathered: Gathered) -> Group:
    scribe = gathered.scribe
    own, parts, disagreements = [], [], []
    absent = {"missing": UNRESEARCHED, "missing_words": _("not yet researched: no finding in the atlas")}
    for column in gathered.columns:
        own.append(finding_cell(scribe, column, gathered.own(column, "finding"), **absent))
        parts.append(finding_cell(scribe, column, gathered.of_parts(column, "finding"), **absent))
        found = [*gathered.own(column, "disagreement"), *gathered.of_parts(column, "disagreement")]
        disagreements.append(disagreement_cell(scribe, found, gathered.figures(column)))
    return Group(
        "findings",
        _("What evaluations found"),
        [
            Row("findings-own", _("About the prefecture itself"), own),
            Row("findings-parts", _("About its cities, areas, clusters and organisations"), parts),
            Row("disagreements", _("Where sources disagree"), disagreements),
        ],
    )


def _standing_group(gathered: Gathered) -> Group:
    scribe = gathered.scribe
    regions, bureaus, codes = [], [], []
    for entry in gathered.subjects:
        data = entry.payload
        parent = scribe.ref(data["parent"], data["evidence"]) if data["parent"] else None
        regions.append(Cell([parent] if parent else [], missing="unknown"))
        bureaus.append(_bureau(scribe, entry))
        codes.append(Cell([scribe.said(data["code"], data["evidence"])] if data["code"] else [], missing="unknown"))
    return Group(
        "standing",
        _("Where it stands"),
        [
            Row("region", _("Region"), regions),
            Row("bureau", words.attribute("meti_bureau", scribe.language), bureaus),
            Row("code", words.attribute("code", scribe.language), codes, numeric=True),
        ],
    )


def _bureau(scribe: Scribe, entry: Printed) -> Cell:
    data = entry.payload
    if not data["meti_bureau"]:
        return Cell(missing=data["missing"].get("meti_bureau", "not-reported"))
    # Only a passage that is said to support the bureau: those for the prefecture as a whole do not speak of it.
    evidence = shown(supporting(data["evidence"], "meti_bureau"), scribe.cards, scribe.language)
    doubt = "" if evidence else _("low confidence: no passage quoted")
    return Cell([Item(words=data["meti_bureau"], remark=data["remark"], evidence=evidence, doubt=doubt)])
