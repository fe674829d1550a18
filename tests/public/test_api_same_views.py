"""Whatever record, comparison or span of changes is asked for, the API answers with what its page shows."""

from random import Random
from urllib.parse import urlencode

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.curation.preparing import FIRST_EDITION
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.question import ONLY
from policyatlas.public.extracts.records import of_page
from policyatlas.values.kinds import KINDS
from tests.public.changing import stir

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_PREFIXES = ["", "/ja", "/2026.1", "/ja/2026.1"]
_FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck))


def language_of(prefix: str) -> str:
    return "ja" if prefix.startswith("/ja") else "en"


def test_a_record_is_the_same_in_the_api_as_on_its_page(reading, visitor):
    names = [f"{kind.address}/{entry.slug}" for kind in KINDS.values() for entry in reading.entries(kind.code)]

    @settings(_FEW, max_examples=60)
    @given(st.sampled_from([*names, "policies/no-such-policy"]), st.sampled_from(_PREFIXES))
    def same(name, prefix):
        page, answer = (visitor.get(f"{prefix}/{root}{name}/") for root in ("", "api/v1/"))
        assert page.status_code == answer.status_code
        if page.status_code != 200:
            return
        shown, data = page.context, answer.json()
        entry = shown["entry"]
        assert (data["payload"], data["sha256"]) == (entry.payload, entry.sha256)
        assert data["address"] == shown["head"].canonical
        with translation.override(language_of(prefix)):
            lines = of_page(shown["gathered"]).lines
        assert [[one.pop("key"), *one.values()] for one in data["statements"]] == [
            [line.key, *line.cells] for line in lines
        ]

    same()


def rows_of(comparison) -> list:
    """The rows of a comparison as a page shows them: of each cell what is said, or what is missing."""
    return [
        (group.label, row.code, row.label, [(cell.kind_of_missing, cell.absent, *_said(cell)) for cell in row.cells])
        for group in comparison.groups
        for row in group.rows
    ]


def _said(cell) -> list[tuple]:
    return [(item.words, item.unit, item.period, item.missing, item.verdict) for item in cell.items]


def rows_in(data: dict) -> list:
    """The same, as the API gives them."""
    keys = ("words", "unit", "period", "missing", "verdict")
    return [
        (
            group["group"],
            row["code"],
            row["row"],
            [
                (
                    cell["missing"],
                    cell["missing_words"],
                    *(tuple(statement[key] for key in keys) for statement in cell["statements"]),
                )
                for cell in row["cells"]
            ],
        )
        for group in data["groups"]
        for row in group["rows"]
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_a_comparison_is_the_same_in_the_api_as_on_its_page(noun, reading, visitor):
    known = sorted({one.slug for group in NOUNS[noun].choices(reading, ()).groups for one in group.choices})
    whole = visitor.get(f"/api/v1/compare/{noun}/?{urlencode([('s', slug) for slug in known[:5]])}").json()
    rows = [row["code"] for group in whole["groups"] for row in group["rows"]]
    further = st.tuples(st.just("row"), st.sampled_from([*rows, "nothing"])) | st.tuples(
        st.sampled_from(["only", "turn", "fold", "utm_source"]), st.sampled_from([*ONLY, "1", "nothing"])
    )

    @_FEW
    @given(
        st.lists(st.sampled_from([*known, "no-such"]), min_size=2, max_size=5),
        st.lists(further, max_size=3),
        st.sampled_from(_PREFIXES),
    )
    def same(slugs, pairs, prefix):
        question = urlencode([*(("s", slug) for slug in slugs), *pairs])
        page = visitor.get(f"{prefix}/compare/{noun}/?{question}").context
        data = visitor.get(f"{prefix}/api/v1/compare/{noun}/?{question}").json()
        unknown = page["asked"].unknown
        assert data["ignored"][len(unknown) :] == page["notes"]
        assert all(word in said for word, said in zip(unknown, data["ignored"], strict=False))
        if "comparison" not in page:
            assert len(data["subjects"]) < page["fewest"]
            return
        shown = page["comparison"]
        assert data["address"] == page["canonical"]
        assert [(one["slug"], one["title"]) for one in data["subjects"]] == [
            (column.slug, column.title) for column in shown.columns
        ]
        with translation.override(language_of(prefix)):
            assert rows_in(data) == rows_of(shown)

    same()


def test_changes_are_the_same_in_the_api_as_on_their_page(desk, visitor):
    stir(desk, Random(7), 6)
    desk.close("2026.2")
    stir(desk, Random(8), 3)

    @_FEW
    @given(
        st.sampled_from(["", FIRST_EDITION, "2026.2", "open", "no-such"]),
        st.sampled_from(["", FIRST_EDITION, "2026.2", "open", "no-such"]),
        st.sampled_from(_PREFIXES),
    )
    def same(since, until, prefix):
        page = visitor.get(f"{prefix}/changes/?{urlencode({'from': since, 'to': until})}").context
        asked = urlencode({"since": since, "until": until, "per_page": 200})
        data = visitor.get(f"{prefix}/api/v1/changes/?{asked}").json()
        shares, span = page["shares"], page["span"]
        assert [data["since"], data["until"]] == [label or "open" for label in span.labels]
        assert data["address"] == page["canonical"]
        assert len(data["ignored"]) == len(page["ignored"])
        assert data["counts"] == {
            how: sum(getattr(share, how) for share in shares) for how in ("changed", "added", "removed")
        }
        titles = [one["title"][language_of(prefix)] or one["title"]["en"] for one in data["results"]]
        assert sorted(zip((one["how"] for one in data["results"]), titles, strict=True)) == sorted(
            (one.how, one.title) for share in shares for one in share.entries
        )

    same()
