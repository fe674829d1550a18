"""The answer to the address of a comparison: its subjects found, its rows laid out, chosen and ordered."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from policyatlas.editions.reading import Reading

from .arranging import arranged
from .choices import Choices
from .nouns import Noun
from .question import Question, ask
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


def answer(noun: Noun, reading: Reading, parameters: QueryDict) -> Answer:
    """The comparison that the parameters of an address ask for; as many queries however many subjects there are.

    A single subject is no comparison, but it is data: nobody's script should stumble over it.
    """
    values = typed(parameters.getlist("s"))
    choices = noun.choices(reading, values)
    renamed = _renamed(noun, reading, [value for value in values if value not in choices.known])
    if renamed:
        values = [renamed.get(value, value) for value in values]
        choices = noun.choices(reading, values)
    wanted = asked(values, choices.known)
    laid_out = noun.compare(reading, wanted.slugs, choices) if wanted.slugs else Comparison([], [])
    question, notes = ask(parameters, wanted.slugs, laid_out)
    notes += [_("“%(old)s” is “%(new)s” here.") % {"old": old, "new": new} for old, new in renamed.items()]
    return Answer(choices, wanted, question, laid_out, arranged(laid_out, question), notes)


def _renamed(noun: Noun, reading: Reading, unknown: list[str]) -> dict[str, str]:
    """What this edition calls those of the `unknown` subjects that it knows by another name; no query for none."""
    slugs = [slug for slug in dict.fromkeys(unknown) if SLUG.fullmatch(slug)]
    return reading.forwarded(noun.kind, slugs) if slugs else {}
