"""Loads indicators and their observations."""

from decimal import Decimal, InvalidOperation

from policyatlas.records.models import Indicator, IndicatorCitation, Observation, ObservationCitation
from policyatlas.values.periods import Period

from .nouns import load
from .rows import Row, Unfit
from .run import Draft, Part, Run, further_passages
from .subjects import subject


def load_indicators(run: Run) -> None:
    """indicators.csv."""
    extra = [further_passages("indicators", IndicatorCitation)]
    load(run, Indicator, run.rows["indicators"], _indicator, attached=extra)


def load_observations(run: Run) -> None:
    """observations.csv."""
    extra = [further_passages("observations", ObservationCitation)]
    load(run, Observation, run.rows["observations"], _observation, attached=extra)


def _indicator(run: Run, row: Row) -> Draft:
    indicator = Indicator(
        slug=row["slug"],
        name_en=row["name_en"],
        name_ja=row["name_ja"],
        unit=row["unit"],
        definition=row["definition"],
        direction=row["direction"],
    )
    return Draft(indicator, [Part(IndicatorCitation(record=indicator), row)])


def _observation(run: Run, row: Row) -> Draft:
    indicator = run.one(Indicator, row["indicator_slug"])
    if row["unit"] != indicator.unit:
        raise Unfit(f"Its unit is “{row['unit']}”; the indicator “{indicator.slug}” is given in “{indicator.unit}”.")
    if row["subject_kind"] == "indicator":
        raise Unfit("A figure cannot be about an indicator.")
    observation = Observation(
        slug=row["slug"],
        indicator=indicator,
        value=_number(row, "value"),
        upper_value=_number(row, "value_max"),
        qualifier=row["qualifier"],
        missing=row["missing"],
        remark=row["note"],
        **{row["subject_kind"]: subject(run, row["subject_kind"], row["subject_slug"])},
        **_period(row),
    )
    return Draft(observation, [Part(ObservationCitation(record=observation), row)])


def _period(row: Row) -> dict:
    if row["fiscal_year"] not in ("", "yes"):
        raise Unfit(f"fiscal_year is “{row['fiscal_year']}”; it must be “yes” or empty.")
    start, end, fiscal = row.whole("period_start"), row.whole("period_end"), bool(row["fiscal_year"])
    # Where the words are what the years say anyway, they are left out: then a Japanese page can say them in Japanese.
    printed = "" if row["as_of"] == Period(start, end, fiscal).years() else row["as_of"]
    return {"period_start": start, "period_end": end, "fiscal_year": fiscal, "period_printed": printed}


def _number(row: Row, column: str) -> Decimal | None:
    text = row[column]
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        number = Decimal("NaN")
    if number is not None and not number.is_finite():
        raise Unfit(f"{column} is “{text}”, which is not a number.")
    return number
