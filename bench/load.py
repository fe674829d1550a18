"""Many readers for minutes while curators publish every second: errors, stale answers, latencies and memory.

Serves a copy of an atlas that is there (`ATLAS_VAR`, or var/), on PostgreSQL one that is loaded into `DATABASE_URL`.
Writes what it found into bench/results/; the exit code is 1 where there was an error or a stale answer.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from databases import held
from keeping import keep
from servers import ROOT, WORKERS, atlas, environment_of, free_port, workers_of

BENCH = ROOT / "bench"
LOOK_EVERY = 10  # Seconds between two looks at the memory.
_LATER = 120  # Seconds after the end for which readers and curators are waited for.
_TICKS = os.sysconf("SC_CLK_TCK")


def begun(program: str, environment: dict[str, str], **options: object) -> subprocess.Popen:
    """A program of this folder at work."""
    command = [sys.executable, str(BENCH / program)]
    for name, value in options.items():
        command += [f"--{name}", *map(str, value if isinstance(value, list) else [value])]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen) -> dict:
    """What such a program tells when it has ended."""
    output, _ = process.communicate(timeout=_LATER)
    if process.returncode:
        sys.exit(f"{process.args[1]} failed: see above.")
    return json.loads(output)


def busy(process: int) -> float:
    """Seconds of a processor that a process has used."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS


def watched(server: int, seconds: float) -> dict[str, list[float]]:
    """Megabytes of each worker, every few seconds until the time is over."""
    workers = workers_of(server)
    found: dict[str, list[float]] = {str(worker): [] for worker in workers}
    end = time.monotonic() + seconds
    pause = min(LOOK_EVERY, seconds / 9)
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(pause, left))
        for worker in set(workers) & set(workers_of(server)):
            found[str(worker)].append(round(held(worker), 1))
    return found


def grown(megabytes: list[float]) -> float:
    """The mean of the last third through that of the middle third: 1 is flat."""
    third = len(megabytes) // 3
    return round(statistics.mean(megabytes[-third:]) / statistics.mean(megabytes[third:-third]), 3)


def measure(folder: Path, options: argparse.Namespace) -> dict:
    """Start everything, wait, and gather what was told."""
    environment = environment_of(folder)
    subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    ready = [sys.executable, str(BENCH / "curators.py"), "--lay-ready", str(options.curators)]
    subprocess.run(ready, env=environment, check=True)
    port, seconds = free_port(), options.minutes * 60
    with atlas(folder, port, ATLAS_KEPT_ANSWERS=str(options.kept)) as server, ExitStack() as ending:
        workers = workers_of(server.pid)
        readers = begun(
            "readers.py", environment, port=port, readers=options.readers, think=options.think, seconds=seconds
        )
        curators = [
            begun("curators.py", environment, number=number, port=port, workers=workers, seconds=seconds)
            for number in range(1, options.curators + 1)
        ]
        for process in (readers, *curators):
            ending.callback(process.kill)
        before, begin = [busy(worker) for worker in workers], time.monotonic()
        memory = watched(server.pid, seconds)
        elapsed = time.monotonic() - begin
        found = {
            "readers": told(readers),
            "curators": [told(curator) for curator in curators],
            "memory": {worker: {"megabytes": some, "grown": grown(some)} for worker, some in memory.items()},
        }
        if workers_of(server.pid) != workers:
            sys.exit("A worker ended by itself, and another took its place.")
        found["busy"] = [round((busy(one) - was) / elapsed, 2) for one, was in zip(workers, before, strict=True)]
    return found


def table(result: dict) -> str:
    """What was found, for people."""
    readers, lines = result["readers"], []
    lines.append(f"{'':34}{'median':>9}{'95 of 100':>11}{'99 of 100':>11}{'longest':>10}")

    def line(what: str, four: list[float]) -> None:
        median, often, nearly, longest = four
        lines.append(f"{what:34}{median:>6.0f} ms{often:>8.0f} ms{nearly:>8.0f} ms{longest:>7.0f} ms")

    for what, four in readers["milliseconds"].items():
        if what == "all" or what.startswith("status"):
            line(f"readers, {what}", four)
    for number, curator in enumerate(result["curators"], 1):
        for what, four in curator["milliseconds"].items():
            line(f"curator {number}, {what}", four)
    lines.append(
        f"readers: {readers['asked']:,} questions ({readers['asked'] / result['minutes'] / 60:.0f} a second), "
        f"answers by status {readers['statuses']}, errors {readers['failed']}"
    )
    for number, one in enumerate(result["curators"], 1):
        lines.append(
            f"curator {number}: {one['prints']} prints, late {one['late']} times; {one['reads']} answers asked for at "
            f"once, stale {one['stale']}; errors {one['failed']}, of them “locked” {one['locked']}"
        )
    for (worker, one), share in zip(result["memory"].items(), result["busy"], strict=True):
        some = one["megabytes"]
        lines.append(
            f"worker {worker}: {some[0]:.0f} MB at first, {max(some):.0f} at most, {some[-1]:.0f} at last; "
            f"last third {one['grown']} times the middle one; {share:.0%} of a core"
        )
    return "\n".join([*lines, *wrong(result)])


def wrong(result: dict) -> list[str]:
    """A sentence for each error and stale answer, as far as they were kept."""
    return [sentence for one in (result["readers"], *result["curators"]) for sentence in one["wrong"]]


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--think", type=float, default=6, help="seconds between two pages of a reader, on average")
    parser.add_argument("--curators", type=int, default=2)
    parser.add_argument("--kept", type=int, default=4, help="megabytes of answers that each worker keeps")
    options = parser.parse_args()
    database = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    result = {"database": database, "workers": WORKERS, **vars(options)}
    with tempfile.TemporaryDirectory(prefix="policyatlas-load-") as folder:
        if database == "sqlite":
            shutil.copytree(os.environ.get("ATLAS_VAR", ROOT / "var"), folder, dirs_exist_ok=True)
        result |= measure(Path(folder), options)
    print(table(result))
    print(keep("load", result))
    told = (result["readers"], *result["curators"])
    sys.exit(1 if any(one["failed"] or one.get("stale") for one in told) else 0)


if __name__ == "__main__":
    main()
