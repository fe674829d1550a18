"""The answer to the address of a comparison: its subjects found, its rows laid out, chosen and ordered."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading

from .arranging import arranged
from .choices import Choices
from .names import Names
from .nouns import Noun
from .question import Question, ask, renamed_row, row_address
from .subjects import SLUG, Asked, asked, typed
from .table import Comparison


@dataclass(frozen=True)
class Answer:
    """Everything the address of a comparison leads to.

    `laid_out` has all rows there are for the subjects, `shown` those that are asked for; `notes` say what of the
    question, its subjects apart, could not be followed.
    """

    choices: Choices
    asked: Asked
    question: Question
    laid_out: Comparison
    shown: Comparison
    notes: list[str] = field(default_factory=list)

    def code(self, code: str) -> str:
        """The code of the row that an address calls `code`, perhaps by the name of its entry in another edition."""
        return _code(code, self.laid_out.codes, self.choices.names)


def answer(noun: Noun, reading: Reading, parameters: QueryDict) -> Answer:
    """The comparison that the parameters of an address ask for; as many queries however many subjects there are.

    A single subject is no comparison, but it is data: nobody's script should stumble over it.
    """
    values = typed(parameters.getlist("s"))
    names = _names(noun, reading, values, [*parameters.getlist("row"), *parameters.getlist("chart")])
    slugs = [names.one(noun.kind, value) for value in values]
    choices = noun.choices(reading, slugs, names)
    wanted = asked(slugs, choices.known)
    laid_out = noun.compare(reading, wanted.slugs, choices) if wanted.slugs else Comparison([], [])
    rows = [code.strip() for code in parameters.getlist("row")]
    codes = [_code(code, laid_out.codes, names) for code in rows]
    question, notes = ask(_with(parameters, "row", codes), wanted.slugs, laid_out)
    notes += _renamed([*values, *rows], [*slugs, *codes]) + _gone(noun, reading, wanted)
    return Answer(choices, wanted, question, laid_out, arranged(laid_out, question), notes)


def _names(noun: Noun, reading: Reading, slugs: Iterable[str], rows: Iterable[str]) -> Names:
    """What this edition calls what the code of the noun and the address name; one query, in closed editions two."""
    asked_for = {(noun.kind, slug) for slug in slugs} | {row_address(code.strip()) for code in rows}
    return Names(reading.moved(noun.named | {address for address in asked_for if SLUG.fullmatch(address[1])}))


def _gone(noun: Noun, reading: Reading, wanted: Asked) -> list[str]:
    """What became of subjects that went out of print. A closed edition says nothing of what may have come after it."""
    slugs = [slug for slug in wanted.unknown if SLUG.fullmatch(slug)]
    found = [] if reading.pinned or not slugs else reading.withdrawals(noun.kind, slugs)
    said = []
    for one in found:
        sentence = _("“%(title)s” was taken out of print; editions closed before that have it.")
        if one.reason:
            sentence += " " + _("The reason given: “%(reason)s”")
        said.append(sentence % {"title": one.title_en, "reason": one.reason})
    return said


def _code(code: str, known: Container[str], names: Names) -> str:
    """The code of a row in this edition; one that is known stays, for not every row is named after an entry."""
    return code if code in known else renamed_row(code, names.told)


def _with(parameters: QueryDict, name: str, values: list[str]) -> QueryDict:
    changed = parameters.copy()
    if name in changed:
        changed.setlist(name, values)
    return changed


def _renamed(before: list[str], now: list[str]) -> list[str]:
    """Which words of the question are others in this edition, each once."""
    other = {old: new for old, new in zip(before, now, strict=True) if old != new}
    return [_("“%(old)s” is “%(new)s” here.") % {"old": old, "new": new} for old, new in other.items()]
