"""How many requests a second a page is answered that was answered before: kept by the server, kept by nginx, not kept.

What everything is divided by is nginx giving the same bytes, with the same headers, from a file. Needs nginx and wrk.
"""

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from keeping import keep
from servers import Ports, atlas, free_ports, nginx, prepared

CONNECTIONS = 32
ENCODING = "br"


def answer(address: str, host: str) -> tuple[list[tuple[str, str]], bytes]:
    """The headers and the very bytes of an answer."""
    with urlopen(Request(address, headers={"Accept-Encoding": ENCODING, "Host": host})) as response:
        return response.getheaders(), response.read()


def rate(address: str, host: str, seconds: float) -> float:
    """Requests a second of one address over connections that stay open; fails where an answer was no page."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-H", f"Accept-Encoding: {ENCODING}"]
    said = subprocess.run([*command, "-H", f"Host: {host}", address], capture_output=True, text=True, check=True).stdout
    wrong = re.search(r"Non-2xx.*|Socket errors.*", said)
    # wrk counts what was still under way when the time was over as a timeout of reading, which a slow page may be.
    assert wrong is None or "Non-2xx" not in wrong[0], f"{address}: {wrong[0]}"
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


@contextmanager
def contestants(folder: Path, var: Path, page: str) -> Iterable[dict[str, str]]:
    """The addresses of the contestants, all of them ready."""
    ports = free_ports()
    host = f"127.0.0.1:{ports.kept}"
    with ExitStack() as running:
        running.enter_context(atlas(var, ports.kept))
        running.enter_context(atlas(var, ports.uncached, ATLAS_KEPT_ANSWERS="0"))
        headers, body = answer(f"http://127.0.0.1:{ports.kept}{page}", host)
        (folder / "same").write_bytes(body)
        running.enter_context(nginx(folder, ports, headers))
        yield {
            "nginx, a file": f"http://127.0.0.1:{ports.static}/same",
            "kept by the server": f"http://127.0.0.1:{ports.kept}{page}",
            "kept by nginx": f"http://127.0.0.1:{ports.cached}{page}",
            "not kept": f"http://127.0.0.1:{ports.uncached}{page}",
        }


def measured(addresses: dict[str, str], ports_host: str, rounds: int, seconds: float) -> dict[str, list[float]]:
    """The rates of each contestant, one of each round; every round asks all of them, one after the other."""
    rates: dict[str, list[float]] = {name: [] for name in addresses}
    for name, address in addresses.items():
        # Workers learn a page with their first request for it.
        rate(address, ports_host, 1)
        assert len(answer(address, ports_host)[1]) == len(answer(next(iter(addresses.values())), ports_host)[1]), name
    for _ in range(rounds):
        for name, address in addresses.items():
            rates[name].append(rate(address, ports_host, seconds))
    return rates


def compared(rates: dict[str, list[float]], page: str, size: int) -> dict:
    """The rates and their ratios to the first contestant, round by round: median, least and most."""
    first = next(iter(rates.values()))
    told = {}
    for name, found in rates.items():
        ratios = [one / base for one, base in zip(found, first, strict=True)]
        told[name] = {
            "requests_a_second": round(statistics.median(found)),
            "ratio": [float(f"{figure:.3g}") for figure in (statistics.median(ratios), min(ratios), max(ratios))],
        }
    return {
        "page": page,
        "bytes": size,
        "encoding": ENCODING,
        "connections": CONNECTIONS,
        "rounds": len(first),
        "contestants": told,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", default="/policies/")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=5, help="of each contestant in each round")
    parser.add_argument("--var", type=Path, help="a prepared folder, read only; without, one is made and thrown away")
    options = parser.parse_args()
    missing = [name for name in ("wrk", "nginx") if shutil.which(name, path=Ports.PATH) is None]
    if missing:
        sys.exit(f"Install the packages {' and '.join(missing)} first.")
    with tempfile.TemporaryDirectory(prefix="policyatlas-hits-") as name:
        folder = Path(name)
        began = time.monotonic()
        with contestants(folder, prepared(folder, options.var), options.page) as addresses:
            print(f"Ready after {time.monotonic() - began:.0f} s.", file=sys.stderr)
            host = addresses["kept by the server"].split("/")[2]
            rates = measured(addresses, host, options.rounds, options.seconds)
            found = compared(rates, options.page, (folder / "same").stat().st_size)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    print(keep("hits", found))


if __name__ == "__main__":
    main()
