"""The page of a term says what its code elsewhere means, and where that is read."""

import pytest
from django.utils.html import escape

from policyatlas.editions.models import Entry

pytestmark = pytest.mark.django_db

CODEBOOK = "stip-survey-codebook-2021"


def coded(reading):
    return [term for term in reading.entries("term") if term.payload["stip_code"]]


@pytest.mark.parametrize("prefix", ["", "/2026.1", "/ja"])
def test_a_code_stands_with_its_label_and_its_source(prefix, visitor, reading):
    term = coded(reading)[0]
    (found,) = term.payload["evidence"]
    text = visitor.get(f"{prefix}/terms/{term.slug}/").content.decode()
    assert term.payload["stip_code"] in text
    assert escape(found["quote"]) in text.partition('id="evidence"')[2]
    assert f'href="{prefix}/sources/{CODEBOOK}/' in text


def test_every_code_is_in_the_words_it_rests_on(reading):
    assert coded(reading)
    for term in coded(reading):
        (found,) = term.payload["evidence"]
        assert found["source"]["slug"] == CODEBOOK
        assert found["quote"].startswith(f"{term.payload['stip_code']} | "), term.slug
        if term.payload["scheme"] != "dimension":
            assert found["quote"].endswith(f"|{term.title_en}"), "Instruments and target groups bear its own label."


def test_no_code_is_that_of_a_debate(reading):
    assert not [term.slug for term in coded(reading) if "debates" in term.payload["evidence"][0]["quote"]]


def test_terms_can_be_listed_by_the_codebook(visitor, reading):
    text = visitor.get(f"/terms/?source=source:{CODEBOOK}").content.decode()
    assert f"{len(coded(reading))} of " in text
    assert f'href="/terms/?source=source:{CODEBOOK}"' in visitor.get("/bibliography/?kind=dataset").content.decode()


def test_a_term_without_a_code_says_so(visitor):
    term = Entry.objects.filter(kind="term", payload__stip_code="").first()
    text = visitor.get(f"/terms/{term.slug}/").content.decode()
    assert "not reported" in text
    assert CODEBOOK not in text
