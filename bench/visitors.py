"""A connection that stays open to a server on this machine, and which of its workers is behind it."""

import http.client
import select
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

HOST = "127.0.0.1"
# Seconds. The server closes a connection on which nothing is asked for ten.
PATIENCE, IDLE = 30, 9
# So often somebody knocks in the hope of another worker.
_KNOCKS = 500


class Got(NamedTuple):
    """An answer, whole."""

    status: int
    etag: str
    body: bytes


class Visitor:
    """Asks over one connection; whatever breaks while a question is under way is raised, and never asked again."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)

    def get(self, address: str, **headers: str) -> Got:
        """The answer at an address. Of `headers`, underscores are hyphens."""
        if self.was_closed():
            self.connection.close()  # As browsers do: the next question opens another.
        self.connection.request("GET", address, headers={name.replace("_", "-"): headers[name] for name in headers})
        answer = self.connection.getresponse()
        return Got(answer.status, answer.headers.get("ETag", ""), answer.read())

    def was_closed(self) -> bool:
        """Whether the server has closed it since the last answer: then there is something to read, the end."""
        if self.connection.sock is None:
            return False
        asked = select.poll()
        asked.register(self.connection.sock, select.POLLIN)
        return bool(asked.poll(0))

    def worker(self, workers: list[int]) -> int | None:
        """Which of these processes answers; known after the first answer."""
        inode = _inode(self.connection.sock.getsockname()[1], self.connection.port)
        return next((one for one in workers if inode in _sockets(one)), None)


def one_for_each(workers: list[int], port: int) -> dict[int, Visitor]:
    """A visitor for every worker of the server at `port`."""
    found: dict[int, Visitor] = {}
    for _ in range(_KNOCKS):
        visitor = Visitor(port)
        visitor.get("/robots.txt")
        worker = visitor.worker(workers)
        if worker is None or worker in found:
            visitor.connection.close()
        else:
            found[worker] = visitor
        if len(found) == len(workers):
            return found
    raise RuntimeError(f"Of the workers {workers} only {list(found)} ever answered.")


def _inode(theirs: int, ours: int) -> str:
    """The number of the server's end of the connection from the port `theirs` to its port `ours`."""
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, *_, inode = line.split()[:10]
        if int(local.partition(":")[2], 16) == ours and int(remote.partition(":")[2], 16) == theirs:
            return inode
    return ""


def _sockets(process: int) -> set[str]:
    """The numbers of all sockets that a process has open."""
    found = set()
    for path in Path(f"/proc/{process}/fd").iterdir():
        with suppress(FileNotFoundError):  # Closed meanwhile.
            found.add(str(path.readlink()).removeprefix("socket:[").removesuffix("]"))
    return found
