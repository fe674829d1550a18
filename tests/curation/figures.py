"""Figures that contradict each other, for tests."""

from decimal import Decimal


def figures(desk, *values, **fields):
    """Figures of one indicator, policy and period."""
    given = {"indicator": desk.an_indicator(), "policy": desk.a_policy(title_en="A counted plan")}
    given |= {"period_start": 2004, "period_end": 2004} | fields
    return [desk.an_observation(value=Decimal(value), **given) for value in values]
