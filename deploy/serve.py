"""Serves the prepared atlas on this machine: says where, then becomes the application server.

Usage: .venv/bin/python deploy/serve.py [--port 8000] [--workers 2], or --check to see only whether the port is free.
"""

import argparse
import os
import socket
import sys
from pathlib import Path

HOST = "127.0.0.1"


def refusal(port: int) -> str | None:
    """Why nothing can listen on `port`, in a sentence for the person who asked; None where it can."""
    with socket.socket() as probe:
        # As the server itself does: connections of a server that has just stopped do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return f"Port {port} is reserved for the system's own services. Choose one from 1024 on: make run PORT=8001"
        except OSError:
            return (
                f"Port {port} is taken: another program, perhaps another PolicyAtlas, is listening there. "
                f"Stop it, or choose another port: make run PORT={port + 1 if port < 65535 else 8000}"
            )
    return None


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Serve PolicyAtlas on this machine.")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="processes; one for each processor core is plenty")
    parser.add_argument("--check", action="store_true", help="say only whether the port is free")
    options = parser.parse_args()
    if sentence := refusal(options.port):
        sys.exit(sentence)
    if options.check:
        return
    os.chdir(Path(__file__).resolve().parent.parent)
    sys.stdout.write(f"\nPolicyAtlas is at http://{HOST}:{options.port}/ — stop it with Ctrl-C.\n\n")
    sys.stdout.flush()
    command = [sys.executable, "-m", "granian", "policyatlas.wsgi:application", "--interface", "wsgi"]
    command += ["--host", HOST, "--port", str(options.port), "--workers", str(options.workers)]
    # Threads that may wait for the database. Without a bound each worker starts as many as it has visitors, every one
    # with a connection to the database.
    command += ["--blocking-threads", "2"]
    command += ["--no-ws", "--log-level", "warning", "--respawn-failed-workers"]
    os.execv(sys.executable, command)  # noqa: S606 — there is no shell to fear


if __name__ == "__main__":
    main()
