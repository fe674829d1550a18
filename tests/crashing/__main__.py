"""Kills processes in the middle of their work, many times, and says what they left behind.

Usage: .venv/bin/python -m tests.crashing [--times 200] [--seed 1] [--works NAME,NAME]   on SQLite
       .ci/with-postgresql .venv/bin/python -m tests.crashing [--times 200]   on PostgreSQL
Exit code 1 if anything was half done or an invariant of `manage.py check_atlas` did not hold afterwards.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import django


def main() -> None:
    """Prepare a database, run the trials and tell their outcome."""
    parser = argparse.ArgumentParser(description="Kill processes in the middle of their work.")
    parser.add_argument("--times", type=int, default=200, help="how many trials, all works in turn")
    parser.add_argument("--seed", type=int, default=1, help="another one for other moments")
    parser.add_argument("--verbose", action="store_true", help="name every trial")
    parser.add_argument("--works", default="", help="only these, by the names that are told at the end, with commas")
    parser.add_argument("--atlas", default="", help="a loaded atlas to begin with: a file, or a database of the server")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="policyatlas-crashing-") as folder:
        os.environ |= {"ATLAS_VAR": folder, "ATLAS_TESTING": "1", "DJANGO_SETTINGS_MODULE": "policyatlas.settings"}
        django.setup()
        sys.exit(_run(Path(folder), options))


def _run(folder: Path, options: argparse.Namespace) -> int:
    # Only now, when Django knows its settings.
    from .databases import databases
    from .trials import Trials, in_child
    from .works import WORKS

    names = options.works.split(",") if options.works else list(WORKS)
    if unknown := set(names) - WORKS.keys():
        sys.exit(f"There is no work {', '.join(unknown)}: there are {', '.join(WORKS)}.")
    found = databases(folder)
    begin = time.monotonic()
    in_child(lambda: _prepare(found, options.atlas))
    _say(f"Prepared in {time.monotonic() - begin:.0f} s; {options.times} trials with seed {options.seed} …")
    trials, begin = Trials(found, Random(options.seed)), time.monotonic()
    try:
        for number, name in zip(range(options.times), _in_turn(names), strict=False):
            trials.run(name)
            if options.verbose:
                _say(f"  {name}, {time.monotonic() - begin:.1f} s, {len(trials.wrong)} wrong")
            if number % 20 == 19:
                _say(f"  {number + 1} trials in {time.monotonic() - begin:.0f} s, {len(trials.wrong)} wrong")
    finally:
        in_child(found.end)
    _tell(trials)
    return 1 if trials.wrong else 0


def _prepare(found, atlas: str) -> None:
    from django.db import connection

    from tests.atlas import load

    from .works import lay_ready

    found.begin(atlas)
    found.use(found.base)
    if not atlas:
        from policyatlas.curation.preparing import migrate

        migrate(_say)
        load()
    lay_ready()
    if connection.vendor == "sqlite":
        # All of it in one file, which can be copied.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _in_turn(names: list[str]):
    while True:
        yield from names


def _tell(trials) -> None:
    for name, tally in trials.tallies.items():
        course = trials.courses[name]
        steps = ", ".join(f"{number} times after step {step}" for step, number in sorted(tally.steps.items()))
        _say(
            f"{name} ({course.seconds * 1000:.0f} ms, {len(course.states) - 1} steps): {tally.trials} trials, "
            f"{tally.inside} killed inside; found {steps or 'in no whole state'}"
        )
    for sentence in trials.wrong:
        _say(f"WRONG: {sentence}")
    inside = sum(tally.inside for tally in trials.tallies.values())
    _say(
        f"{sum(tally.trials for tally in trials.tallies.values())} trials, {inside} inside, {len(trials.wrong)} wrong."
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
