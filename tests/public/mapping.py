"""Figures of prefectures made for the tests of the map, and the map's page read back."""

from decimal import Decimal

from policyatlas.records.models import Indicator, Place


def figures(desk, values: dict[str, object], *, indicator: Indicator | None = None, **fields) -> Indicator:
    """An indicator in print with a figure of each prefecture of `values`: a number, or a kind of missing.

    The figures are of 2000 unless `fields` say otherwise.
    """
    indicator = indicator or desk.an_indicator(name_en="Laboratories")
    given = {"period_start": 2000, "period_end": 2000} | fields
    for slug, value in values.items():
        said = {"missing": value} if isinstance(value, str) else {"value": Decimal(value)}
        place = Place.objects.get(slug=slug)
        desk.publish(desk.an_observation(indicator=indicator, place=place, **said, **given))
    return indicator


def standings(response) -> dict[str, object]:
    """The standing of each prefecture on the page, by slug."""
    return {one.prefecture.slug: one for one in response.context["answer"].standings}
