"""Rehearses the failures that a site with a standby must live through, on this machine, while readers go on reading.

Usage: .venv/bin/python deploy/rehearse.py [--from BACKUP]

Starts a PostgreSQL primary with the atlas, a hot standby, two application servers and nginx on free ports of 127.0.0.1,
and ends them again. Exit code 1 if a reader was not answered or anything printed was lost; 77 where PostgreSQL or nginx
is not installed.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rehearsal import machines, postgresql
from rehearsal.machines import NotPlayed
from rehearsal.play import play, report, stage


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """The whole rehearsal; gives the exit code."""
    parser = argparse.ArgumentParser(description="Rehearse failures of a site with a standby.")
    parser.add_argument("--from", dest="backup", type=Path, help="a backup to begin with, instead of the shipped facts")
    options = parser.parse_args()
    try:
        machines.nginx_program()
        postgresql.programs()
    except NotPlayed as reason:
        say(str(reason))
        return 77
    on = None
    try:
        with stage(say, options.backup) as on:
            wrong = play(on)
    except NotPlayed as reason:
        wrong = [str(reason)]
    if on:
        wrong += report(on.readers, say)
    for sentence in wrong[:20]:
        say(f"WRONG: {sentence}")
    say("\nReaders were answered throughout, and nothing printed was lost." if not wrong else "\nThe rehearsal failed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
