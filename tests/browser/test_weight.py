"""What the first visit to a list costs, pressed as it is sent: the page, its styles and its scripts."""

import re
import urllib.request
from urllib.parse import urljoin

import pytest

from policyatlas.values.kinds import KINDS

MOST = 100_000  # Bytes.
_FILES = re.compile(r'<(?:link rel="stylesheet"[^>]*? href|script[^>]*? src)="([^"]+)"')


def _weight(address):
    """How many bytes an answer takes on its way to a browser that knows brotli and gzip, and how it is pressed."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return len(answer.read()), answer.headers.get("Content-Encoding", "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("prefix", ["", "/ja"], ids=["en", "ja"])
def test_the_first_visit_to_a_list_is_light(kind, prefix, site):
    address = f"{site.address}{prefix}/{KINDS[kind].address}/"
    with urllib.request.urlopen(address, timeout=30) as answer:
        page = answer.read().decode()
    files = [urljoin(address, file) for file in _FILES.findall(page)]
    assert any(file.endswith(".css") for file in files)
    assert any(file.endswith(".js") for file in files)
    sent = {file: _weight(file) for file in (address, *dict.fromkeys(files))}

    unpressed = [file for file, (size, pressing) in sent.items() if not pressing and size > 1_000]
    assert not unpressed, f"Sent as they are: {unpressed}"
    whole = sum(size for size, _ in sent.values())
    assert whole < MOST, f"{whole} bytes for the first visit to {address}:\n" + "\n".join(
        f"{size:>7} {file}" for file, (size, _) in sorted(sent.items(), key=lambda one: -one[1][0])
    )


def test_other_pages_load_no_scripts(site):
    for path in ("/", "/about/", "/policies/technopolis-programme/", "/compare/prefectures/?s=aomori&s=iwate"):
        with urllib.request.urlopen(site.address + path, timeout=30) as answer:
            read = answer.read().replace(b'<script type="application/ld+json">', b"")
            assert b"<script" not in read, f"{path} loads a script that it does not need."
