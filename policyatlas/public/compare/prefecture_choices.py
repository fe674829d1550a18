"""The prefectures that can be chosen: by region, with all of a region, or of a METI bureau, one click away."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Reading
from policyatlas.public import words

from .choices import ChoiceGroup, Choices, Preset, PresetGroup, choice, presets
from .gathering import Printed, printed
from .names import AS_WRITTEN, Names, addresses

_TOHOKU = "tohoku"
NAMED = addresses("place", [_TOHOKU])


def choices(reading: Reading, asked: Iterable[str], names: Names = AS_WRITTEN) -> Choices:
    """The prefectures by region, from north to south; one query."""
    language = words.page_language()
    regions = Facet.objects.filter(name="place_kind", value="region").values("entry")
    entries = printed(reading.entries().filter(Q(kind="prefecture") | Q(kind="place", pk__in=regions)))
    read = {(entry.kind, entry.slug): entry for entry in entries}
    prefectures = sorted(
        (entry for entry in read.values() if entry.kind == "prefecture"), key=lambda entry: entry.payload["code"]
    )
    by_region: dict[tuple[str, str] | None, list[Printed]] = {}
    for prefecture in prefectures:
        parent = prefecture.payload["parent"]
        by_region.setdefault((parent["kind"], parent["slug"]) if parent else None, []).append(prefecture)
    groups, ready, tohoku = [], [], ("place", names.one("place", _TOHOKU))
    for region, members in by_region.items():
        label = _region_name(read.get(region), language) if region else _("Without a region")
        groups.append(ChoiceGroup(label, [choice(e.slug, e.title_en, e.title_ja, language) for e in members]))
        named = (
            _("The six Tohoku prefectures") if region == tohoku and len(members) == 6 else f"{label} ({len(members)})"
        )
        # The founding documents say most about Tohoku: its link comes first.
        ready.insert(0 if region == tohoku else len(ready), (named, [entry.slug for entry in members]))
    slugs = {entry.slug: entry for entry in prefectures}
    bureaus = PresetGroup(_("All in the area of one METI bureau (general knowledge)"), _of_bureaus(prefectures))
    everywhere = presets([(_("All %(number)s prefectures") % {"number": len(slugs)}, list(slugs))], slugs)
    whole = [bureaus, PresetGroup(_("The whole country"), everywhere)]
    return Choices(groups, presets(ready, slugs), [one for one in whole if one.presets], entries=slugs, names=names)


def _of_bureaus(prefectures: Iterable[Printed]) -> list[Preset]:
    """The prefectures of each regional bureau of the ministry of economy, from north to south."""
    by_bureau: dict[str, list[str]] = {}
    for entry in prefectures:
        if entry.payload["meti_bureau"]:
            by_bureau.setdefault(entry.payload["meti_bureau"], []).append(entry.slug)
    wanted = [(f"{bureau} ({len(slugs)})", slugs) for bureau, slugs in by_bureau.items()]
    return presets(wanted, [slug for _bureau, slugs in wanted for slug in slugs])


def _region_name(region: Printed | None, language: str) -> str:
    if region is None:
        return _("Without a region in print")
    return (language == "ja" and region.title_ja) or region.title_en
