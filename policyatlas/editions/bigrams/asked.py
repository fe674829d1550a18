"""What an index is asked for."""

from typing import NamedTuple


class Asked(NamedTuple):
    """Two queries for the keys of rows, a row for each or as one text of JSON, with the one parameter of both.

    `is_all`: no row but these has the words, and all of these have them.
    """

    rows: str
    json: str
    parameter: str
    is_all: bool
