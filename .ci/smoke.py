#!/usr/bin/env python3
"""Does what a newcomer does, twice: `make run`, a look at the front page, Ctrl-C. The second start must be quick."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300  # Seconds for the first start, which installs everything and loads the atlas.
AGAIN = 20  # Seconds for the second; it takes fewer than five on a machine with nothing else to do.


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def front_page(server: subprocess.Popen, address: str, patience: float) -> tuple[int, str]:
    """The status and text of the front page as soon as somebody answers, or an exit that says why nobody did."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit(f"make run ended by itself with exit code {server.returncode}, before anybody could look.")
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode(errors="replace")
        except OSError:
            time.sleep(0.2)
    sys.exit(f"Nobody answered at {address} within {patience} seconds of make run.")


def bare_environment(var: str) -> dict[str, str]:
    """The environment of somebody who has set nothing for the atlas, but for the folder it writes to."""
    ours = ("ATLAS_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {"ATLAS_VAR": var}


def visit(port: int, var: str, patience: float) -> None:
    started = time.monotonic()
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=ROOT,
        env=bare_environment(var),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
    )
    try:
        status, text = front_page(server, f"http://127.0.0.1:{port}/", patience)
        if status != 200 or "PolicyAtlas" not in text:
            sys.exit(f"The front page answered {status} and not with PolicyAtlas:\n{text[:2000]}")
        print(f"The front page is there {time.monotonic() - started:.1f} seconds after make run.")
    finally:
        # As Ctrl-C does: to make and to everything that it started (a session of its own, so nobody else's).
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            sys.exit("make run did not stop within 20 seconds of Ctrl-C.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def main() -> None:
    with tempfile.TemporaryDirectory() as var:
        visit(free_port(), var, PATIENCE)
        visit(free_port(), var, AGAIN)


if __name__ == "__main__":
    main()
