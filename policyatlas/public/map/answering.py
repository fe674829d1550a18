"""What the map shows for a question: each prefecture placed, the classes, and what must be said beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models.fields.json import KT
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import quantity_of
from policyatlas.values.quantities import Quantity

from .asking import Asked, ask, settled
from .counting import counted, explained, in_words
from .measuring import entries_of, measured
from .offering import Offer, Show, offered
from .periods import Slice, slices
from .ranking import ranked
from .scales import Scale, scale_of
from .standings import ABSENT, DISPUTED, GIVEN, Prefecture, Standing, Statement, standing_of


@dataclass(frozen=True)
class Class:
    """One class: its number from the lowest, its shade, its bounds in words, and how many prefectures are in it."""

    number: int
    step: int
    words: str
    prefectures: int


@dataclass(frozen=True)
class Answer:
    """The map of a question: `standings` are ranked, `notes` must be read beside the figures."""

    offer: Offer
    asked: Asked
    periods: list[Slice]
    standings: list[Standing]
    classes: list[Class]
    notes: list[str] = field(default_factory=list)

    @property
    def show(self) -> Show:
        """What is shown."""
        return self.asked.show

    @property
    def period(self) -> Slice | None:
        """The period shown; None where there is none to choose."""
        return next((one for one in self.periods if one.code == self.asked.period and one.code), None)

    @property
    def title(self) -> str:
        """What is shown, with its period: “Population, 2020”."""
        if self.period is None:
            return self.show.label
        return _("%(what)s, %(period)s") % {"what": self.show.label, "period": self.period.label}

    @property
    def ranked(self) -> list[Standing]:
        """The prefectures that have a rank, best placed first."""
        return [one for one in self.standings if one.state == GIVEN]

    @property
    def unranked(self) -> list[Standing]:
        """Those that have none, from north to south."""
        return [one for one in self.standings if one.state != GIVEN]

    def number_of(self, state: str) -> int:
        """How many prefectures are in that state."""
        return sum(one.state == state for one in self.standings)


def answer(reading: Reading, parameters: QueryDict) -> Answer:
    """The map that the question asks for; eight queries at most."""
    offer = offered(reading)
    asked = ask(offer, reading, parameters)
    prefectures = prefectures_of(reading)
    if asked.show.slug:
        return _of_indicator(reading, offer, asked, prefectures)
    asked = settled(asked, [])
    statements = counted(reading, asked.show.code, prefectures)
    found = [standing_of(one, statements.get(one.slug, []), _("none in print")) for one in prefectures]
    scale = scale_of(_values(found))
    standings = ranked(found, scale, ascending=False)
    classes = _classes(scale, standings, lambda low, high: in_words(asked.show.code, int(high), low=int(low)))
    notes = [explained(asked.show.code), _("A prefecture with none in print is not one without policy.")]
    return Answer(offer, asked, [], standings, classes, notes)


def prefectures_of(reading: Reading) -> list[Prefecture]:
    """The prefectures from north to south; one query."""
    rows = reading.entries("prefecture").values_list(
        KT("payload__code"), "slug", "title_en", "title_ja", "payload__tile_column", "payload__tile_row"
    )
    return [Prefecture(*row[1:]) for row in sorted(rows, key=lambda row: (row[0] or "", row[1]))]


def _of_indicator(reading: Reading, offer: Offer, asked: Asked, prefectures: list[Prefecture]) -> Answer:
    entries = entries_of(reading, asked.show.slug)
    periods = slices(entries, asked.show.unit)
    asked = settled(asked, [one.code for one in periods if one.code])
    shown = next((one.entries for one in periods if one.code == asked.period), [])
    statements, absence = measured(reading, shown), words.absent("not-yet-researched", words.page_language())
    found = [standing_of(one, statements.get(one.slug, []), absence) for one in prefectures]
    # The scale is always that of one indicator; another series, even of the same name, is another indicator.
    scale = scale_of(_values(found) if asked.scale == "shown" else [*_values(found), *_all_values(entries)])
    standings = ranked(found, scale, ascending=asked.show.ascending)
    unit, language = asked.show.unit, words.page_language()

    def bounds(low: Decimal, high: Decimal) -> str:
        return Quantity(low, unit, high if high > low else None).words(language)

    return Answer(offer, asked, periods, standings, _classes(scale, standings, bounds), _notes(asked, standings))


def _values(standings: Iterable[Standing]) -> list[Decimal]:
    return [one.value for one in standings if one.state == GIVEN]


def _all_values(entries: Iterable[Entry]) -> list[Decimal]:
    """The figures of all periods; superseded ones left out."""
    quantities = (quantity_of(entry.payload) for entry in entries if entry.payload["rank"] != "deprecated")
    return [quantity.value for quantity in quantities if quantity.value is not None]


def _classes(scale: Scale, standings: list[Standing], said) -> list[Class]:
    return [
        Class(
            number,
            scale.step_of(number),
            said(low, high),
            sum(one.number == number for one in standings),
        )
        for number, (low, high) in enumerate(scale.bounds, 1)
    ]


def _notes(asked: Asked, standings: list[Standing]) -> list[str]:
    """What must be said beside the figures of an indicator."""
    given = [one for one in standings if one.state == GIVEN]
    disputed = sum(one.state == DISPUTED for one in standings)
    absent = sum(one.state == ABSENT for one in standings)
    notes = [asked.show.definition] if asked.show.definition else []
    if any(one.first.upper is not None for one in given):
        notes.append(_("A range is placed by its lower end."))
    if any(one.first.qualifier != "exact" for one in given):
        notes.append(_("Figures given as “about”, “at least” or the like are placed by the number itself."))
    if any(_chosen_among(one.statements) for one in given):
        notes.append(_("Where sources differ, the figure the atlas prefers is placed; the others stand beneath it."))
    if disputed:
        notes.append(
            ngettext(
                "In %(number)s prefecture sources give different figures and none is preferred: it has no rank and no "
                "class.",
                "In %(number)s prefectures sources give different figures and none is preferred: they have no rank "
                "and no class.",
                disputed,
            )
            % {"number": disputed}
        )
    if absent and given:
        notes.append(
            ngettext(
                "%(number)s prefecture has no figure here: that is not a small figure.",
                "%(number)s prefectures have no figure here: that is not a small figure.",
                absent,
            )
            % {"number": absent}
        )
    return notes


def _chosen_among(statements: list[Statement]) -> bool:
    return len({one.measure for one in statements if one.value is not None}) > 1
