"""The programmes that can be chosen: by level of government and kind, with ready-made selections."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Reading
from policyatlas.public import words

from .choices import ChoiceGroup, Choices, all_of_each, choice, presets
from .subjects import SLUG

# What is offered; any other policy in print can still be asked for by its slug.
_PROGRAMMES = ("programme", "initiative", "plan", "strategy", "network")


def choices(reading: Reading, asked: Iterable[str]) -> Choices:
    """The policies that are programmes in a wide sense, and those among `asked` that are not; one query."""
    language = words.page_language()
    programmes = Facet.objects.filter(name="kind", value__in=_PROGRAMMES).values("entry")
    named = [slug for slug in asked if SLUG.fullmatch(slug)]
    rows = (
        reading.entries("policy")
        .filter(Q(pk__in=programmes) | Q(slug__in=named))
        .order_by("title_en", "slug")
        .values_list("slug", "title_en", "title_ja", "payload__kind", "payload__level")
    )
    groups: dict[str, list] = {label: [] for label in _labels().values()}
    further = {}
    for slug, en, ja, kind, level in rows:
        one = choice(slug, en, ja, language)
        if kind in _PROGRAMMES:
            groups[_label(kind, level)].append(one)
        else:
            further[slug] = one
    offered = [ChoiceGroup(label, found) for label, found in groups.items() if found]
    made = Choices(offered, further=further)
    made.presets = presets(_presets(), made.known)
    made.whole_groups = all_of_each(_("All of one sort"), offered)
    return made


def _labels() -> dict[str, str]:
    return {
        "programme": _("National programmes"),
        "initiative": _("National initiatives and networks"),
        "plan": _("National plans and strategies"),
        "regional": _("Regional, prefectural and local"),
        "unknown": _("Abroad, or level of government not reported"),
    }


def _label(kind: str, level: str) -> str:
    if not level:
        return _labels()["unknown"]
    if level != "national":
        return _labels()["regional"]
    return _labels()[{"network": "initiative", "strategy": "plan"}.get(kind, kind)]


def _presets() -> list[tuple[str, list[str]]]:
    industrial, knowledge = "industrial-cluster-project", "knowledge-cluster-initiative"
    return [
        (_("The two cluster programmes of METI and MEXT"), [industrial, knowledge]),
        (_("From Technopolis to clusters"), ["technopolis-programme", industrial, knowledge]),
        (
            _("The stages of the two cluster programmes"),
            [f"{industrial}-stage-1", f"{industrial}-stage-2", f"{knowledge}-stage-1", f"{knowledge}-stage-2"],
        ),
        (
            _("Three ways in Tohoku: Technopolis, TICP, INS"),
            ["technopolis-programme", "tohoku-intelligent-cosmos-plan", "iwate-network-systems"],
        ),
        (
            _("The three Science and Technology Basic Plans"),
            [f"{ordinal}-science-and-technology-basic-plan" for ordinal in ("first", "second", "third")],
        ),
    ]
