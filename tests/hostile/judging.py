"""What an answer must be whatever was asked: no failure of the site, nothing smuggled in, nobody led away."""

import csv
import gzip
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import brotli
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http.response import HttpResponseBase

from .asking import Asked
from .nasty import MARK
from .serving import Served

HOSTS = {"localhost", "127.0.0.1", "[::1]", "testserver"}
PROMISED = {
    "Content-Security-Policy": "default-src 'none'",
    "Permissions-Policy": "camera=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "",
}
_FORMULA = re.compile(r"\s*[=+\-@].*" + MARK, re.DOTALL)
_PRESSED = {"gzip": gzip.decompress, "br": brotli.decompress}
_ADDRESSES = {"href", "src", "action", "formaction", "xlink:href"}


def complaints(asked: Asked, answer: HttpResponseBase | Served) -> list[str]:
    """What is wrong with the answer, each in a sentence; the content of a file that is sent in pieces is read."""
    content = unpressed(answer.headers.get("Content-Encoding", ""), answer.getvalue())
    _close(answer)
    found = []
    if answer.status_code >= 500:
        found.append(f"The site failed with {answer.status_code}.")
    found += complaints_of_headers(answer)
    if MARK.encode() in content:
        found += _of_content(answer.headers.get("Content-Type", ""), content)
    return found


def unpressed(encoding: str, content: bytes) -> bytes:
    """The content as a browser reads it: what was smuggled into it would not be seen in what goes over the wire."""
    return _PRESSED[encoding](content) if encoding and content else content


def _close(answer: HttpResponseBase | Served) -> None:
    """Close the answer with its files, and leave the connection to the database open, as Django's own client does."""
    held = request_finished.disconnect(close_old_connections)
    answer.close()
    if held:
        request_finished.connect(close_old_connections)


def complaints_of_headers(answer: HttpResponseBase | Served) -> list[str]:
    """What is wrong with the headers: one is missing, was smuggled in, or leads away.

    What has not changed (304) need not say them anew: a browser shows what it has under the headers that came with it.
    """
    promised = {} if answer.status_code == 304 else PROMISED
    found = [
        f"The header {name} is missing or says something else: {answer.headers.get(name)!r}."
        for name, said in promised.items()
        if name not in answer.headers or said not in answer.headers[name]
    ]
    found += [f"The header {name} was injected." for name in ("X-Injected",) if name in answer.headers]
    found += [f"{name} holds the end of a line." for name, value in answer.items() if re.search("[\r\n]", name + value)]
    names = [name.lower() for name, _ in answer.items()]
    found += [f"The header {name} is said twice." for name in {*names} - {"set-cookie"} if names.count(name) > 1]
    if location := answer.headers.get("Location"):
        led = urlsplit(urljoin("http://testserver/", location.replace("\\", "/")))
        if led.scheme not in ("http", "https") or (led.netloc and led.hostname not in HOSTS):
            found.append(f"It leads to another site: {location!r}.")
    return found


def _of_content(kind: str, content: bytes) -> list[str]:
    kind = kind.partition(";")[0].strip()
    if kind in ("text/html", "image/svg+xml", "application/atom+xml", "application/xml"):
        page = _Page()
        page.feed(content.decode(errors="replace"))
        page.close()
        return page.found
    if kind == "text/csv":
        cells = (cell for row in csv.reader(io.StringIO(content.decode(errors="replace"))) for cell in row)
        return [f"A spreadsheet would work out the cell {cell[:80]!r}." for cell in cells if _FORMULA.match(cell)]
    if kind.endswith("spreadsheetml.sheet"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sheets = [packed.read(name) for name in packed.namelist() if "worksheets" in name]
        return ["The workbook holds a formula."] if any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets) else []
    if kind == "application/json":
        json.loads(content)
    return []


class _Page(HTMLParser):
    """Reads a page as a browser would, and notes elements, scripts and addresses that were smuggled in."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element, with what it does and where it leads."""
        if MARK in tag:
            self.found.append(f"The element <{tag}> was smuggled in.")
        for name, value in attributes:
            if MARK in name or (name.startswith("on") and MARK in (value or "")):
                self.found.append(f"The attribute {name}={value!r} of <{tag}> was smuggled in.")
            if name in _ADDRESSES and re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                self.found.append(f"<{tag}> leads to {value!r}.")

    def handle_comment(self, data: str) -> None:
        """A comment, which pages of ours do not have."""
        if MARK in data:
            self.found.append("A comment was smuggled in.")
