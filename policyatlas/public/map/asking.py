"""What a reader asks of the map, read from the address: what is meant, and what had to be left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading
from policyatlas.public import words

from .offering import USUAL, Offer, Show

# The classes of the figures shown alone, or those of all periods of the indicator.
SCALES = ("shown", "all")
NAMES = ("show", "period", "scale")
# Longer values are not worth a question to the database.
_LONGEST = 160


@dataclass(frozen=True)
class Asked:
    """A question to the map in its one canonical form; `period` is empty where there is none to choose."""

    show: Show
    period: str = ""
    scale: str = SCALES[0]
    ignored: list[str] = field(default_factory=list)

    def query(self, **other: str) -> str:
        """The canonical question, with `other` answers: sorted by name, what is usual left out."""
        wanted = {"show": self.show.code, "period": self.period, "scale": self.scale, **other}
        usual = {"show": USUAL, "period": "", "scale": SCALES[0]}
        return urlencode(sorted((name, value) for name, value in wanted.items() if value != usual[name]), safe=":")


def ask(offer: Offer, reading: Reading, parameters: QueryDict) -> Asked:
    """Reads the question; two queries at most, where something is asked that is not in print under that name."""
    ignored = [
        _("“%(name)s” is not something the map can be asked, so it was left out.") % {"name": words.shortened(name)}
        for name in parameters
        if name not in NAMES
    ]
    show = _show(offer, reading, parameters.get("show", "").strip(), ignored)
    scale = parameters.get("scale", "").strip() or SCALES[0]
    if scale not in SCALES:
        ignored.append(
            _("“%(value)s” is not a way to form classes, so the usual one was taken.")
            % {"value": words.shortened(scale)}
        )
        scale = SCALES[0]
    return Asked(show, parameters.get("period", "").strip(), scale, ignored)


def settled(asked: Asked, periods: Iterable[str]) -> Asked:
    """The question with a period that there is: the one asked for, or else the last of `periods`; empty for none."""
    known = list(periods)
    several = len(known) > 1
    scale = asked.scale if several else SCALES[0]
    if asked.period in known:
        return replace(asked, scale=scale)
    ignored = list(asked.ignored)
    if asked.period:
        said = {"value": words.shortened(asked.period), "name": asked.show.label}
        if known:
            ignored.append(_("%(name)s has no figures for “%(value)s”, so the last period was taken.") % said)
        else:
            ignored.append(_("%(name)s is not of one period, so “%(value)s” was left out.") % said)
    return replace(asked, period=known[-1] if known else "", scale=scale, ignored=ignored)


def _show(offer: Offer, reading: Reading, code: str, ignored: list[str]) -> Show:
    shows = offer.all
    if code in shows:
        return shows[code]
    if code:
        moved = _moved(reading, code)
        if moved in shows:
            said = {"value": words.shortened(code), "now": moved}
            ignored.append(_("“%(value)s” is “%(now)s” in this edition, so that was taken.") % said)
            return shows[moved]
        ignored.append(
            _("The map has nothing called “%(value)s” in this edition, so it shows what it usually shows.")
            % {"value": words.shortened(code)}
        )
    return shows[USUAL]


def _moved(reading: Reading, code: str) -> str:
    """The code under which this edition has an indicator that another edition has under `code`; empty for none."""
    kind, _colon, slug = code.partition(":")
    if kind != "indicator" or not slug or len(slug) > _LONGEST or not slug.isprintable():
        return ""
    return ":".join(reading.moved([(kind, slug)]).get((kind, slug), ()))
