"""Asks the site a great many hostile questions and says what was answered wrongly or slowly.

Usage: .venv/bin/python -m tests.hostile [--requests 10000] [--seed 1]

It asks a copy of the prepared atlas in `var/` (or ATLAS_VAR), within this process, and throws the copy away.
"""

import argparse
import logging
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time

# Seconds: nobody may keep a worker busy for longer with one request.
SLOW = 2.0


@dataclass
class Seen:
    """What came of the requests: how long each took, what was answered, and how often something was wrong."""

    times: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    slow: int = 0

    def note(self, one: object, status: int, took: float, worked: float, complaints: list[str]) -> None:
        """Count one answer; what is wrong or slow is told at once, what is wrong again only counted."""
        self.times.append(took)
        self.answers[status] += 1
        if took > SLOW:
            self.slow += 1
            _say(f"SLOW: {took:.2f} s, of which the processor worked {worked:.2f} s for it: {one!r:.900}")
        for sentence in (sentence[:160] for sentence in complaints):
            self.wrong[sentence] += 1
            if self.wrong[sentence] == 1:
                _say(f"WRONG: {sentence}\n    {one!r:.900}")
        if len(self.times) % 500 == 0:
            _say(f"{len(self.times)} asked")

    def summary(self) -> str:
        """All of it in a few lines."""
        times = sorted(self.times)
        middle, late, last = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.99, 1))
        return (
            f"{len(times)} requests; answers: {dict(sorted(self.answers.items()))}\n"
            f"Half were answered within {middle:.3f} s, 99 of 100 within {late:.3f} s, all within {last:.3f} s.\n"
            f"{self.slow} took more than {SLOW:.0f} s; {self.wrong.total()} complaints of {len(self.wrong)} kinds."
        )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    there = Path(os.environ.get("ATLAS_VAR", "var"))
    with tempfile.TemporaryDirectory() as folder:
        if (there / "atlas.sqlite3").exists():
            shutil.copytree(there, folder, dirs_exist_ok=True)
        os.environ |= {"ATLAS_VAR": folder, "DJANGO_SETTINGS_MODULE": "policyatlas.settings"}
        import django
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        django.setup()
        call_command("prepare")
        setup_test_environment(debug=False)
        logging.disable(logging.CRITICAL)  # Of every refusal there would be a line.
        seen = ask(options.requests, options.seed)
    _say(seen.summary())
    return 1 if seen.wrong or seen.slow else 0


def ask(requests: int, seed: int) -> Seen:
    """Ask so many things, the same ones for the same seed."""
    import hypothesis

    from .asking import asked
    from .judging import complaints
    from .serving import at_the_site, served

    seen = Seen()

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=requests,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(asked())
    def one_after_the_other(one):
        begun, worked = perf_counter(), process_time()
        answer = served(one)
        found = complaints(one, answer)
        seen.note(one, answer.status_code, perf_counter() - begun, process_time() - worked, found)

    with at_the_site():
        one_after_the_other()
    return seen


if __name__ == "__main__":
    sys.exit(main())
