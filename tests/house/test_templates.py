"""Templates: every variable is given, none asks the database, and every page extends the frame once."""

import re
import sys

import pytest
from django.db import connection

from policyatlas.press.parts import kind_of
from policyatlas.values.kinds import KINDS
from tests.house.addresses import VISITS, addresses, two_of_each
from tests.house.tree import ROOT, files

TEMPLATES = files("*.html")
OURS = [path for path in TEMPLATES if "admin" not in path.parts]
EXTENDS = re.compile(r"{% *extends +[\"'](.+?)[\"'] *%}")
ODD = [
    "/policies/?kind=law&kind=no-such&no-such=1&sort=no-such&page=99",
    "/policies/?q=quokka",
    "/policies/?kind=law&level=national&year_from=1980&year_to=1990",
    "/observations/?sort=-value",
    "/compare/prefectures/",
    "/compare/prefectures/?s=iwate",
    "/compare/prefectures/?s=iwate&s=iwate&s=no-such",
    "/compare/prefectures/?s=aomori&s=akita&s=iwate&s=miyagi&s=yamagata&s=fukushima&s=tokyo&s=osaka",
    "/cite/policies/?kind=law&kind=no-such&no-such=1&page=99",
    "/cite/policies/technopolis-programme/",
    "/cite/compare/prefectures/?s=iwate&s=aomori&s=no-such",
    "/cite/search/",
    "/2026.1/cite/policies/",
    "/policies/no-such/",
    "/no-such/",
    "/2026.1/",
    "/2026.1/policies/",
    "/2026.1/compare/prefectures/?s=iwate&s=aomori",
    "/9999.1/",
]


def asked_by_a_template(execute, sql, params, many, context):
    """Fails where a query comes from inside Django's template engine."""
    frame, inside = sys._getframe(), []
    while frame is not None:
        inside.append(f"{frame.f_code.co_filename}:{frame.f_code.co_name}".replace("\\", "/"))
        frame = frame.f_back
    # Which edition is read is looked up when somebody first wants to know, and that may be the frame of the page.
    known = any(name.endswith(("editions/reading.py:now", "public/addresses.py:_pinned")) for name in inside)
    assert known or not any("django/template/base.py" in name for name in inside), (
        f"A template asks the database: look this up in the view and hand it over.\n{sql[:400]}"
    )
    return execute(sql, params, many, context)


def check(visitor, address: str) -> None:
    """Reads a page and fails where its template got something wrong."""
    with connection.execute_wrapper(asked_by_a_template):
        response = visitor.get(address)
    assert response.status_code in (200, 404, 410), f"{address} answers {response.status_code}."
    text = response.content.decode()
    unknown = sorted(set(re.findall(r"\[no such variable: (.*?)\]", text)))
    assert not unknown, f"{address}: the view does not give the template {unknown}, or their names are misspelt."
    # BibTeX has double braces of its own.
    own = "" if ".bib" in address else re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL)
    assert not re.search(r"{[{%#]", own), f"{address} shows the code of its template."


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_of_a_kind_have_all_their_variables_and_no_query(visitor, reading, kind):
    entries = [named for named in two_of_each(reading) if named[0] == kind]
    assert entries, f"The atlas has no {kind}, so nobody sees whether its pages are whole."
    for address in [*VISITS["record"](entries), f"/{KINDS[kind].address}/"]:
        check(visitor, address)
        check(visitor, f"/2026.1{address}")


@pytest.mark.django_db
def test_the_other_pages_have_all_their_variables_and_no_query(visitor, reading):
    left_out = ("list", "record", "file", "citation", "edition-data", "bibliography-file", "reference-file")
    pages = [address for route in VISITS if route not in left_out for address in VISITS[route]([])]
    for address in [*pages, *ODD]:
        check(visitor, address)


@pytest.mark.django_db
def test_records_with_the_least_to_say_have_whole_pages_too(visitor, desk):
    records = [desk.publish(record) for record in desk.one_of_each()]
    for address in VISITS["record"]([(kind_of(record), record.slug) for record in records]):
        check(visitor, address)
    desk.withdraw(records[-3])
    check(visitor, VISITS["record"]([(kind_of(records[-3]), records[-3].slug)])[0])


@pytest.mark.django_db
def test_every_route_can_be_visited(reading):
    assert len(addresses(two_of_each(reading))) > 100


def test_every_page_extends_the_frame_once():
    wrong = {}
    for path in OURS:
        name, text = str(path.relative_to(ROOT / "templates")), path.read_text(encoding="utf-8")
        parents = EXTENDS.findall(text)
        is_a_page = name.startswith("public/") and ("<h1" in text or parents)
        if name == "base.html" or name.startswith("components/"):
            expected = []
        elif is_a_page:
            expected = ["public/record.html" if path.stem in KINDS else "base.html"]
        else:
            continue
        if parents != expected:
            wrong[name] = parents
    assert not wrong, f"Pages extend base.html, those of records public/record.html; components extend nothing: {wrong}"


def test_no_script_or_style_stands_in_a_template():
    inside = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    found = {str(path.relative_to(ROOT)): inside.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    found = {name: odd for name, odd in found.items() if odd}
    assert not found, f"The content security policy refuses these; put them into static/: {found}"


def test_no_template_calls_itself_safe():
    unsafe = re.compile(r"\|\s*safe\b|{%\s*autoescape\s+off")
    found = [str(path.relative_to(ROOT)) for path in TEMPLATES if unsafe.search(path.read_text(encoding="utf-8"))]
    assert not found, f"Readers would run what curators type; let Django escape it: {found}"
