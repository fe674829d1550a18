"""Which figure a claim in words speaks of."""

import re
from collections.abc import Iterable
from decimal import Decimal

from policyatlas.records.models import Observation

_SIZES = {"million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "": 1}
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(million|billion|trillion|bn|m)?(?![a-z\d])|([a-z]+)", re.IGNORECASE)


def numbers_in(claim: str) -> list[Decimal]:
    """The numbers a claim names, in full units and in their order: “1.5bn yen” is 1500000000, “nine” is 9."""
    found = []
    for digits, size, word in _NUMBER.findall(claim):
        if digits:
            found.append(Decimal(digits.replace(",", "")) * _SIZES[size.lower()])
        elif word.lower() in _WORDS:
            found.append(Decimal(_WORDS.index(word.lower())))
    return found


def spoken_of(claim: str, observations: Iterable[Observation]) -> Observation | None:
    """The one of `observations` whose value the claim names first; None if it names the value of none."""
    named = numbers_in(claim)
    fitting = [
        observation
        for observation in observations
        if observation.value in named and (observation.upper_value is None or observation.upper_value in named)
    ]
    return min(fitting, key=lambda observation: named.index(observation.value), default=None)
