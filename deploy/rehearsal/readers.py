"""Readers who ask one page after the other all through a rehearsal, and what they met."""

import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from urllib.parse import quote

from .machines import HOST

# Pages with many look-ups, files, a pinned edition, and Japanese.
PATHS = (
    "/",
    "/policies/?level=national",
    "/policies/technopolis-law/",
    "/2026.1/policies/?kind=law",
    "/ja/clusters/",
    "/search/?q=岩手",
    "/policies.csv",
    "/prefectures/iwate/",
)
# Seconds after which a reader gives up, which counts as an error.
PATIENCE = 30


@dataclass
class Met:
    """What readers met during one act: how many answers of each sort, what went wrong, and the longest they waited."""

    answers: Counter = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    longest: float = 0.0

    def __str__(self) -> str:
        said = ", ".join(f"{number} × {status}" for status, number in sorted(self.answers.items())) or "no answers"
        return f"{said}, {len(self.errors)} errors, longest wait {self.longest:.2f} s"


class Readers:
    """So many readers at once, each with a connection of its own; `met` says what they met act by act."""

    def __init__(self, port: int, number: int = 2, paths: Iterable[str] = PATHS):
        self.port, self.paths = port, tuple(paths)
        self.met: dict[str, Met] = {}
        self._now = Met()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._read, args=(start,), daemon=True) for start in range(number)]

    def begin(self) -> None:
        """Let them come."""
        for thread in self._threads:
            thread.start()

    def turn_to(self, act: str) -> None:
        """What is met from now on belongs to `act`."""
        with self._lock:
            self._now = self.met.setdefault(act, Met())

    def stop(self) -> None:
        """Let them finish the page that they are reading, and go."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(PATIENCE + 5)

    def wait_for(self, answers: int) -> None:
        """Wait until they have met so many answers or errors in this act."""
        while self._now.answers.total() + len(self._now.errors) < answers and not self._stopped.is_set():
            time.sleep(0.05)

    def _read(self, start: int) -> None:
        for path in cycle([*self.paths[start:], *self.paths[:start]]):
            if self._stopped.is_set():
                return
            begin = time.monotonic()
            status, error = _asked(self.port, path)
            waited = time.monotonic() - begin
            with self._lock:
                met = self._now
                met.longest = max(met.longest, waited)
                if error:
                    met.errors.append(f"{path}: {error}")
                else:
                    met.answers[status] += 1


def _asked(port: int, path: str) -> tuple[int, str]:
    """The status of one answer that was read to its end, and what was wrong with it if anything was."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", quote(path, safe="/?=&"))
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException) as error:
        return 0, f"{type(error).__name__}: {error}"
    finally:
        connection.close()
    return answer.status, "" if answer.status == 200 and body else f"status {answer.status}"
