"""The site asks nobody else: no address in a source, a file or a form makes it open a connection."""

import ast
import socket

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from policyatlas.curation.models import ChangeSet
from policyatlas.editions.reading import Reading
from tests.curation.tables import table
from tests.house.addresses import addresses, two_of_each
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db

# Addresses that reach what only the machine itself may reach.
INWARD = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:5432/",
    "file:///etc/passwd",
    "gopher://localhost/",
]
# What opens connections; psycopg and the server do so outside the rooms.
REACHING = {
    "socket",
    "urllib.request",
    "http.client",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "telnetlib",
    "xmlrpc",
    "requests",
    "httpx",
}
REACHING |= {"aiohttp", "urllib3", "asyncio", "subprocess", "webbrowser"}
# Who starts a program all the same, and why nobody's address reaches it.
KNOWN = {"policyatlas/curation/keeping/on_postgresql.py": {"subprocess"}}  # pg_dump, for the database of the settings.


class Reached(Exception):  # noqa: N818 - named for what happened
    """Somebody wanted to open a connection."""


@pytest.fixture
def cut_off(monkeypatch):
    """A machine on which no connection can be opened and no name looked up."""

    def reached(*args, **kwargs):
        raise Reached(args)

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, reached)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, reached)
    with pytest.raises(Reached):
        socket.create_connection(("127.0.0.1", 9))


def test_no_room_knows_how_to_open_a_connection():
    found = {}
    for path in (ROOT / "policyatlas").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                named = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            name = str(path.relative_to(ROOT))
            if reaching := (REACHING & set(named)) - KNOWN.get(name, set()):
                found[name] = reaching
    assert not found, f"Nothing may be fetched from an address that somebody typed: {found}"


@pytest.mark.slow
def test_every_public_address_is_answered_without_asking_anybody(cut_off, visitor):
    # One in four: every one is opened by other tests, and none takes another way to the outside.
    for address in addresses(two_of_each(Reading.now())[::3])[::4]:
        answer = visitor.get(address)
        answer.getvalue()
        assert answer.status_code == 200, address


@pytest.mark.parametrize("url", INWARD)
def test_the_address_of_a_source_is_only_a_link(cut_off, desk, visitor, url):
    source = desk.a_source()
    type(source).objects.filter(pk=source.pk).update(url=url)  # Past the form, which takes http and https only.
    source.refresh_from_db()
    desk.publish(source)
    for ending in ("/", ".json", ".csv", ".xlsx", ".bib", ".ris"):
        assert visitor.get(f"/sources/{source.slug}{ending}").status_code == 200


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", " javascript:1"]
)
def test_an_address_that_would_run_is_no_address(desk, url):
    source = desk.a_source()
    source.url = url
    with pytest.raises(ValidationError, match="valid URL"):
        source.full_clean()


def test_what_is_imported_is_not_fetched(cut_off, hanako):
    browser = Client()
    browser.force_login(hanako)
    content = table({"slug": "reaching", "kind": "report", "heading": "A report", "url": INWARD[0]})
    file = SimpleUploadedFile("sources.csv", content)
    answer = browser.post("/admin/import/", {"kind": "source", "file": file}, follow=True)
    answer.getvalue()
    planned = ChangeSet.objects.get()
    assert planned.noun == "source"
