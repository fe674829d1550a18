"""Pairs of characters that follow each other, by which words are found within words (`editions.bigrams`)."""

import re

# Names stand between line ends and spaces (`searching.names`). What begins or ends one has a sign that no text has: a
# character for private use, which spelling leaves out.
_EDGE = "\ue000"
_TWO = r"[0-9a-z\u0080-\U0010ffff]{2}"
_RUNS = re.compile(r"[\u0080-\U0010ffff]{2,}")
_BEGINS, _ENDS = re.compile(rf"\n ({_TWO})"), re.compile(rf"({_TWO}) \n")
_ONE_TOKEN = re.compile(rf"[\u0080-\U0010ffff]{{2}}|\n {_TWO}|{_TWO} \n")


def tokens(text: str) -> list[str]:
    """The pairs beyond ASCII, which Latin words have not, and with which pairs names begin and end; each once."""
    pairs = {run[place : place + 2] for run in _RUNS.findall(text) for place in range(len(run) - 1)}
    edges = {_EDGE + pair for pair in _BEGINS.findall(text)} | {pair + _EDGE for pair in _ENDS.findall(text)}
    return sorted(pairs | edges)


def is_one_token(text: str) -> bool:
    """Whether `text` is in just those texts that have a certain token: there is no more to know of it."""
    return bool(_ONE_TOKEN.fullmatch(text))
