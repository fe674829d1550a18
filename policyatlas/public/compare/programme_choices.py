"""The programmes that can be chosen: by level of government and kind, with ready-made selections."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Reading
from policyatlas.public import words

from .choices import ChoiceGroup, Choices, all_of_each, choice, presets
from .names import AS_WRITTEN, Names, addresses
from .subjects import SLUG

# What is offered; any other policy in print can still be asked for by its slug.
_PROGRAMMES = ("programme", "initiative", "plan", "strategy", "network")
CLUSTER_PROGRAMMES = ("industrial-cluster-project", "knowledge-cluster-initiative")
_TECHNOPOLIS = "technopolis-programme"
_STAGES = tuple(f"{programme}-stage-{number}" for programme in CLUSTER_PROGRAMMES for number in (1, 2))
_TOHOKU = (_TECHNOPOLIS, "tohoku-intelligent-cosmos-plan", "iwate-network-systems")
_BASIC_PLANS = tuple(f"{ordinal}-science-and-technology-basic-plan" for ordinal in ("first", "second", "third"))
NAMED = addresses("policy", [*CLUSTER_PROGRAMMES, *_STAGES, *_TOHOKU, *_BASIC_PLANS])


def choices(reading: Reading, asked: Iterable[str], names: Names = AS_WRITTEN) -> Choices:
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
    made = Choices(offered, further=further, names=names)
    ready = [(label, names.here("policy", slugs)) for label, slugs in _presets()]
    made.presets = presets(ready, made.known)
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


def _presets() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (_("The two cluster programmes of METI and MEXT"), CLUSTER_PROGRAMMES),
        (_("From Technopolis to clusters"), (_TECHNOPOLIS, *CLUSTER_PROGRAMMES)),
        (_("The stages of the two cluster programmes"), _STAGES),
        (_("Three ways in Tohoku: Technopolis, TICP, INS"), _TOHOKU),
        (_("The three Science and Technology Basic Plans"), _BASIC_PLANS),
    ]
