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
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from databases import ROOT
from keeping import keep
from servers import free_port, workers_of

# As browsers ask; programs that accept nothing pressed are --plainly.
PRESSED = "br"
# Pages that are a group of their own; others are lists or records.
PAGES = {
    *("search", "map", "timeline", "evidence", "compare", "changes"),
    *("cite", "bibliography", "editions", "api", "admin"),
}
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


def ask(site: str, path: str, encoding: str) -> int:
    """Take what is at an address as a visitor does; the status of the answer."""
    request = urllib.request.Request(f"{site}{path}", headers={"Accept-Encoding": encoding})
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            while answer.read(65536):
                pass
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def group_of(path: str) -> str:
    """The group of pages by which memory is told: files by their ending, pages by what they are."""
    parts = [part for part in path.partition("?")[0].split("/") if part and not re.fullmatch(r"ja|\d{4}\.\d+", part)]
    if parts and (ending := Path(parts[-1]).suffix):
        return ending.lstrip(".")
    if parts and parts[0] in PAGES:
        return parts[0]
    return "lists" if len(parts) == 1 else "records" if parts else "home"


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


def memory(worker: int) -> dict[str, int]:
    """What a worker holds, in megabytes: all, its share of what several processes hold, and what is its alone."""
    lines = [line.split() for line in Path(f"/proc/{worker}/smaps_rollup").read_text().splitlines()[1:]]
    sizes = {name: int(size) for name, size, *_ in lines}
    alone = sizes["Private_Clean:"] + sizes["Private_Dirty:"]
    return {"rss": sizes["Rss:"] // 1024, "pss": sizes["Pss:"] // 1024, "alone": alone // 1024}


def look(site: str, server: subprocess.Popen, rounds: int, encoding: str) -> list[dict]:
    """Serve everything to all workers, group by group and then all together, and say what they hold after each."""
    found = []

    def say(what: str, addresses: int) -> None:
        found.append({"after": what, "addresses": addresses, "mb": [memory(one) for one in workers_of(server.pid)]})
        print(f"{what} ({addresses}): rss {', '.join(str(one['rss']) for one in found[-1]['mb'])} MB", flush=True)

    def take(addresses: list[str]) -> None:
        # Several at a time, so that no worker is left out.
        with ThreadPoolExecutor(4) as visitors:
            statuses = Counter(visitors.map(lambda path: ask(site, path, encoding), addresses * 2))
        if set(statuses) != {200}:
            sys.exit(f"Not everything was answered, so that nothing is measured: {dict(statuses)}")

    say("the first answer", 1)
    addresses = every_sort(site)
    groups = defaultdict(list)
    for address in addresses:
        groups[group_of(address)].append(address)
    say("following links", len(addresses))
    for name, some in groups.items():
        take(some)
        say(name, len(some))
    for number in range(1, rounds + 1):
        take(addresses)
        say(f"everything, round {number}", len(addresses))
    return found


def main() -> None:
    """Start the site several times, then look at its workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plainly", action="store_true", help="ask as programs do that accept nothing pressed")
    options = parser.parse_args()
    encoding = "" if options.plainly else PRESSED
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
                stderr=subprocess.DEVNULL,
            )
            site = f"http://127.0.0.1:{port}"
            try:
                starts.append(first_answer(site, server, begin))
                if number == options.starts - 1:
                    median, least, most = statistics.median(starts), min(starts), max(starts)
                    print(f"from start to first answer: median {median:.2f} s ({least:.2f}–{most:.2f})", flush=True)
                    found = look(site, server, options.rounds, encoding)
            finally:
                server.terminate()
                server.wait(30)
    asked, seconds = encoding or "plainly", [round(one, 2) for one in (median, least, most)]
    told = {"asked": asked, "seconds_to_first_answer": seconds, "memory": found}
    print(keep(f"workers-{asked}", told))


if __name__ == "__main__":
    main()
