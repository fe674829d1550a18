"""How soon a list and a search begin to come as files, and how much memory they take: also for ten times as many rows?

Each size is measured in a process and a database of its own.
"""

import argparse
import gc
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import time

from databases import forget_peak, held, own_database, peak
from keeping import database, keep

# A list, and a search for a word that every row has.
ADDRESSES = ("/observations.{}", "/search.{}?q=figure")
ENDINGS = ("csv", "json", "xlsx")


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


def fill_apart(rows: int) -> None:
    """The same in a process of its own: what it took and has let go of would hide what the downloads take."""
    from django.db import connection

    connection.close()
    filling = multiprocessing.get_context("fork").Process(target=fill, args=(rows,))
    filling.start()
    filling.join()
    assert filling.exitcode == 0, "The database was not filled."


def fetched(address: str) -> dict:
    """One download: seconds to the first piece and to the last, bytes, and how much the memory grew meanwhile."""
    from django.test import Client

    gc.collect()
    before = held()
    forget_peak()
    begin = time.monotonic()
    response = Client().get(address)
    pieces = iter(response.streaming_content if response.streaming else [response.content])
    assert response.status_code == 200, response.status_code
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


def one_size(rows: int, times: int) -> list[tuple[str, list[dict]]]:
    """Every format of one number of rows, in turns, so that none has the machine to itself."""
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False
    # All come from one address here.
    settings.READING_LIMITS = dict.fromkeys(settings.READING_LIMITS, 10_000)
    fill_apart(rows)
    found: dict[str, list[dict]] = {address.format(ending): [] for address in ADDRESSES for ending in ENDINGS}
    for number in range(times + 1):
        for address, measured in found.items():
            one = fetched(address)
            # The first round loads what all need.
            if number:
                measured.append(one)
    return list(found.items())


def told(rows: int, address: str, found: list[dict]) -> dict:
    """One line of the table, said and returned: medians, with the least and the most of the first bytes."""
    first, seconds = ([one[name] for one in found] for name in ("first", "seconds"))
    line = {
        "address": address,
        "rows": rows,
        "first_byte_s": [statistics.median(first), min(first), max(first)],
        "whole_s": [statistics.median(seconds), min(seconds), max(seconds)],
        "rows_a_second": round(rows / statistics.median(seconds)),
        "megabytes": round(found[0]["bytes"] / 1e6, 1),
        "memory_grew_mb": max(one["growth"] for one in found),
        "in_pieces": found[0]["streamed"],
    }
    line |= {name: [round(one, 4) for one in line[name]] for name in ("first_byte_s", "whole_s")}
    spread = f"{min(first):.3f}–{max(first):.3f}"
    print(
        f"{address:<22}{rows:>9,}{line['first_byte_s'][0]:>14.3f}{spread:>16}{line['whole_s'][0]:>9.1f}"
        f"{line['rows_a_second']:>15}{line['megabytes']:>7.1f}{line['memory_grew_mb']:>16.1f}"
        f"{'' if line['in_pieces'] else '   (made whole)'}",
        flush=True,
    )
    return line


def main() -> None:
    """Measure each size in a process of its own, tell how they compare, and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        os.environ["ATLAS_DEBUG"] = "0"
        with own_database():
            json.dump(one_size(options.one, options.times), sys.stdout)
        return
    print(f"{database()}, {os.cpu_count()} cores, medians of {options.times}")
    print(
        "file                       rows  first byte s          spread  whole s  rows a second     MB  memory grew MB",
        flush=True,
    )
    lines = []
    for rows in options.rows:
        command = [sys.executable, __file__, "--one", str(rows), "--times", str(options.times)]
        child = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        lines += [told(rows, address, found) for address, found in json.loads(child.stdout)]
    print(keep("downloads", {"sizes": lines}))


if __name__ == "__main__":
    main()
