"""What the address of a comparison asks besides its subjects, and the one canonical way to write it all down."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.payloads import Address
from policyatlas.public.words import listed

from .subjects import FEWEST, quotable
from .table import Comparison

# More columns than this cannot be read side by side: then the subjects are the rows.
MOST_COLUMNS = 10
# Which rows alone are shown: those in which the subjects differ, those with a number and its unit.
ONLY = ("differ", "figures")
_NAMES = ("s", "row", "only", "turn", "fold")
# What the code of a row of findings begins with, before the slug of its dimension.
DIMENSION = "dimension-"
# That of ratings: the framework and the number of the criterion.
_RATING = re.compile(r"rating-(.+)-(\d+)")
# An address with more rows, groups or names that are not there than this is not quoted any further.
_QUOTED = 6


@dataclass(frozen=True)
class Question:
    """A comparison as its address says it.

    `rows` are the codes of the rows shown, in their order (empty: all of them in the usual order); `only` restricts
    them; `turn` asks for subjects as rows where they would be columns; `folded` are the codes of the groups whose rows
    the page hides.
    """

    slugs: tuple[str, ...]
    rows: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    turn: bool = False
    folded: tuple[str, ...] = ()

    @property
    def turned(self) -> bool:
        """Whether the subjects are the rows of the table."""
        return self.turn or self.must_turn

    @property
    def must_turn(self) -> bool:
        """Whether there are too many subjects to be columns."""
        return len(self.slugs) > MOST_COLUMNS

    def query(self, **changes) -> str:
        """The question in canonical form, perhaps with `changes`: without the question mark, empty for no subject."""
        wanted = replace(self, **changes)
        parts = (
            _said_as("s", wanted.slugs),
            _said_as("row", wanted.rows),
            _said_as("only", tuple(name for name in ONLY if name in wanted.only)),
            "turn=yes" if wanted.turn and not wanted.must_turn else "",
            _said_as("fold", tuple(sorted(wanted.folded))),
        )
        return "&".join(part for part in parts if part)

    def with_only(self, name: str) -> str:
        """The question with one restriction of the rows on if it was off, and off if it was on."""
        return self.query(only=toggled(self.only, name))

    def with_fold(self, code: str) -> str:
        """The question with one group folded if it was open, and open if it was folded."""
        return self.query(folded=toggled(self.folded, code))


def ask(parameters: QueryDict, slugs: tuple[str, ...], made: Comparison) -> tuple[Question, list[str]]:
    """The question about `slugs`, of which `made` has all rows; and what of it could not be followed, in sentences."""
    usual = made.codes
    rows, unknown_rows = _known(parameters.getlist("row"), usual)
    only, unknown_only = _known(parameters.getlist("only"), ONLY)
    folded, unknown_groups = _known(parameters.getlist("fold"), [group.code for group in made.groups])
    alone = len(slugs) < FEWEST
    question = Question(
        slugs=slugs,
        rows=() if rows == usual else rows,
        # One subject cannot differ from itself.
        only=tuple(name for name in ONLY if name in only and not (alone and name == "differ")),
        turn=_turn(parameters) == "yes",
        folded=tuple(sorted(folded)),
    )
    notes = [
        *([_("One subject alone cannot differ, so all its rows are shown.")] if alone and "differ" in only else []),
        *_said(_("Named more than once and followed once: %(words)s."), _repeated(parameters)),
        *_said(_("There is no row %(words)s in this comparison."), unknown_rows),
        *_said(_("Rows can be shown only if they differ or have figures, not %(words)s."), unknown_only),
        *_said(_("There is no group of rows %(words)s in this comparison."), unknown_groups),
        *_turning(parameters, question),
        *_said(
            _("Left out, because a comparison cannot be asked such things: %(words)s."),
            [name for name in parameters if name not in _NAMES],
        ),
    ]
    return question, notes


def only_words(name: str) -> str:
    """A restriction of the rows in words."""
    return {"differ": _("Only rows that differ"), "figures": _("Only rows with figures")}[name]


def row_address(code: str) -> Address:
    """The entry that the code of a row names, if any: of findings a term, of ratings a framework, else an indicator."""
    if code.startswith(DIMENSION):
        return "term", code.removeprefix(DIMENSION)
    if rating := _RATING.fullmatch(code):
        return "framework", rating[1]
    return "indicator", code


def renamed_row(code: str, told: Callable[[Address], Address]) -> str:
    """The code of the same row where the entry that it names has the address that is `told` of it."""
    slug = told(row_address(code))[1]
    if rating := _RATING.fullmatch(code):
        return f"rating-{slug}-{rating[2]}"
    return DIMENSION + slug if code.startswith(DIMENSION) else slug


# A page has a hundred links, and the same slugs or the same codes are in nearly all of them.
@lru_cache(maxsize=256)
def _said_as(name: str, values: tuple[str, ...]) -> str:
    return "&".join(f"{name}={quote_plus(value)}" for value in values)


def toggled(names: Sequence[str], name: str) -> tuple[str, ...]:
    """`names` without `name` if it is among them, with it if it is not."""
    return tuple(other for other in names if other != name) if name in names else (*names, name)


def _known(values: Iterable[str], known: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The values that are known, each once and in their order, and the others."""
    typed = list(dict.fromkeys(value.strip() for value in values if value.strip()))
    return tuple(value for value in typed if value in known), [value for value in typed if value not in known]


def _repeated(parameters: QueryDict) -> list[str]:
    """The values of rows, restrictions, folds and turns that are given more than once, and turns beside the first."""
    found = []
    for name in ("row", "only", "fold"):
        values = [value.strip() for value in parameters.getlist(name) if value.strip()]
        found += [value for value in dict.fromkeys(values) if values.count(value) > 1]
    return [*found, *(f"turn={value}" for value in parameters.getlist("turn")[1:])]


def _turn(parameters: QueryDict) -> str:
    return next(iter(parameters.getlist("turn")), "").strip().lower()


def _turning(parameters: QueryDict, question: Question) -> list[str]:
    value = _turn(parameters)
    if value in ("", "yes"):
        return []
    if value != "no":
        return _said(_("The table can be turned with “yes”, not with %(words)s."), [value])
    if question.must_turn:
        said = _("More than %(most)s cannot stand side by side, so each of them has a row.") % {"most": MOST_COLUMNS}
        return [said]
    return []


def _said(sentence: str, words: Sequence[str]) -> list[str]:
    if not words:
        return []
    quoted = listed(f"“{quotable(word)}”" for word in words[:_QUOTED])
    return [sentence % {"words": quoted if len(words) <= _QUOTED else f"{quoted} …"}]
