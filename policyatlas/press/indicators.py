"""Prints indicators and observations."""

from decimal import Decimal

from policyatlas.editions.payloads import IndicatorPayload, Names, ObservationPayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Indicator, Observation
from policyatlas.values.folding import fold
from policyatlas.values.periods import Period
from policyatlas.values.quantities import as_number

from .parts import (
    cited,
    in_revision,
    japanese_name_of,
    key,
    kind_of,
    missing,
    name_of,
    names,
    place_keys,
    ref,
    source_keys,
)


def indicator_sheets(indicator: Indicator) -> list[Sheet]:
    """One entry: the indicator; its figures are entries of their own."""
    payload = IndicatorPayload(
        name=names(indicator.name_en, indicator.name_ja),
        unit=indicator.unit,
        definition=indicator.definition,
        direction=indicator.direction,
        evidence=cited(indicator),
        missing={},
    )
    return [
        Sheet(
            kind=kind_of(indicator),
            slug=indicator.slug,
            payload=payload,
            title_en=indicator.name_en,
            title_ja=indicator.name_ja,
            text=fold(indicator.name_en, indicator.name_ja, indicator.definition, indicator.unit),
            facets={"unit": [indicator.unit], "source": source_keys(payload)},
        )
    ]


def observation_sheets(observation: Observation) -> list[Sheet]:
    """One entry: the figure, or the kind of missing that stands in its place."""
    indicator, subject = observation.indicator, observation.subject
    (named, unit), about = _of(indicator), name_of(subject)
    period = Period(
        observation.period_start, observation.period_end, observation.fiscal_year, observation.period_printed
    )
    title_en = f"{named.en}: {about} ({period.words('en')})"
    title_ja = _in_japanese(named.ja, japanese_name_of(subject), period)
    payload = ObservationPayload(
        name=names(title_en, title_ja),
        indicator=ref(indicator),
        subject=ref(subject),
        unit=unit,
        value=_number(observation.value),
        upper_value=_number(observation.upper_value),
        qualifier=observation.qualifier or ("" if observation.missing else "exact"),
        value_missing=observation.missing,
        period_start=observation.period_start,
        period_end=observation.period_end,
        fiscal=observation.fiscal_year,
        period_printed=observation.period_printed,
        rank=observation.rank,
        remark=observation.remark,
        evidence=cited(observation),
        missing=missing(period_start=observation.period_start, period_end=observation.period_end),
    )
    place = observation.place
    return [
        Sheet(
            kind=kind_of(observation),
            slug=observation.slug,
            payload=payload,
            title_en=title_en,
            title_ja=title_ja,
            year_from=observation.period_start,
            year_to=observation.period_end,
            number=observation.value,
            text=fold(named.en, named.ja, about, observation.remark),
            facets={
                "indicator": [key(indicator)],
                "subject": [key(subject)],
                "subject_kind": [kind_of(subject)],
                "place": place_keys([place]) if place else [],
                "value_missing": [observation.missing or "given"],
                "source": source_keys(payload),
            },
        )
    ]


def _of(indicator: Indicator) -> tuple[Names, str]:
    """The name and the unit of an indicator; those in print while they are being revised."""
    printed = in_revision(indicator)
    if printed is None:
        return names(indicator.name_en, indicator.name_ja), indicator.unit
    return names(printed.title_en, printed.title_ja), printed.payload["unit"]


def _in_japanese(indicator: str, subject: str, period: Period) -> str:
    """What the figure is called in Japanese where both that it is made of are; its years, as no source prints it so."""
    return f"{indicator}：{subject}（{period.years('ja')}）" if indicator and subject else ""


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else as_number(value)
