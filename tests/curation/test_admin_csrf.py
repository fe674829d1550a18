"""A form that was opened under another sign-in is refused in plain words, and what was typed into it is shown again."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from policyatlas.records.models import Policy
from tests.curation.sending import fields, page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def guarded(hanako):
    """A browser whose forms must carry the token of its cookie."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hanako)
    return browser


def test_a_form_opened_before_another_sign_in_keeps_its_words(guarded, django_assert_num_queries):
    address = page(Policy, "add")
    sent = fields(guarded.get(address)) | {
        "title_en": "Typed <b>at</b> length",
        "summary": "First line.\nSecond line.",
        "stages-0-title_en": "Begun",
        "ratings-0-keyword": "Passed on with a smile",
        "stages-TOTAL_FORMS": "1",
        "csrfmiddlewaretoken": "of-another-sign-in" * 4,
        "_save": "Save",
    }
    with django_assert_num_queries(0):
        answer = guarded.post(address, sent)
    said = text(answer)
    assert answer.status_code == 403
    assert "This form was not saved" in said
    assert f'<a href="{address}" target="_blank">open the form in a new tab</a>' in said
    assert "Typed &lt;b&gt;at&lt;/b&gt; length</textarea>" in said
    assert "First line.\nSecond line.</textarea>" in answer.content.decode()
    assert re.search(r'<label[^>]* for="typed-(\d+)">stages 1: title en</label>.*?id="typed-\1"', said)
    assert "Passed on with a smile" in said
    assert "of-another-sign-in" not in said
    assert "FORMS" not in said
    assert not re.search(r"\[no such variable|<textarea(?![^>]*readonly)", said)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_sign_in_is_never_shown_again():
    browser = Client(enforce_csrf_checks=True)
    typed = {"login": "hanako", "password": "correct horse", "csrfmiddlewaretoken": "x"}
    said = text(browser.post(reverse("account_login"), typed))
    assert "This form was not saved" in said
    assert "<textarea" not in said
    assert "correct horse" not in said
    assert "What you typed" not in said


def test_a_broken_form_is_answered_too():
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(page(Policy, "add"), b"--", content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (400, 403)


@pytest.mark.parametrize("name", ["", f"stages-{'1' * 5000}-title_en"], ids=["empty", "thousands of digits"])
def test_a_form_with_a_senseless_name_is_answered_too(name):
    sent, form = urlencode({name: "Typed at length"}), "application/x-www-form-urlencoded"
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), sent, content_type=form)
    assert answer.status_code == 403
    assert "Typed at length</textarea>" in text(answer)
