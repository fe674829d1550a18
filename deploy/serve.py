"""Serves the prepared atlas on this machine with Granian, until Ctrl-C.

Usage: .venv/bin/python deploy/serve.py [--port 8000] [--workers 2], or --check to see only whether the port is free.
With --host 10.0.0.2 it listens at that address of this machine, for an nginx on another one (docs/operations.md).
"""

import argparse
import ctypes
import errno
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

ROOT = Path(__file__).resolve().parent.parent
# Nobody but this machine: what a proxy says in its headers is believed, so nobody else may reach the port.
HOST = "127.0.0.1"
# Numbers of glibc's malloc.h, and what is set: memory from which all threads of a worker are served, and the bytes from
# which a block is given back to the system by itself. Left alone, glibc raises these until it gives nothing back.
_MALLOC = {-8: 1, -3: 64 * 1024, -1: 128 * 1024}  # M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD


def refusal(port: int, host: str = HOST) -> str | None:
    """Why nothing can listen on `port`, in a sentence for the person who asked; None where it can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the server itself does: connections of a server that has just stopped do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            return f"Port {port} is reserved for the system's own services. Choose one from 1024 on: make run PORT=8001"
        except OSError as failure:
            if failure.errno == errno.EADDRNOTAVAIL:
                return f"This machine does not have the address {host}. `ip address` says which ones it has."
            return (
                f"Port {port} is taken: another program, perhaps another PolicyAtlas, is listening there. "
                f"Stop it, or choose another port: make run PORT={port + 1 if port < 65535 else 8000}"
            )
    return None


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def host_address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"an address of this machine in numbers, not {text!r}") from None


def cores() -> int:
    """How many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def application() -> Callable[..., Any]:
    """The site, as each worker loads it."""
    # Ctrl-C reaches every process of the terminal, and the server then tells its workers to stop. A worker that hears
    # both at once may never stop (seen with Granian 2.8.7, five times in eight); so it listens to the server only.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    sys.path.insert(0, str(ROOT))
    from policyatlas.wsgi import application

    # The first visitor would wait for it otherwise, and it would not be among what has been loaded.
    import_module("policyatlas.urls")

    # What has been loaded stays as long as the worker. Python looks for what is used no more when a quarter as much has
    # come as was there the last time: counted without all this, that is much sooner.
    gc.collect()
    gc.freeze()
    gc.collect()
    return application


def give_memory_back() -> None:
    """Let workers, which inherit this, hold what they need and not the most that they ever needed."""
    # Of Linux with glibc.
    if (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)) is not None:
        for number, value in _MALLOC.items():
            mallopt(number, value)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve PolicyAtlas on this machine.")
    parser.add_argument("--host", type=host_address, default=HOST, help="an address only your own proxies can reach")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--workers", type=int, default=cores(), help="processes; one for each processor core is plenty")
    parser.add_argument("--check", action="store_true", help="say only whether the port is free")
    options = parser.parse_args()
    if sentence := refusal(options.port, options.host):
        sys.exit(sentence)
    if options.check:
        return
    place = f"[{options.host}]" if ":" in options.host else options.host
    sys.stdout.write(f"\nPolicyAtlas is at http://{place}:{options.port}/ — stop it with Ctrl-C.\n\n")
    sys.stdout.flush()
    give_memory_back()
    Granian(
        "policyatlas.wsgi:application",
        interface=Interfaces.WSGI,
        address=options.host,
        port=options.port,
        workers=options.workers,
        # Threads that may wait for the database. Without a bound each worker starts as many as it has visitors, every
        # one with a connection to the database.
        blocking_threads=2,
        websockets=False,
        # As a server in front of this one speaks it: what is one request for one is not two for the other.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            max_buffer_size=64 * 1024,  # Bytes of headers: a question of 2,000 words has 30,000.
            header_read_timeout=10_000,  # Milliseconds: whoever sends them letter by letter holds no place for long.
        ),
        workers_kill_timeout=10,  # Seconds; a visitor who never finishes reading cannot keep the server from stopping.
        log_level=LogLevels.warning,
    ).serve(target_loader=application, wrap_loader=False)


if __name__ == "__main__":
    main()
