"""What the scenes work with: the served atlas, a window for each person, and the camera."""

import sqlite3
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tests.browser.doors import sign_in
from tests.browser.server import Site

from .palette import in_palette

# The desk at this width shows what it shows on a usual screen; a picture is never wider than this.
WIDTH = 1000
SIZE = (WIDTH, 1100)
_MARGIN = 10


class Studio:
    """One site, its windows, and the folder into which the pictures go."""

    def __init__(self, site: Site, browser: Browser, folder: Path):
        self.site = site
        self.folder = folder
        self._browser = browser
        self._windows: dict[str, Page] = {}
        self.taken: list[str] = []

    def window(self, name: str = "", *, address: str = "") -> Page:
        """A new window; of a person, signed in."""
        context = self._browser.new_context(
            base_url=address or self.site.address, viewport=_viewport(SIZE), color_scheme="light"
        )
        context.set_default_timeout(15_000)
        # The lists at the side are folded away, as most people have them.
        context.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
        page = context.new_page()
        if name:
            page.goto("/admin/")
            sign_in(page, name)
            page.wait_for_url("**/admin/")
        return page

    def desk(self, name: str) -> Page:
        """The window of a person, the same one in all scenes: the site lets nobody sign in too often."""
        if name not in self._windows:
            self._windows[name] = self.window(name)
        return self._windows[name]

    def age(self, noun: str, days: int = 500) -> None:
        """Let what happened to the records of a noun be so many days ago, which no page of the desk can do."""
        with closing(sqlite3.connect(self.site.var / "atlas.sqlite3", timeout=20)) as database, database:
            database.execute("UPDATE curation_event SET at = datetime(at, ?) WHERE noun = ?", (f"-{days} days", noun))
            database.execute(
                f"UPDATE records_{noun} SET updated_at = datetime(updated_at, ?)",  # noqa: S608 - a name of ours
                (f"-{days} days",),
            )

    def take(
        self, page: Page, name: str, *shown: str | Locator, height: int = 620, size: tuple[int, int] = SIZE
    ) -> None:
        """Take the part of the page that holds all that is `shown`, as `desk-<name>.png`.

        At most `height` points of it. In a window of less `size` the buttons, which stay at its foot, come nearer.
        """
        page.set_viewport_size(_viewport(size))
        page.evaluate("document.activeElement?.blur()")
        page.mouse.move(0, 0)
        places = [page.locator(one).first if isinstance(one, str) else one for one in shown]
        places[0].scroll_into_view_if_needed()
        boxes = [box for place in places if (box := place.bounding_box())]
        scrolled = page.evaluate("window.scrollY")
        left, top = (max(0, min(box[side] for box in boxes) - _MARGIN) for side in ("x", "y"))
        right = max(box["x"] + box["width"] for box in boxes) + _MARGIN
        bottom = max(box["y"] + box["height"] for box in boxes) + _MARGIN
        clip = {
            "x": left,
            "y": top + scrolled,
            "width": min(WIDTH, right) - left,
            "height": min(height, bottom - top),
        }
        png = page.screenshot(full_page=True, clip=clip, animations="disabled")
        (self.folder / f"desk-{name}.png").write_bytes(in_palette(png))
        page.set_viewport_size(_viewport(SIZE))
        self.taken.append(name)


def _viewport(size: tuple[int, int]) -> dict[str, int]:
    return {"width": size[0], "height": size[1]}
