"""A source in print, in full."""

from datetime import date

import pytest

from policyatlas.press.printing import sheets
from policyatlas.records.models import Section, SourceCitation, WorkCited
from tests.press.expected import card, evidence, payload, ref

pytestmark = pytest.mark.django_db


def test_a_source(desk):
    source = desk.a_source(
        slug="test-report",
        kind="article",
        heading="Nisato (2004)",
        title="On Clusters",
        title_ja="クラスター論",
        authors="Nisato, H.",
        year=2004,
        year_printed="2004a",
        container="Journal",
        publisher="Press, Sendai",
        language="en",
        date_note="Undated.",
        url="https://example.org/1",
        date_read=date(2026, 11, 2),
        licence="CC BY 4.0",
        printed_reference="Nisato 2004a",
    )
    Section.objects.create(source=source, order=2, locator="Section 2")
    Section.objects.create(source=source, order=1, locator="Section 1", starts_with="Clusters are")
    own = desk.a_passage(source)
    SourceCitation.objects.create(record=source, passage=own, supports="year")
    cited = desk.a_passage()
    WorkCited.objects.create(work=source, citing=desk.a_source(slug="test-citing-b"))
    WorkCited.objects.create(work=source, citing=desk.a_source(slug="test-citing-a"), passage=cited)
    (sheet,) = sheets(source)
    assert payload(sheet) == {
        "name": {"en": "Nisato (2004)", "ja": "クラスター論"},
        "kind": "article",
        "title": "On Clusters",
        "authors": "Nisato, H.",
        "year": 2004,
        "year_printed": "2004a",
        "container": "Journal",
        "publisher": "Press, Sendai",
        "language": "en",
        "date_note": "Undated.",
        "url": "https://example.org/1",
        "date_read": "2026-11-02",
        "licence": "CC BY 4.0",
        "printed_reference": "Nisato 2004a",
        "sections": [
            {"order": 1, "locator": "Section 1", "starts_with": "Clusters are"},
            {"order": 2, "locator": "Section 2", "starts_with": ""},
        ],
        "cited_by": [
            {"source": ref("source", "test-citing-a"), "evidence": [evidence(cited)]},
            {"source": ref("source", "test-citing-b"), "evidence": []},
        ],
        "evidence": [evidence(own, "year")],
        "missing": {},
    }
    assert card(sheet) == {
        "kind": "source",
        "slug": "test-report",
        "title_en": "Nisato (2004)",
        "title_ja": "クラスター論",
        "year_from": 2004,
        "year_to": 2004,
        "number": None,
        "text": "nisato (2004) on clusters クラスター論 nisato, h. journal press, sendai nisato 2004a",
        "facets": {
            "kind": ["article"],
            "language": ["en"],
            "cited_by": ["source:test-citing-a", "source:test-citing-b"],
        },
    }


def test_what_nobody_knows_of_a_source_is_missing_in_words(desk):
    (sheet,) = sheets(desk.a_source())
    absent = ["authors", "licence", "publisher", "title", "url", "year"]
    assert payload(sheet)["missing"] == dict.fromkeys(absent, "not-reported")
    assert payload(sheet)["date_read"] == ""
    assert sheet.facets["language"] == []
