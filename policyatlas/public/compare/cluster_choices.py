"""The clusters that can be chosen: by what they were formed on, with ready-made selections."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.values.vocabularies import FORMATION_BASE

from .choices import ChoiceGroup, Choices, all_of_each, choice, presets

_TECHNOPOLIS = {"kind": "policy", "slug": "technopolis-programme"}


def choices(reading: Reading, asked: Iterable[str]) -> Choices:
    """All clusters; one query."""
    language = words.page_language()
    rows = list(
        reading.entries("cluster")
        .order_by("title_en", "slug")
        .values_list("slug", "title_en", "title_ja", "payload__formation_base", "payload__designations")
    )
    groups: dict[str, list] = {label: [] for label in _labels(language).values()}
    technopolis = []
    for slug, en, ja, base, designations in rows:
        designated = any(one["programme"] == _TECHNOPOLIS for one in designations)
        # Some were both formed on something and designated later: what they were formed on goes first.
        sort = base or ("technopolis" if designated else "")
        groups[_labels(language)[sort]].append(choice(slug, en, ja, language))
        technopolis += [slug] if designated and not base else []
    made = Choices([ChoiceGroup(label, found) for label, found in groups.items() if found])
    made.whole_groups = all_of_each(_("All of one sort"), made.groups)
    charted = ["kagawa-rare-sugar", "fukui-nano", "sapporo-it", "kobe-bio"]
    made.presets = presets(
        [
            (_("The four clusters charted by NISTEP (2004)"), charted),
            (_("Technopolis areas"), technopolis),
            (_("Established or successful localities"), ["sapporo-valley", "hamamatsu", "kitakyushu"]),
        ],
        made.known,
    )
    return made


def _labels(language: str) -> dict[str, str]:
    bases = {
        code: _("Formed on: %(base)s") % {"base": FORMATION_BASE.label(code, language)} for code in FORMATION_BASE.codes
    }
    return bases | {"technopolis": _("Technopolis areas"), "": _("Formation base not reported")}
