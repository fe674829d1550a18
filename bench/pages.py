"""How long pages of the atlas take, made anew, as multiples of a list page of 25 rows; on the atlas that is shipped.

Copies an atlas there is (ATLAS_VAR, or var/) and throws the copy away. Writes what it found into bench/results/.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from keeping import keep
from lists import CONNECTIONS, pages_a_second, spread
from servers import ROOT, atlas, environment_of, free_port

TEN = ("hokkaido", "iwate", "miyagi", "akita", "tokyo", "aichi", "kyoto", "osaka", "hiroshima", "fukuoka")
LIST = "/policies/?per_page=25"
PAGES = {
    "comparison of ten prefectures": f"/compare/prefectures/?{'&'.join(f's={slug}' for slug in TEN)}",
    "comparison of two programmes": "/compare/programmes/?s=technopolis-programme&s=knowledge-cluster-initiative",
    "search": "/search/?q=Iwate",
    "search in Japanese": "/search/?q=%E5%B2%A9%E6%89%8B",
    "timeline": "/timeline/",
    "map": "/map/",
    "evidence map": "/evidence/",
    "front page": "/",
}


def compared(pool: ThreadPoolExecutor, port: int, rounds: int, times: int) -> dict[str, list[float]]:
    """Each page as a multiple of the list page: median, least and most of interleaved rounds, after one to warm up."""
    ratios: dict[str, list[float]] = {name: [] for name in PAGES}
    for number in range(rounds + 1):
        for name, address in PAGES.items():
            plain, page = (median(pages_a_second(pool, port, [one] * times)[1]) for one in (LIST, address))
            if number:
                ratios[name].append(page / plain)
    return {name: spread(found) for name, found in ratios.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--times", type=int, default=24)
    options = parser.parse_args()
    there = Path(os.environ.get("ATLAS_VAR", ROOT / "var"))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(there, folder, dirs_exist_ok=True)
        environment = environment_of(Path(folder))
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, env=environment, check=True)
        port = free_port()
        with atlas(Path(folder), port, ATLAS_KEPT_ANSWERS="0"), ThreadPoolExecutor(CONNECTIONS) as pool:
            found = compared(pool, port, options.rounds, options.times)
    for name, ratio in found.items():
        print(f"{name:36}{ratio[0]:6.2f} ({ratio[1]:.2f}–{ratio[2]:.2f}) times a list page")
    print(keep("pages", {"times_a_list_page": found}))


if __name__ == "__main__":
    main()
