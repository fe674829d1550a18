"""What holds on every page: nobody is shut out, nothing is asked of other hosts, nothing runs off a narrow screen."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# So tall that nothing has to stick to the edge of the window, over something else.
WIDE = {"width": 1280, "height": 6000}
NARROW = {"width": 390, "height": 844}
TALL = {"width": 390, "height": 9000}
# A window of 1280 pixels in which everything is shown four times as large.
ZOOMED = {"width": 320, "height": 256}
# WCAG 2.0 to 2.2, levels A and AA; pages of our own also keep to what axe calls best practice.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BEST = [*WCAG, "best-practice"]
# What may differ while parts of a page are closed, and in the dark scheme.
CLOSED = ["target-size"]
COLOURS = ["color-contrast", "link-in-text-block"]
# How many of the items of a list, the rows of a table or the sections of a page axe looks at where they are made alike:
# over hundreds of them it takes minutes. A row keeps all its cells.
ENOUGH = 3
_THIN_OUT = """enough => {
    window.thinnedOut = true;
    for (const all of document.querySelectorAll('body, body *:not(tr, svg, svg *)')) {
        const alike = {};
        for (const one of [...all.children]) {
            const look = one.tagName + one.className;
            alike[look] = (alike[look] || 0) + 1;
            if (alike[look] > enough) one.remove();
        }
    }
}"""
_OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
_WHICH_ARE_OPEN = "[...document.querySelectorAll('details')].map(one => one.open)"
_OPEN_AGAIN = "were => document.querySelectorAll('details').forEach((one, number) => one.open = were[number])"
_BEYOND = """room => [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > room + 1)
    .map(one => one.outerHTML.slice(0, 80)).slice(0, 5)"""

_AXE = Axe().axe_script


class Listener:
    """Notes what a page of the site at `address` asks for and complains of, from now on."""

    def __init__(self, page: Page, address: str):
        self._page = page
        self._host = urlsplit(address).netloc
        self._asked: list[str] = []
        self._complaints: list[tuple[str, str]] = []  # What is said, and the address it is about.
        page.on("request", lambda request: self._asked.append(request.url))
        page.on("console", self._note)
        page.on("pageerror", lambda error: self._complaints.append((str(error), "")))

    def _note(self, message) -> None:
        if message.type == "error":
            self._complaints.append((message.text, message.location["url"]))

    def faults(self) -> list[str]:
        """Requests to other hosts, and what stands in the console (breaches of the content security policy do)."""
        asked = [url for url in self._asked if urlsplit(url).scheme != "data" and urlsplit(url).netloc != self._host]
        # Chromium also complains that a page answers 404 or 410, as some should.
        said = [text for text, about in self._complaints if about != self._page.url or "with a status of" not in text]
        return [f"asks another host: {url}" for url in asked] + [f"complains: {text}" for text in said]


def accessibility_faults(page: Page, rules: list[str], size: dict[str, int] = WIDE) -> list[str]:
    """What axe finds on the page as it came, with every part open, and in the dark scheme."""
    page.set_viewport_size(size)
    _put_on(page, "light")
    if page.evaluate("'thinnedOut' in window"):
        page.reload()
    page.evaluate(_THIN_OUT, ENOUGH)
    page.evaluate(_AXE)
    found = [f"while parts are closed: {said}" for said in _violations(page, CLOSED)]
    page.evaluate(_OPEN)
    found += _violations(page, rules)
    _put_on(page, "dark")
    return found + [f"in the dark scheme: {said}" for said in _violations(page, COLOURS)]


def _put_on(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # Colours change slowly, and in a window behind another one never to the end.
    page.evaluate("document.getAnimations().forEach(one => one.finish())")


def _violations(page: Page, rules: list[str]) -> list[str]:
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    results = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{one['id']} ({one['help']}), {len(one['nodes'])} times, first at {one['nodes'][0]['target']}: "
        f"{one['nodes'][0]['html'][:200]} {_reason(one['nodes'][0])}"
        for one in results
    ]


def _reason(node: dict) -> str:
    return "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])


def width_faults(page: Page, size: dict[str, int] = NARROW) -> list[str]:
    """Whether the page as a whole scrolls sideways on a telephone or in a window of `size`, and what makes it."""
    page.set_viewport_size(size)
    were_open = page.evaluate(_WHICH_ARE_OPEN)
    page.evaluate(_OPEN)
    room, needed = page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
    fits = needed <= room == size["width"]
    culprits = [] if fits else page.evaluate(_BEYOND, size["width"])
    page.evaluate(_OPEN_AGAIN, were_open)
    if fits:
        return []
    return [f"needs {needed} px on a screen of {size['width']}: {', '.join(culprits)}"]


def desk_faults(page: Page) -> list[str]:
    """What keeps people from a page of the desk, on a wide screen and on a telephone, light and dark."""
    return [
        *width_faults(page),
        *accessibility_faults(page, WCAG),
        *(f"on a telephone: {said}" for said in accessibility_faults(page, WCAG, TALL)),
    ]
