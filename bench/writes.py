"""How long importing, publishing and closing take, and how much memory: the same for ten times as many records?

Each size is measured in a process and a database of its own.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable

from databases import forget_peak, held, own_database, peak
from imports import furnish, policies
from keeping import keep

# Records in one file: neither their number nor the length of the file may be much larger.
AT_ONCE = 10_000


def measured(what: str, rows: int, step: Callable[[], object]) -> dict:
    """Seconds and memory of one step; `busy` are the seconds of a processor that the process itself took."""
    gc.collect()
    forget_peak()
    before, begin, busy = held(), time.monotonic(), time.process_time()
    step()
    seconds, busy = time.monotonic() - begin, time.process_time() - busy
    return {"step": what, "rows": rows, "seconds": seconds, "busy": busy, "peak": peak(), "before": before}


def import_all(by, rows: int) -> None:
    """All records, in files as large as may be."""
    from policyatlas.curation.exchange.applying import applying, kept
    from policyatlas.curation.exchange.planning import planning
    from policyatlas.curation.exchange.reading import read
    from policyatlas.curation.stepwise import finished

    for first in range(0, rows, AT_ONCE):
        content = policies(min(AT_ONCE, rows - first), 1, first)
        plan = finished(planning(read("policies.csv", content), by))
        if plan.is_broken:
            sys.exit(f"The generated file is not fit: {plan.all_mistakes()[0]}")
        change_set = kept(plan, by=by, file_name="policies.csv", content=content)
        finished(applying(change_set, by=by))


def publish_all(by) -> None:
    """All drafts there are, noun by noun: what the others name comes first."""
    from policyatlas.curation.pressruns import publishing
    from policyatlas.curation.stepwise import finished
    from policyatlas.records.models import Place, Policy, Source

    if refused := finished(publishing((Source, Place, Policy), by=by)).refused:
        sys.exit(f"Refused: {next(iter(refused.values()))}")


def one_size(rows: int) -> list[dict]:
    """Every step for one number of records."""
    from django.test import override_settings

    from policyatlas.curation import actions
    from policyatlas.editions.verifying import alterations

    by = furnish()
    with override_settings(TWO_PAIRS_OF_EYES=False):
        return [
            measured("import", rows, lambda: import_all(by, rows)),
            measured("publish", rows, lambda: publish_all(by)),
            measured("close", rows, lambda: actions.close_edition(by=by, label="2026.1")),
            measured("verify", rows, lambda: list(alterations())),
        ]


def tell(found: list[dict]) -> None:
    """One line for each step and size, and how many times as long as for the size before the processor was busy."""
    before: dict[str, dict] = {}
    print(f"{'step':10}{'records':>9}{'seconds':>10}{'busy':>9}{'a second':>10}{'peak MB':>9}{'before':>8}   busy")
    for one in found:
        last = before.get(one["step"])
        ratio = (
            f"{one['busy'] / last['busy']:.1f} times for {one['rows'] / last['rows']:.0f} times the rows"
            if last
            else ""
        )
        print(
            f"{one['step']:10}{one['rows']:>9,}{one['seconds']:>10.1f}{one['busy']:>9.1f}"
            f"{one['rows'] / one['seconds']:>10.0f}"
            f"{one['peak']:>9.0f}{one['before']:>8.0f}   {ratio}"
        )
        before[one["step"]] = one


def main() -> None:
    """Measure each size in a process of its own, and tell how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        with own_database():
            json.dump(one_size(options.one), sys.stdout)
        return
    print(f"{os.environ.get('DATABASE_URL', 'sqlite').partition(':')[0]}, {os.cpu_count()} cores", flush=True)
    found = []
    for rows in options.rows:
        child = subprocess.run(
            [sys.executable, __file__, "--one", str(rows)], check=True, stdout=subprocess.PIPE, text=True
        )
        found += json.loads(child.stdout)
        print(f"{rows:,} measured …", flush=True)
    tell(sorted(found, key=lambda one: (one["step"], one["rows"])))
    print(keep("writes", {"steps": found}))


if __name__ == "__main__":
    main()
