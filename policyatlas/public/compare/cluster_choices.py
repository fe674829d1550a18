"""The clusters that can be chosen: by what they were formed on, with ready-made selections."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.values.vocabularies import FORMATION_BASE

from .choices import ChoiceGroup, Choices, all_of_each, choice, presets
from .names import AS_WRITTEN, Names, addresses

_TECHNOPOLIS = "technopolis-programme"
_CHARTED = ("kagawa-rare-sugar", "fukui-nano", "sapporo-it", "kobe-bio")
_SUCCESSFUL = ("sapporo-valley", "hamamatsu", "kitakyushu")
NAMED = addresses("policy", [_TECHNOPOLIS]) | addresses("cluster", [*_CHARTED, *_SUCCESSFUL])


def choices(reading: Reading, asked: Iterable[str], names: Names = AS_WRITTEN) -> Choices:
    """All clusters; one query."""
    language = words.page_language()
    programme = {"kind": "policy", "slug": names.one("policy", _TECHNOPOLIS)}
    rows = list(
        reading.entries("cluster")
        .order_by("title_en", "slug")
        .values_list("slug", "title_en", "title_ja", "payload__formation_base", "payload__designations")
    )
    groups: dict[str, list] = {label: [] for label in _labels(language).values()}
    technopolis = []
    for slug, en, ja, base, designations in rows:
        designated = any(one["programme"] == programme for one in designations)
        # Some were both formed on something and designated later: what they were formed on goes first.
        sort = base or ("technopolis" if designated else "")
        groups[_labels(language)[sort]].append(choice(slug, en, ja, language))
        technopolis += [slug] if designated and not base else []
    made = Choices([ChoiceGroup(label, found) for label, found in groups.items() if found], names=names)
    made.whole_groups = all_of_each(_("All of one sort"), made.groups)
    made.presets = presets(
        [
            (_("The four clusters charted by NISTEP (2004)"), names.here("cluster", _CHARTED)),
            (_("Technopolis areas"), technopolis),
            (_("Established or successful localities"), names.here("cluster", _SUCCESSFUL)),
        ],
        made.known,
    )
    return made


def _labels(language: str) -> dict[str, str]:
    bases = {
        code: _("Formed on: %(base)s") % {"base": FORMATION_BASE.label(code, language)} for code in FORMATION_BASE.codes
    }
    return bases | {"technopolis": _("Technopolis areas"), "": _("Formation base not reported")}
