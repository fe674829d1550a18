"""The readers of `load.py`, in a process of their own, which tells by standard output what they were answered.

Each keeps one connection open and walks over every sort of address that there is, in both languages.
"""

import argparse
import http.client
import json
import os
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from databases import ROOT
from visitors import IDLE, Visitor

# What is there once, and not below /ja/ too.
_IN_NO_LANGUAGE = ("robots", "sitemap", "sitemap-part")
# As browsers send it, and nothing, as programs do.
_ENCODINGS = ("gzip, deflate, br", "gzip", "identity")
# Of all questions, so many go back to a page that was read before.
_BACK = 0.25
_WRONG = 20  # So many are told in full.


class Asked(NamedTuple):
    """One question; `status` is 0 where there was no answer, and `wrong` says what was."""

    sort: str
    address: str
    status: int
    seconds: float
    wrong: str


@dataclass
class Told:
    """What the readers tell: answers by status, milliseconds (median, 95 and 99 of 100, the longest), and mistakes."""

    asked: int = 0
    statuses: dict[str, int] = field(default_factory=dict)
    failed: int = 0
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


class Reader:
    """Reads one address, thinks, and reads another, until the time is over."""

    def __init__(self, port: int, walk: dict[str, list[str]], think: float, seed: int):
        self._visitor = Visitor(port)
        self._walk, self._think, self._random = walk, think, random.Random(seed)
        self._encoding = self._random.choice(_ENCODINGS)
        self._etags: dict[str, str] = {}

    def read(self, end: float) -> list[Asked]:
        """All that was asked."""
        found = []
        self._pause(0, 1, end)  # They do not all come at once.
        while time.monotonic() < end:
            if found and self._random.random() < _BACK:
                sort, address, *_ = self._random.choice(found)
            else:
                sort = self._random.choice(list(self._walk))
                address = self._random.choice(self._walk[sort])
            found.append(self._ask(sort, address))
            self._pause(0.5, 1.5, end)
        return found

    def _pause(self, least: float, most: float, end: float) -> None:
        time.sleep(max(0.0, min(self._think * self._random.uniform(least, most), end - time.monotonic())))

    def _ask(self, sort: str, address: str) -> Asked:
        """Whoever has a page already asks, most of the time, whether it is still the one."""
        headers = {"Accept_Encoding": self._encoding}
        has = self._etags.get(address, "")
        if has and self._random.random() < 0.8:
            headers["If_None_Match"] = has
        begin = time.perf_counter()
        try:
            status, etag, body = self._visitor.get(address, **headers)
        except (OSError, http.client.HTTPException) as failure:
            self._visitor.connection.close()
            return Asked(sort, address, 0, time.perf_counter() - begin, repr(failure))
        seconds = time.perf_counter() - begin
        self._etags[address] = etag
        is_right = status == 200 or (status == 304 and "If_None_Match" in headers)
        return Asked(sort, address, status, seconds, "" if is_right else body[:300].decode(errors="replace"))


def walk() -> dict[str, list[str]]:
    """The addresses of every route of the reading room, two records of each kind, in both languages."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "policyatlas.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.db import connection

    from policyatlas.editions.reading import Reading
    from tests.house.addresses import VISITS, two_of_each

    entries = two_of_each(Reading.now())
    connection.close()
    found = {route: visits(entries) for route, visits in VISITS.items()}
    for route in found.keys() - set(_IN_NO_LANGUAGE):
        found[route] += [f"/ja{address}" for address in found[route]]
    return found


def told(asked: Iterable[Asked]) -> Told:
    """What readers asked, summed up; the milliseconds by sort, by status, and of all."""
    found, seconds = Told(), defaultdict(list)
    statuses: Counter[str] = Counter()
    for one in asked:
        found.asked += 1
        statuses[str(one.status) if one.status else "no answer"] += 1
        for what in ("all", f"status {one.status}", one.sort):
            seconds[what].append(one.seconds)
        if one.status not in (200, 304) or one.wrong:
            found.failed += 1
            if len(found.wrong) < _WRONG:
                found.wrong.append(f"{one.address}: {one.status or 'no answer'}: {one.wrong}")
    found.statuses = dict(sorted(statuses.items()))
    found.milliseconds = {what: spread(some) for what, some in seconds.items()}
    return found


def spread(seconds: list[float]) -> list[float]:
    """Median, 95 and 99 of 100, and the longest, in milliseconds."""
    if len(seconds) < 2:
        return [round(one * 1000, 1) for one in seconds * 4]
    parts = statistics.quantiles(seconds, n=100, method="inclusive")
    return [round(one * 1000, 1) for one in (statistics.median(seconds), parts[94], parts[98], max(seconds))]


def main() -> None:
    """Read for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--readers", type=int, required=True)
    parser.add_argument("--think", type=float, required=True, help="seconds, half of it to one and a half")
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    if options.think * 1.5 > IDLE:
        print(f"Who thinks for more than {IDLE} s finds the connection closed, and opens another.", file=sys.stderr)
    addresses = walk()
    end = time.monotonic() + options.seconds
    readers = [Reader(options.port, addresses, options.think, seed) for seed in range(options.readers)]
    with ThreadPoolExecutor(options.readers) as threads:
        found = list(threads.map(lambda reader: reader.read(end), readers))
    json.dump(asdict(told(one for some in found for one in some)), sys.stdout)


if __name__ == "__main__":
    main()
