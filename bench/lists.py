"""How many filtered list pages a second the atlas and Datasette answer: same rows, same facets, same questions.

Needs a virtual environment with Datasette (see README.md); --datasette names its Python. Each size has a database of
its own that is thrown away. Writes what it found into bench/results/.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from statistics import median
from threading import local
from urllib.parse import urlencode

from databases import held
from entries import FACETS, WORDS
from keeping import keep
from servers import WORKERS, atlas, environment_of, free_port, running, workers_of

BENCH = Path(__file__).resolve().parent
CONNECTIONS, ROWS_A_PAGE = 8, 25
SEARCHED = ("半導", "医療", "環境", "育成")
_mine = local()


def questions(number: int) -> list[dict[str, str]]:
    """One to three filters each, drawn with a fixed seed from values that are there."""
    from policyatlas.values.vocabularies import APPROACH, LEVEL, PHASE, POLICY_KIND

    draw = random.Random(8)
    values = {
        "kind": POLICY_KIND.codes[:8],
        "level": LEVEL.codes,
        "phase": PHASE.codes,
        "approach": APPROACH.codes,
        "place": [f"prefecture:prefecture-{one}" for one in range(20)],
        "organisation": [f"organisation:organisation-{one}" for one in range(20)],
        "year_from": range(1960, 2010),
    }
    return [
        {name: str(draw.choice(values[name])) for name in draw.sample(list(values), draw.randint(1, 3))}
        for _ in range(number)
    ]


def ours(asked: dict[str, str]) -> str:
    """The address of a question in the atlas; the years ask for what began then, as a column does."""
    began = {"began": "yes"} if "year_from" in asked else {}
    return "/policies/?" + urlencode(asked | began | {"per_page": ROWS_A_PAGE})


def theirs(asked: dict[str, str]) -> str:
    """The same in Datasette, with the counts of the same facets."""
    filters = [(f"{name}__gte" if name == "year_from" else name, value) for name, value in asked.items()]
    table = [("_facet", name) for name in FACETS] + [("_size", str(ROWS_A_PAGE)), ("_sort", "year_from")]
    return "/bench/policies?" + urlencode(filters + table)


def found(page: str) -> int:
    """How many rows a page of either says that there are."""
    said = re.search(r'id="count"[^>]*>([^<]*)<', page) or re.search(r"<h3>\s*([\d,]+ rows?)", page)
    if said is None or said[1].startswith(("None", "0 ")):
        return 0
    return int(re.search(r"[\d,]+", said[1])[0].replace(",", ""))


def get(port: int, address: str) -> tuple[float, str]:
    """Seconds and text of an answer, over a connection that this thread keeps."""
    connections = _mine.__dict__.setdefault("connections", {})
    connection = connections.setdefault(port, HTTPConnection("127.0.0.1", port, timeout=600))
    begin = time.perf_counter()
    try:
        connection.request("GET", address)
        response = connection.getresponse()
    except (RemoteDisconnected, ConnectionError):
        # The server has closed it while the other one was asked.
        connection.close()
        connection.request("GET", address)
        response = connection.getresponse()
    text = response.read()
    assert response.status == 200, (address, response.status)
    return time.perf_counter() - begin, text.decode()


def pages_a_second(pool: ThreadPoolExecutor, port: int, addresses: list[str]) -> tuple[float, list[float], list[int]]:
    """All addresses asked for over the pool's connections: pages a second, seconds of each, and rows of each."""
    begin = time.perf_counter()
    answers = list(pool.map(lambda address: get(port, address), addresses))
    lasted = time.perf_counter() - begin
    return len(addresses) / lasted, [took for took, _ in answers], [found(text) for _, text in answers]


def measure(rows: int, datasette: str, rounds: int, asked_for: int) -> dict:
    """Both contestants on so many rows; interleaved rounds, after one that warms both up and compares the answers."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/bench.db"
        command = [sys.executable, BENCH / "entries.py", str(rows), database]
        subprocess.run(command, env=environment_of(Path(folder)), check=True)
        mine, other = free_port(), free_port()
        uvicorn = [datasette, "-m", "uvicorn", "datasette_app:app", "--port", str(other), "--workers", str(WORKERS)]
        uvicorn += ["--log-level", "error", "--timeout-keep-alive", "600"]
        theirs_is_there = f"http://127.0.0.1:{other}/-/versions.json"
        with (
            # Every page is made anew: what is measured is not the memory for answers (hits.py does that).
            atlas(Path(folder), mine, ATLAS_KEPT_ANSWERS="0") as server,
            running(uvicorn, os.environ | {"DATASETTE_FILE": database}, theirs_is_there, BENCH),
            ThreadPoolExecutor(CONNECTIONS) as pool,
        ):
            answers = compared(pool, (mine, other), questions(asked_for), rounds)
            megabytes = round(max(held(worker) for worker in workers_of(server.pid)), 1)
            return {"rows": rows} | answers | inside(pool, mine, rows) | {"megabytes": megabytes}


def compared(pool: ThreadPoolExecutor, ports: tuple[int, int], asked: list[dict[str, str]], rounds: int) -> dict:
    """Ratio of pages a second, round by round; both must have found as many rows."""
    addresses = [ours(one) for one in asked], [theirs(one) for one in asked]
    warm = [pages_a_second(pool, port, some)[2] for port, some in zip(ports, addresses, strict=True)]
    assert warm[0] == warm[1], [pair for pair in zip(*warm, asked, strict=True) if pair[0] != pair[1]][:3]
    runs = [
        [pages_a_second(pool, port, some) for port, some in zip(ports, addresses, strict=True)] for _ in range(rounds)
    ]
    ratios = [one[0] / other[0] for one, other in runs]
    return {
        "pages_a_second": [spread([run[place][0] for run in runs]) for place in (0, 1)],
        "median_ms": [1000 * median(took for run in runs for took in run[place][1]) for place in (0, 1)],
        "ratio": spread(ratios),
    }


def inside(pool: ThreadPoolExecutor, port: int, rows: int) -> dict:
    """What else the atlas promises of its own pages, each as a ratio to a first page of a list."""
    first = [f"/policies/?{urlencode({'level': level, 'per_page': 25})}" for level in ("national", "regional")] * 20
    deep = [f"{address}&page={max(1, rows // 25 // 8)}" for address in first]
    search = [f"/policies/?{urlencode({'q': words, 'per_page': 25})}" for words in SEARCHED] * 10
    everything = [f"/search/?{urlencode({'q': words})}" for words in SEARCHED] * 2
    ratios = {}
    for name, addresses in (("deep_page", deep), ("list_of_words", search), ("search", everything)):
        runs = []
        pages_a_second(pool, port, addresses)
        for _ in range(3):
            plain, asked = (median(pages_a_second(pool, port, some)[1]) for some in (first, addresses))
            runs.append(asked / plain)
        ratios[name] = spread(runs)
    ratios["search_of_new_words"] = spread([*new_words(port, first)])
    return {"times_a_list_page": ratios}


def new_words(port: int, first: list[str]) -> Iterator[float]:
    """Searches for words that nobody asked for before, each once and alone: three medians to those of list pages."""
    new = [word for word in WORDS if word not in SEARCHED]
    for some in (new[0::3], new[1::3], new[2::3]):
        plain = median(get(port, address)[0] for address in first)
        yield median(get(port, f"/search/?{urlencode({'q': word})}")[0] for word in some) / plain


def spread(values: list[float]) -> list[float]:
    """Median, least and most."""
    return [round(one, 3) for one in (median(values), min(values), max(values))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--datasette", required=True, help="the Python of Datasette's virtual environment")
    options = parser.parse_args()
    sizes = []
    for rows in map(int, options.sizes.split(",")):
        sizes.append(measure(rows, options.datasette, options.rounds, options.questions))
        print(json.dumps(sizes[-1]), flush=True)
    print(keep("lists", {"sizes": sizes}))


if __name__ == "__main__":
    main()
