"""Takes the pictures of the curators' handbook anew: `.venv/bin/python docs/pictures/take.py`, in about two minutes.

It serves an atlas of its own, with the people of the tests, does what the handbook says, and photographs it on the way.
With names behind it, only these are kept: `take.py form history`.
"""

import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright
from taking import addresses, coming_in, into_print, nothing_lost, tables, writing
from taking.studio import Studio

from tests.browser.conftest import FLAGS
from tests.browser.server import Site, prepare_once

HERE = Path(__file__).resolve().parent
# In this order: each scene finds what the ones before it have written.
SCENES = (
    *coming_in.SCENES,
    *writing.SCENES,
    *into_print.SCENES,
    *nothing_lost.SCENES,
    *addresses.SCENES,
    *tables.SCENES,
)


def take(wanted: list[str]) -> None:
    """Play all scenes, and keep the pictures of those that are wanted; of all if none are named."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        pictures = work / "pictures"
        pictures.mkdir()
        site = Site(prepare_once(work, work / "none"), work / "site")
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
        try:
            site.wait()
            studio = Studio(site, browser, pictures)
            for scene in SCENES:
                sys.stdout.write(f"{scene.__name__}\n")
                sys.stdout.flush()
                scene(studio)
        finally:
            browser.close()
            site.stop()
        for name in studio.taken:
            if not wanted or name in wanted:
                (HERE / f"desk-{name}.png").write_bytes((pictures / f"desk-{name}.png").read_bytes())


if __name__ == "__main__":
    take(sys.argv[1:])
