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
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

# Seconds: nobody may keep a worker busy for longer with one request.
SLOW = 2.0


@dataclass
class Seen:
    """What came of the requests: their times, the answers, and for each complaint the first request that caused it."""

    times: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    slow: list[tuple[float, object]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    first: dict[str, object] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """It in words."""
        times = sorted(self.times)
        middle, late, last = (times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.99, 1))
        found = [
            f"{len(times)} requests; answers: {dict(sorted(self.answers.items()))}",
            f"Half were answered within {middle:.3f} s, 99 of 100 within {late:.3f} s, all within {last:.3f} s.",
        ]
        found += [
            f"SLOW: {took:.2f} s for {one!r:.900}" for took, one in sorted(self.slow, key=lambda pair: -pair[0])[:20]
        ]
        for sentence, number in self.wrong.most_common():
            found.append(f"WRONG, {number} times: {sentence}\n    first by {self.first[sentence]!r:.900}")
        return found


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
    sys.stdout.write("\n".join(seen.lines()) + "\n")
    return 1 if seen.wrong or seen.slow else 0


def ask(requests: int, seed: int) -> Seen:
    """Ask so many things, the same ones for the same seed."""
    import hypothesis
    from django.test import Client

    from .asking import asked
    from .judging import complaints

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
        browser, begun = Client(raise_request_exception=False), perf_counter()
        answer = browser.request(**one.environ())
        found = complaints(one, answer)
        took = perf_counter() - begun  # With the reading of files that are sent in pieces.
        seen.times.append(took)
        seen.answers[answer.status_code] += 1
        if took > SLOW:
            seen.slow.append((took, one))
        if len(seen.times) % 500 == 0:
            sys.stderr.write(f"{len(seen.times)} asked, {seen.wrong.total()} complaints, {len(seen.slow)} slow\n")
        for sentence in found:
            seen.wrong[sentence[:160]] += 1
            seen.first.setdefault(sentence[:160], one)

    # Interrupted, it still tells what it has seen.
    with suppress(KeyboardInterrupt):
        one_after_the_other()
    return seen


if __name__ == "__main__":
    sys.exit(main())
