"""The comparison pages: their address says it all, they cost a fixed number of queries, and nothing breaks them."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.compare.subjects import MOST
from tests.public.comparing import CHARTED, INDUSTRIAL, KNOWLEDGE, TOHOKU, address

pytestmark = pytest.mark.django_db

# Edition, choices, up to five for everything shown; as many for two subjects as for all.
BUDGET = 8
EIGHT = {
    "prefectures": (*TOHOKU, "ibaraki", "hyogo"),
    "programmes": (
        INDUSTRIAL,
        KNOWLEDGE,
        "technopolis-programme",
        "japanese-cluster-initiatives",
        "tohoku-intelligent-cosmos-plan",
        "iwate-network-systems",
        "second-science-and-technology-basic-plan",
        "hiranuma-plan",
    ),
    "clusters": ("aomori-technopolis", "hamamatsu", *CHARTED, "sapporo-valley", "kitakyushu"),
}


def page(client: Client, path: str) -> str:
    """The text of a page that opens."""
    response = client.get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}."
    return response.content.decode()


def queries(path: str) -> int:
    """How many queries a page asks of the database."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(Client(), path)
    return len(asked)


def columns(text: str) -> list[str]:
    """The headings of the columns of a page."""
    return re.findall(r'class="compare-name" href="[^"]*">([^<]*)<', text)


@pytest.mark.parametrize("noun", NOUNS)
def test_eight_subjects_cost_as_many_queries_as_two(noun):
    two, eight = queries(address(noun, *EIGHT[noun][:2])), queries(address(noun, *EIGHT[noun]))
    assert two == eight <= BUDGET, f"Two {noun} cost {two} queries, eight cost {eight}; {BUDGET} are allowed."


@pytest.mark.parametrize("noun", NOUNS)
def test_the_same_address_gives_the_same_bytes_to_anyone(noun):
    path = address(noun, *EIGHT[noun])
    assert Client().get(path).content == Client().get(path).content


@pytest.mark.parametrize("noun", NOUNS)
def test_no_template_asks_for_a_variable_that_is_not_there(noun, visitor):
    for path in ("/compare/", address(noun), address(noun, "nothing"), address(noun, *EIGHT[noun])):
        assert "[no such variable" not in page(visitor, path), path


def test_columns_stand_in_the_order_of_the_address(visitor):
    assert columns(page(visitor, address("prefectures", "iwate", "aomori"))) == ["Iwate", "Aomori"]


def test_a_column_can_be_moved_and_left_out_by_links(visitor):
    text = page(visitor, address("prefectures", "iwate", "aomori", "akita"))
    for query in ("s=aomori&amp;s=iwate&amp;s=akita", "s=aomori&amp;s=akita", "s=iwate&amp;s=akita"):
        assert f'href="/compare/prefectures/?{query}"' in text, f"No link leads to {query}."


def test_sending_the_form_again_keeps_the_order(visitor):
    text = page(visitor, address("prefectures", "iwate", "aomori"))
    assert re.findall(r'name="s" value="([^"]*)"[^>]* checked', text) == ["iwate", "aomori"]


def test_what_is_not_in_the_atlas_is_left_out_and_said(visitor):
    text = page(visitor, address("prefectures", "iwate", "aomori", "atlantis", "%3Cb%3E"))
    assert columns(text) == ["Iwate", "Aomori"]
    assert ">atlantis</q>" in text
    assert ">&lt;b&gt;</q>" in text, "What was typed must be shown as text."


def test_more_than_there_is_room_for_are_cut_and_said(visitor, reading):
    slugs = sorted(reading.entries("policy").values_list("slug", flat=True))[: MOST + 1]
    text = page(visitor, address("programmes", *slugs))
    assert len(columns(text)) == MOST
    assert re.search(rf"Only the first {MOST} are shown.*?Left out:", text, re.S)


def test_a_repeated_subject_is_one_column_and_said(visitor):
    text = page(visitor, address("prefectures", "iwate", "iwate", "aomori"))
    assert columns(text) == ["Iwate", "Aomori"]
    assert "Named more than once and shown once: Iwate" in text


@pytest.mark.parametrize("slugs", [(), ("iwate",), ("atlantis",)])
def test_fewer_than_two_are_an_invitation_with_examples(visitor, slugs):
    text = page(visitor, address("prefectures", *slugs))
    assert columns(text) == []
    assert "The six Tohoku prefectures" in text


def test_the_canonical_address_holds_what_is_shown_and_nothing_else(visitor):
    text = page(visitor, address("prefectures", "IWATE", "aomori", "iwate", "atlantis") + "&utm=x")
    assert '<link rel="canonical" href="http://testserver/compare/prefectures/?s=iwate&amp;s=aomori">' in text


def test_a_pinned_comparison_stays_in_its_edition(visitor, pinned):
    label = pinned.edition.label
    text = page(visitor, f"/{label}{address('programmes', INDUSTRIAL, KNOWLEDGE)}")
    assert columns(text) == ["Industrial Cluster Project", "Knowledge Cluster Initiative"]
    assert f'href="/{label}/disagreements/industrial-cluster-project-annual-budget/"' in text
    assert 'href="/policies/industrial-cluster-project/"' not in text, "A link leads out of the edition."


def test_a_pinned_comparison_does_not_change_when_a_figure_does(visitor, desk, pinned):
    from policyatlas.records.models import Observation

    path = f"/{pinned.edition.label}{address('programmes', INDUSTRIAL, KNOWLEDGE)}"
    before = page(visitor, path)
    figure = Observation.objects.get(slug="programme-annual-budget-industrial-cluster-project-2004")
    desk.republish(figure, value=Decimal(690_000_000))
    assert "JPY 690 million" in page(visitor, address("programmes", INDUSTRIAL, KNOWLEDGE))
    banner = re.compile(r'<section class="edition-banner".*?</section>', re.DOTALL)
    assert banner.sub("", page(visitor, path)) == banner.sub("", before)
    assert "1 of the values shown here has changed since." in page(visitor, path)


def test_disagreeing_budgets_are_seen_on_the_page_with_their_quotations(visitor):
    text = page(visitor, address("programmes", INDUSTRIAL, KNOWLEDGE))
    for said in (
        "JPY 680 million per year",
        "JPY 1.5 billion per year",
        "The budget for the Industrial Cluster Project amounts to 680 million yen in FY 2004",
        "1.5bn JPY pa (2005) (2001- 2005)",
        'href="/disagreements/industrial-cluster-project-annual-budget/"',
        "The sources disagree on figures shown here",
    ):
        assert said in text, f"The page does not say: {said}"


def test_a_draft_is_not_compared(visitor, a_policy):
    a_policy(slug="secret-programme", title_en="Secret programme", kind="programme")
    text = page(visitor, address("programmes", "secret-programme", INDUSTRIAL, KNOWLEDGE))
    assert "Secret programme" not in text
    assert columns(text) == ["Industrial Cluster Project", "Knowledge Cluster Initiative"]


def test_a_withdrawn_subject_is_explained_now_and_not_in_editions_that_cannot_know(visitor, desk):
    from policyatlas.records.models import Policy

    desk.withdraw(Policy.objects.get(slug="bioregio"), "It is not a Japanese policy.")
    asked = address("programmes", INDUSTRIAL, KNOWLEDGE, "bioregio")
    text = page(visitor, asked)
    assert "“BioRegio” was taken out of print; editions closed before that have it." in text
    assert "The reason given: “It is not a Japanese policy.”" in text
    assert "taken out of print" not in page(visitor, f"/2026.1{asked}")


def test_only_reading_is_allowed(visitor):
    assert visitor.post("/compare/prefectures/").status_code == 405


HOSTILE = st.one_of(
    st.text(max_size=40), st.sampled_from([*TOHOKU, INDUSTRIAL, "\x00", "' OR 1=1 --", "../../x", "é" * 300])
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    noun=st.sampled_from([*NOUNS]),
    values=st.lists(HOSTILE, max_size=14),
    other=st.text(max_size=10),
    ending=st.sampled_from(["/", ".csv", ".xlsx", ".json"]),
)
def test_no_query_breaks_a_comparison(visitor, noun, values, other, ending):
    response = visitor.get(f"/compare/{noun}{ending}", {"s": values, other or "x": "1"})
    assert response.status_code == 200, f"{values!r} in {noun}{ending} answers {response.status_code}."
