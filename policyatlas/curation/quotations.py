"""Quotations held against the stored texts of their sources: which stand there, and what stands there instead."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Length

from policyatlas.records.models import Passage, Source, SourceText
from policyatlas.values.quoting import Text

from .models import Event

# What the log says of a passage that was kept although its quotation is not in the stored text.
CONFIRMED = "The print says exactly this."


@dataclass(frozen=True)
class Miss:
    """A passage whose quotation does not stand in the text of its source, and the words there that are most like it.

    `confirmed` says that somebody looked at the print, which says exactly this.
    """

    passage: Passage
    nearest: str
    confirmed: bool

    @property
    def sentence(self) -> str:
        """What is wrong, for the person."""
        said = f"The text of “{self.passage.source}” does not have this quotation. "
        if not self.nearest:
            return f"{said}Nothing in it is like it: look whether it is from another source."
        return f"{said}The nearest words there: “{self.nearest}”."


def misses(passages: Iterable[Passage]) -> list[Miss]:
    """Those of `passages` whose sources have a text that does not hold their quotation; each text is read once."""
    asked: dict[int, list[Passage]] = {}
    for passage in passages:
        asked.setdefault(passage.source_id, []).append(passage)
    found = []
    for stored in SourceText.objects.filter(source__in=asked).order_by("source_id"):
        text = Text(stored.text)
        found += [
            (passage, text.nearest(passage.quote))
            for passage in asked[stored.source_id]
            if not text.holds(passage.quote)
        ]
    confirmed = _confirmed([passage.pk for passage, _ in found])
    return [Miss(passage, nearest, passage.pk in confirmed) for passage, nearest in found]


def text_of(source: Source) -> SourceText | None:
    """What is known of the stored text of `source`, with its `length`, without the text itself; None for none."""
    stored = SourceText.objects.filter(source=source).select_related("added_by").defer("text")
    return stored.annotate(length=Length("text")).first()


def _confirmed(keys: list[int | None]) -> set[int]:
    """Which passages were kept as they are although the text does not have them."""
    # A quotation that is changed afterwards is checked anew, and its confirmation logged anew.
    return set(
        Event.objects.filter(noun="passage", record_id__in=keys, reason=CONFIRMED).values_list("record_id", flat=True)
        if keys
        else ()
    )
