"""How soon the site answers after its start, and how much memory each worker holds after serving every sort of page.

It serves a copy of an atlas that is there (`ATLAS_VAR`, or var/).
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from databases import ROOT, held
from servers import free_port, workers_of

# What no link of a page leads to.
BESIDES = ("/sitemap.xml", "/changes.atom", "/map.svg", "/search/?q=iwate", "/admin/")
_LINK = re.compile(r'href="(/[^"#]*)"')


def get(site: str, path: str) -> str:
    """The text at an address, and an empty one where there is none."""
    try:
        with urllib.request.urlopen(f"{site}{path}", timeout=120) as answer:
            content = answer.read()
            return content.decode() if "html" in answer.headers["Content-Type"] else ""
    except urllib.error.HTTPError:
        return ""


def first_answer(site: str, server: subprocess.Popen, begin: float) -> float:
    """Seconds from the start to the first answer."""
    while True:
        try:
            get(site, "/")
        except OSError:
            if server.poll() is not None:
                sys.exit("The server ended by itself.")
            time.sleep(0.01)
        else:
            return time.monotonic() - begin


def sort_of(path: str) -> str:
    """The sort of page at an address: two of one sort differ in their slug or their question alone."""
    path, _, question = path.partition("?")
    parts = [part for part in path.split("/") if part and not re.fullmatch(r"\d{4}\.\d+", part)]
    ending = Path(path).suffix
    names = sorted({pair.partition("=")[0] for pair in question.split("&")})
    return "/".join([*parts[:1], "…" * (len(parts) > 1) + ending, *names])


def every_sort(site: str) -> list[str]:
    """An address of every sort, found by following the links of pages from the front page on."""
    found: dict[str, str] = {}
    waiting = ["/", "/ja/", *BESIDES]
    while waiting:
        path = waiting.pop(0)
        if path.startswith("/static/") or sort_of(path) in found:
            continue
        found[sort_of(path)] = path
        waiting += [link.replace("&amp;", "&") for link in _LINK.findall(get(site, path))]
    return list(found.values())


def look(site: str, server: subprocess.Popen, rounds: int) -> None:
    """Serve everything to both workers, and say what they hold."""
    idle = [held(worker) for worker in workers_of(server.pid)]
    addresses = every_sort(site)
    sorts = len(addresses)
    print(f"memory of each worker after its first answer: {', '.join(f'{one:.0f}' for one in idle)} MB")
    for number in range(1, rounds + 1):
        # Several at a time, so that no worker is left out.
        with ThreadPoolExecutor(4) as visitors:
            list(visitors.map(lambda path: get(site, path), addresses * 2))
        now = [held(worker) for worker in workers_of(server.pid)]
        print(
            f"after every sort of page ({sorts} of them), round {number}: {', '.join(f'{one:.0f}' for one in now)} MB"
        )


def main() -> None:
    """Start the site several times, then look at its workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    atlas = Path(os.environ.get("ATLAS_VAR", ROOT / "var"))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(atlas, folder, dirs_exist_ok=True)
        environment = os.environ | {"ATLAS_VAR": folder}
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
        starts = []
        for number in range(options.starts):
            port = free_port()
            begin = time.monotonic()
            server = subprocess.Popen(
                [sys.executable, "deploy/serve.py", "--port", str(port)],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
            )
            site = f"http://127.0.0.1:{port}"
            try:
                starts.append(first_answer(site, server, begin))
                if number == options.starts - 1:
                    median, least, most = statistics.median(starts), min(starts), max(starts)
                    print(f"from start to first answer: median {median:.2f} s ({least:.2f}–{most:.2f})", flush=True)
                    look(site, server, options.rounds)
            finally:
                server.terminate()
                server.wait(30)


if __name__ == "__main__":
    main()
