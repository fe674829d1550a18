"""One curator of `load.py`, in a process of their own, which tells by standard output what was not seen at once.

A change is published each second, and read from every worker as soon as that is done.
"""

import argparse
import http.client
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import count, cycle, product

from databases import ROOT
from readers import spread
from visitors import Visitor, one_for_each

RECORDS = 5  # Of each curator, changed in turn.
_WRONG = 20  # So many are told in full.


@dataclass
class Told:
    """What a curator tells; milliseconds as those of readers."""

    prints: int = 0
    late: int = 0  # Seconds over before the change of the second before was seen.
    reads: int = 0
    stale: int = 0
    locked: int = 0
    failed: int = 0
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """One more thing that should not be."""
        if len(self.wrong) < _WRONG:
            self.wrong.append(sentence)


def furnish() -> None:
    """Django, on the database of the server."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "policyatlas.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


def lay_ready(curators: int) -> None:
    """The people, and for each of them a place with policies, in print."""
    from django.contrib.auth.models import User

    for role in ("curator", "reviewer", "publisher"):
        User.objects.create_superuser(f"load-{role}")
    desk = _desk()
    for number in range(1, curators + 1):
        place = desk.publish(desk.a_place(slug=f"load-{number}", name_en=f"Place of curator {number}"))
        for slug in _slugs(number):
            desk.publish(desk.a_policy(slug=slug, places=[place]))


class Curator:
    """Changes a policy, publishes it, and asks every worker for it at once."""

    def __init__(self, number: int, port: int, workers: list[int]):
        self._number, self._port, self._workers = number, port, workers
        self._visitors: dict[int, Visitor] = {}
        self._desk, self._slugs = _desk(), cycle(_slugs(number))
        self._changes = count(1)
        self._further = cycle(
            (
                "/policies/?place=place:load-{number}",
                "/api/v1/policies/?place=place:load-{number}",
                "/ja/policies/{slug}/",
                "/api/v1/policies/{slug}/",
                "/search/?q=Land{number}of",
                "/policies.csv?place=place:load-{number}",
                "/places/load-{number}/",
            )
        )
        self.told = Told()
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)

    def work(self, until: float) -> Told:
        """One change each second; what takes longer is late, and the next follows at once."""
        due = time.monotonic()
        while due < until:
            time.sleep(max(0.0, due - time.monotonic()))
            self._change(next(self._slugs), f"Curator{self._number}change{next(self._changes):06}")
            due += 1
            if time.monotonic() > due:
                self.told.late += 1
                due = time.monotonic()
        self.told.milliseconds = {what: spread(some) for what, some in self.seconds.items()}
        return self.told

    def _change(self, slug: str, word: str) -> None:
        """Publish the policy with `word` in its title; every worker must have it at once, there and elsewhere."""
        from django.db import Error

        from policyatlas.curation import actions
        from policyatlas.curation.refusals import Refused
        from policyatlas.records.models import Policy

        addresses = (f"/policies/{slug}/", next(self._further).format(number=self._number, slug=slug))
        try:
            with self._timed("approve"):
                policy = self._desk.revise(Policy.objects.get(slug=slug))
                title = f"{word} of Land{self._number}of"
                self._desk.approve(self._desk.edit(policy, title_en=title, title_ja=f"{word} の計画"))
            # Twice, as of addresses with a question only the second answer is kept: what is kept is as old as can be.
            for _ in range(2):
                self._read(addresses)
            with self._timed("publish"):
                actions.publish(policy, by=self._desk.publisher, expected_version=policy.version)
        except (Error, Refused) as failure:
            self.told.locked += "locked" in str(failure)
            self._failed(f"{slug} was not published: {failure!r}")
            return
        self.told.prints += 1
        for where, body in self._read(addresses):
            self.told.reads += 1
            if word.encode() not in body:
                self.told.stale += 1
                self.told.say(f"{where} is stale: {word} is not there")

    def _read(self, addresses: Iterable[str]) -> list[tuple[str, bytes]]:
        """What each worker answers at each address."""
        if not self._visitors or any(visitor.was_closed() for visitor in self._visitors.values()):
            self._visitors = one_for_each(self._workers, self._port)
        found = []
        for (worker, visitor), address in product(self._visitors.items(), addresses):
            where = f"{address} of worker {worker}"
            try:
                with self._timed("read"):
                    status, _, body = visitor.get(address)
            except (OSError, http.client.HTTPException) as failure:
                self._failed(f"{where}: {failure!r}")
                self._visitors = {}
                break
            if status == 200:
                found.append((where, body))
            else:
                self._failed(f"{where}: {status}")
        return found

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[what].append(time.perf_counter() - begin)

    def _failed(self, sentence: str) -> None:
        self.told.failed += 1
        self.told.say(sentence)


def _desk():
    from django.contrib.auth.models import User

    from tests.desk import Desk

    return Desk(*(User.objects.get(username=f"load-{role}") for role in ("curator", "reviewer", "publisher")))


def _slugs(number: int) -> list[str]:
    return [f"load-{number}-{policy}" for policy in range(RECORDS)]


def main() -> None:
    """Publish for so many seconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lay-ready", type=int, help="only make what so many curators will change")
    parser.add_argument("--number", type=int, help="which of them this is")
    parser.add_argument("--port", type=int)
    parser.add_argument("--workers", type=int, nargs="+", help="the processes of the server")
    parser.add_argument("--seconds", type=float)
    options = parser.parse_args()
    furnish()
    if options.lay_ready is not None:
        lay_ready(options.lay_ready)
        return
    until = time.monotonic() + options.seconds
    told = Curator(options.number, options.port, options.workers).work(until)
    json.dump(asdict(told), sys.stdout)


if __name__ == "__main__":
    main()
