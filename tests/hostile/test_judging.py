"""What judges the answers finds each fault that is put before it, and nothing in what is right."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, HttpResponseRedirect

from policyatlas.public.spreadsheets import csv_text

from .asking import Asked
from .judging import PROMISED, complaints
from .nasty import INJECTED, MARK
from .serving import Served

ASKED = Asked("GET", b"/")


def judged(answer: HttpResponse, **headers: str) -> list[str]:
    """What is said of an answer that keeps all promises but those in `headers`."""
    for name, said in (PROMISED | headers).items():
        answer.headers[name] = said
    return complaints(ASKED, answer)


@pytest.mark.parametrize("text", [text for text in INJECTED if "<" in text and "&lt;" not in text])
def test_an_element_that_was_smuggled_in_is_found(text):
    inside = f"<title>{text}</title><script type='application/ld+json'>{text}</script><!--{text}--><p>{text}</p>"
    assert judged(HttpResponse(f"<!doctype html>{inside}"))


@pytest.mark.parametrize(("encoding", "press"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_it_is_found_in_an_answer_that_is_pressed_together(encoding, press):
    page = press(f"<!doctype html><xss-{MARK}>".encode())
    assert MARK.encode() not in page
    assert judged(HttpResponse(page, headers={"Content-Encoding": encoding}))


@pytest.mark.parametrize(
    "page",
    [
        f'<input value="" onfocus="xq{MARK}(1)">',
        f"<p x{MARK}=''>",
        f'<a href="javascript:xq{MARK}(1)">x</a>',
        f"<!-- {MARK} -->",
        f'<svg><a xlink:href=" javascript:{MARK}">x</a></svg>',
    ],
)
def test_what_would_run_is_found(page):
    assert judged(HttpResponse(page))


def test_what_is_escaped_is_left_alone():
    from django.utils.html import escape

    for text in INJECTED:
        assert not judged(HttpResponse(f'<p title="{escape(text)}">{escape(text)}</p>')), text


def test_formulas_are_found_in_tables():
    formula = next(text for text in INJECTED if text.startswith("="))
    assert judged(HttpResponse(f'"{formula.replace(chr(34), chr(34) * 2)}"\r\n', content_type="text/csv"))
    assert not judged(HttpResponse(csv_text(["a"], [[formula]], []), content_type="text/csv"))


@pytest.mark.parametrize(
    "location", ["//evil.example/", "https://evil.example/", r"/\evil.example", "javascript:alert(1)"]
)
def test_what_leads_away_is_found(location):
    answer = HttpResponse(status=302)
    assert judged(answer, Location=location)
    assert not judged(HttpResponseRedirect("/policies/"))


@pytest.mark.parametrize("missing", PROMISED)
def test_a_missing_header_is_found(missing):
    answer = HttpResponse()
    for name in PROMISED.keys() - {missing}:
        answer.headers[name] = PROMISED[name]
    assert [missing in sentence for sentence in complaints(ASKED, answer)] == [True]


def test_a_header_that_is_said_twice_is_found():
    promised = tuple((name, said or "same-origin") for name, said in PROMISED.items())
    assert not complaints(ASKED, Served(200, promised, b""))
    assert complaints(ASKED, Served(200, (*promised, ("content-length", "1"), ("Content-Length", "2")), b""))


def test_what_has_not_changed_keeps_the_headers_that_a_browser_has_with_it():
    assert not complaints(ASKED, HttpResponse(status=304))
    assert complaints(ASKED, HttpResponse(status=304, headers={"X-Injected": MARK}))


def test_a_failure_is_found():
    assert judged(HttpResponse(status=500))
    assert judged(HttpResponse(), **{"X-Injected": MARK})
