"""The rows of a programme's governance: the organisations that carry it, and how it relates to other policies."""

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.values.vocabularies import RELATION, ROLE

from .gathering import Printed, key, ref_key
from .programme_gathering import Gathered
from .rows import UNREPORTED
from .table import Cell, Group, Item, Row

# Stages have a group of rows of their own.
_STAGES = ("relation_back", "stage-of")


def role_rows(gathered: Gathered) -> list[Row]:
    """Who leads, and one row for each other role that one of the programmes has an organisation for."""
    rows = []
    for role in ROLE.codes:
        cells = [_organisations(gathered, entry, role) for entry in gathered.subjects]
        if role == "lead" or any(cell.items for cell in cells):
            label = (
                _("Ministry or lead organisations") if role == "lead" else ROLE.label(role, gathered.scribe.language)
            )
            rows.append(Row(f"role-{role}", label, cells))
    return rows


def group(gathered: Gathered) -> Group:
    """One row for each way in which one of the programmes relates to another policy."""
    related = {column: _relations(gathered, column) for column in gathered.columns}
    rows = []
    for way in _ways():
        label = _label(way, gathered.scribe.language)
        # “Competes with” reads the same from both ends: one row.
        if any(row.label == label for row in rows):
            continue
        same = [other for other in _ways() if _label(other, gathered.scribe.language) == label]
        cells = [
            Cell([item for one in same for item in related[column].get(one, [])], missing=UNREPORTED)
            for column in gathered.columns
        ]
        if any(cell.items for cell in cells):
            rows.append(Row("-".join(way).replace("_", "-"), label, cells))
    return Group("governance", _("Governance: relations to other policies"), rows)


def _organisations(gathered: Gathered, entry: Printed, role: str) -> Cell:
    scribe = gathered.scribe
    held = [one for one in entry.payload["roles"] if one["role"] == role]
    # A role without a passage of its own rests on what supports the policy as a whole.
    alone = bool(held) and not any(one["evidence"] for one in held)
    evidence = scribe.named(entry, "roles") if alone else []
    return Cell(
        [scribe.ref(one["organisation"], one["evidence"]) for one in held],
        missing=entry.payload["missing"].get("roles", UNREPORTED),
        evidence=evidence,
        general=alone and not evidence,
    )


def _ways() -> list[tuple[str, str]]:
    """Every relation from either end, what came first and what it rests on before what it led to."""
    return [("relation", "stage-of")] + [
        way for code in RELATION.codes if code != "stage-of" for way in (("relation_back", code), ("relation", code))
    ]


def _label(way: tuple[str, str], language: str) -> str:
    said = words.said("policy", *way, language)
    return said[:1].upper() + said[1:]


def _relations(gathered: Gathered, column: str) -> dict[tuple[str, str], list[Item]]:
    found: dict[tuple[str, str], list[Item]] = {}
    for policy in gathered.neighbours:
        for relation in policy.payload["relations"]:
            if key(policy) == column:
                way, other = ("relation", relation["relation"]), relation["policy"]
            elif ref_key(relation["policy"]) == column:
                way, other = ("relation_back", relation["relation"]), {"kind": policy.kind, "slug": policy.slug}
            else:
                continue
            item = gathered.scribe.ref(other, relation["evidence"], remark=relation["remark"])
            found.setdefault(way, []).append(item)
    return found
