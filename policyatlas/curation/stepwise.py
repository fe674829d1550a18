"""Work that says what it has done step by step: run to its end, for whoever does not show the steps one by one."""

from collections.abc import Callable, Generator
from typing import TypeVar

Result = TypeVar("Result")


def finished(work: Generator[str, None, Result], say: Callable[[str], object] = lambda line: None) -> Result:
    """The result of `work`; `say` is told of each step."""
    while True:
        try:
            line = next(work)
        except StopIteration as end:
            return end.value
        say(line)
