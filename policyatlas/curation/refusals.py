"""Why a verb is refused: a small family of exceptions, each with a sentence for the person."""

from collections.abc import Iterable


class Refused(Exception):  # noqa: N818 - the family is named for what happened, as a person would say it
    """A verb was refused and nothing was written; `sentences` say why and what to do."""

    def __init__(self, *sentences: str):
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


class Stale(Refused):
    """Somebody changed the record since the person last saw it."""


class NotAllowed(Refused):
    """The person may not do this."""


class WrongState(Refused):
    """The record is not in a state in which this can be done."""


class NotFit(Refused):
    """The record is not fit to print."""


class Unconfirmed(Refused):
    """It looks like a mistake; it is done once the person has looked again and confirms it.

    `keys` name what is to be confirmed, with the `subjects` in words, where it may be several things at once.
    """

    def __init__(self, *sentences: str, keys: Iterable[str] = (), subjects: Iterable[str] = ()):
        super().__init__(*sentences)
        self.keys, self.subjects = list(keys), list(subjects)
