"""How soon a list begins to come as a file of each sort, and how much memory it takes: also for ten times as many rows?

Each size is measured in a process and a database of its own.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import time

from databases import forget_peak, held, own_database, peak
from keeping import keep

LIST, ENDINGS = "/observations", ("csv", "json", "xlsx")


def figure(number: int):
    """One figure as the press would set it."""
    from policyatlas.editions.payloads import Evidence, Names, ObservationPayload, Ref
    from policyatlas.editions.writing import Sheet

    name, place = f"Figure {number} of the region", f"bench-place-{number % 47}"
    payload = ObservationPayload(
        name=Names(en=name, ja=f"第{number}号"),
        indicator=Ref(kind="indicator", slug=f"bench-indicator-{number % 60}"),
        subject=Ref(kind="prefecture", slug=place),
        unit="firms",
        value=number,
        upper_value=None,
        qualifier="exact",
        value_missing="",
        period_start=1960 + number % 60,
        period_end=1960 + number % 60,
        fiscal=False,
        period_printed="",
        rank="normal",
        remark="",
        evidence=[
            Evidence(
                source=Ref(kind="source", slug=f"bench-source-{number % 20}"),
                locator=f"p. {number % 400}",
                quote=f"There were {number} firms in the region by the end of that year, as the table says.",
                supports="",
                confidence="",
            )
        ],
        missing={},
    )
    facets = {"indicator": [f"indicator:bench-indicator-{number % 60}"], "place": [f"prefecture:{place}"]}
    return Sheet(
        "observation",
        f"bench-figure-{number}",
        payload,
        title_en=name,
        title_ja=f"第{number}号",
        year_from=1960 + number % 60,
        year_to=1960 + number % 60,
        text=f"figure {number} of the region",
        facets=facets,
    )


def fill(rows: int) -> None:
    """So many figures in print, each with a quotation, put there as the press does."""
    from policyatlas.editions.writing import put_all_in_print

    for first in range(0, rows, 500):
        put_all_in_print({f"observation:{number}": [figure(number)] for number in range(first, min(rows, first + 500))})


def fetched(ending: str) -> dict:
    """One download: seconds to the first piece and to the last, bytes, and how much the memory grew meanwhile."""
    from django.test import Client

    gc.collect()
    before = held()
    forget_peak()
    begin = time.monotonic()
    response = Client().get(f"{LIST}.{ending}")
    pieces = iter(response.streaming_content if response.streaming else [response.content])
    length = len(next(pieces))
    first = time.monotonic() - begin
    for piece in pieces:
        length += len(piece)
    seconds = time.monotonic() - begin
    response.close()
    return {
        "first": first,
        "seconds": seconds,
        "bytes": length,
        "growth": peak() - before,
        "streamed": response.streaming,
    }


def tell(rows: int, ending: str, found: list[dict]) -> None:
    """One line for each sort of file and size."""
    first, seconds = ([one[name] for one in found] for name in ("first", "seconds"))
    whole = statistics.median(seconds)
    spread = f"{min(first):.3f}–{max(first):.3f}"
    print(
        f"{rows:>9,}{ending:>6}{statistics.median(first):>14.3f}{spread:>16}{whole:>9.1f}{rows / whole:>15.0f}"
        f"{found[0]['bytes'] / 1e6:>7.1f}{max(one['growth'] for one in found):>16.1f}"
        f"{'' if found[0]['streamed'] else '   (made whole)'}",
        flush=True,
    )


def main() -> None:
    """Measure each size in a process of its own, and tell how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        os.environ["ATLAS_DEBUG"] = "0"
        with own_database():
            from django.conf import settings

            settings.ALLOWED_HOSTS = ["*"]
            settings.SECURE_SSL_REDIRECT = False
            fill(options.one)
            # The first one loads what all need.
            for ending in ENDINGS:
                fetched(ending)
            json.dump({ending: [fetched(ending) for _ in range(options.times)] for ending in ENDINGS}, sys.stdout)
        return
    database = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    print(f"{LIST}, {database}, {os.cpu_count()} cores, medians of {options.times}")
    print("     rows  file  first byte s          spread  whole s  rows a second     MB  memory grew MB", flush=True)
    kept = {}
    for rows in options.rows:
        child = subprocess.run(
            [sys.executable, __file__, "--one", str(rows), "--times", str(options.times)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        kept[rows] = json.loads(child.stdout)
        for ending, found in kept[rows].items():
            tell(rows, ending, found)
    print(keep("downloads", {"list": LIST, "rows": kept}))


if __name__ == "__main__":
    main()
