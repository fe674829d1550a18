"""Figures and ratings that were changed while the passages they rest on stayed the same: what is to be confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from policyatlas.records.models import Criterion, Evaluation, Observation, Passage
from policyatlas.values.numbers import names
from policyatlas.values.quantities import plain_number
from policyatlas.values.quoting import holds
from policyatlas.values.vocabularies import ASPECT, MISSING

from .snapshots import Snapshot

# What the log says of a change that was confirmed.
CONFIRMED = "The quotation still gives this figure."


@dataclass(frozen=True)
class Question:
    """One changed figure: `key` says exactly which change it is, and `confirmed` with it confirms this one only."""

    key: str
    subject: str
    sentence: str


@dataclass(frozen=True)
class _Figure:
    subject: str
    said: tuple[str, ...]
    passages: frozenset[int]

    @property
    def words(self) -> str:
        return "–".join(filter(None, self.said)) or "nothing"


def rests_on_quotations(model: type[models.Model]) -> bool:
    """Whether records of `model` have figures or ratings, of which such questions are asked."""
    return model in (Observation, Evaluation)


def questions(model: type[models.Model], before: Snapshot, after: Snapshot) -> list[Question]:
    """What is to be confirmed if a record of `model` is changed from `before` to `after`."""
    read = _observation if model is Observation else _ratings
    old, new = read(before), read(after)
    changed = [name for name in new if name in old and new[name].said != old[name].said]
    asked = [name for name in changed if new[name].passages and new[name].passages == old[name].passages]
    quotes = dict(
        Passage.objects.filter(pk__in={key for name in asked for key in new[name].passages})
        .order_by("pk")
        .values_list("pk", "quote")
        if asked
        else ()
    )
    found = []
    for name in asked:
        own = [quote for key, quote in quotes.items() if key in new[name].passages]
        if not _settled(old[name].said, new[name].said, own):
            found.append(_question(name, old[name], new[name], own))
    return found


def _question(name: str, old: _Figure, new: _Figure, quotes: list[str]) -> Question:
    more = f" and {len(quotes) - 1} more" if len(quotes) > 1 else ""
    return Question(
        f"{name}: {old.words} → {new.words}",
        f"{new.subject}: {new.words}",
        f"{new.subject} was changed from {old.words} to {new.words}, and rests on the same passages as before "
        f"(“{quotes[0]}”{more}). Choose the passage that gives it, or confirm that the quotation still does.",
    )


def _settled(old: Iterable[str], new: Iterable[str], quotes: list[str]) -> bool:
    """Whether the quotations have all that is new, and had not what was there before: the change puts a slip right."""
    told, was = ({word for word in words if word} for words in (new, old))
    return (
        bool(told - was)
        and all(_given(word, quotes) for word in told - was)
        and not any(_given(word, quotes) for word in was - told)
    )


def _given(word: str, quotes: list[str]) -> bool:
    plain = word.replace(",", "")
    if plain.replace(".", "").isdigit():
        return any(names(quote, Decimal(plain)) for quote in quotes)
    if "★" in word:
        return any(word in quote and f"{word}★" not in quote for quote in quotes)
    return any(holds(quote, word) for quote in quotes)


def _observation(whole: Snapshot) -> dict[str, _Figure]:
    fields = whole["fields"]
    numbers = (plain_number(Decimal(number)) if number else "" for number in (fields["value"], fields["upper_value"]))
    said = (*numbers, MISSING.label(fields["missing"]) if fields["missing"] else "")
    return {"figure": _Figure("The figure", said, frozenset(part["passage"] for part in whole["parts"]["citations"]))}


def _ratings(whole: Snapshot) -> dict[str, _Figure]:
    found = whole["parts"]["ratings"]
    labels = dict(Criterion.objects.filter(pk__in=[part["criterion"] for part in found]).values_list("pk", "label"))
    return {
        f"rating {part['criterion']} {part['aspect']}": _Figure(
            f"The rating “{labels.get(part['criterion'], '')}” ({ASPECT.label(part['aspect']).lower()})",
            ("★" * (part["stars"] or 0), part["words"]),
            frozenset([part["passage"]] if part["passage"] else []),
        )
        for part in found
    }
