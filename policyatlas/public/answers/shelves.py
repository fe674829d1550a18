"""Where answers lie: bounded in bytes, and so that senseless questions cannot push out the pages readers read."""

import threading
from collections import OrderedDict

from .asking import Asked
from .pressing import Answer

# How many questions are remembered until they are asked a second time.
_REMEMBERED = 20_000
# Of a shelf, the share that one answer may take.
_LARGEST = 1 / 16


class Shelves:
    """Two shelves of the same size: for addresses without a question, of which there are only so many, and with one.

    Of addresses with a question, of which anybody can make up any number, an answer is kept when it is asked for the
    second time. Where a shelf is full, what was asked for least recently goes.
    """

    def __init__(self, most: int):
        """`most` bytes on both shelves together."""
        self._plain, self._questions = _Shelf(most // 2), _Shelf(most // 2)
        self._asked_once: OrderedDict[int, None] = OrderedDict()

    @property
    def weight(self) -> int:
        """How many bytes lie here."""
        return self._plain.weight + self._questions.weight

    def find(self, asked: Asked) -> Answer | None:
        """The answer that was kept, in whatever state of what is in print it was made."""
        return (self._questions if asked.question else self._plain).find(asked)

    def keep(self, asked: Asked, answer: Answer) -> None:
        """Put an answer on its shelf, if it may stand there."""
        if not asked.question:
            self._plain.put(asked, answer)
        elif self._asked_before(asked):
            self._questions.put(asked, answer)

    def _asked_before(self, asked: Asked) -> bool:
        mark = hash(asked)
        if mark in self._asked_once:
            return True
        self._asked_once[mark] = None
        while len(self._asked_once) > _REMEMBERED:
            self._asked_once.popitem(last=False)
        return False


class _Shelf:
    """Answers in the order in which they were last asked for."""

    def __init__(self, most: int):
        self.most = most
        self.weight = 0
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()
        self._changing = threading.Lock()

    def find(self, asked: Asked) -> Answer | None:
        answer = self._answers.get(asked)
        if answer is not None:
            try:
                self._answers.move_to_end(asked)
            except KeyError:
                # Another thread took it away just now; it is still an answer.
                return answer
        return answer

    def put(self, asked: Asked, answer: Answer) -> None:
        if not self.most:
            return
        answer = answer.packed()
        if answer.weight > self.most * _LARGEST:
            return
        with self._changing:
            if (before := self._answers.pop(asked, None)) is not None:
                self.weight -= before.weight
            self._answers[asked] = answer
            self.weight += answer.weight
            while self.weight > self.most:
                self.weight -= self._answers.popitem(last=False)[1].weight
