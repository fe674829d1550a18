"""A name that no cited source has in its language is marked as the atlas's own."""

import pytest

from policyatlas.records.models import PolicyCitation

pytestmark = pytest.mark.django_db

MARK = "name given by the atlas"


@pytest.fixture
def policy(desk):
    """A published policy with both names, from a source in the language that is asked for."""

    def made(language: str, quote: str = "A quotation."):
        policy = desk.a_policy(title_en="A plan of regions", title_ja="地域の計画")
        passage = desk.a_passage(source=desk.publish(desk.a_source(language=language)), quote=quote)
        PolicyCitation.objects.filter(record=policy).delete()
        PolicyCitation.objects.create(record=policy, passage=passage)
        return desk.publish(policy)

    return made


def heads(visitor, policy) -> dict[str, str]:
    """The head of its page by the language of the page."""
    prefixes = {"en": "", "ja": "/ja"}
    pages = {
        code: visitor.get(f"{prefix}/policies/{policy.slug}/").content.decode() for code, prefix in prefixes.items()
    }
    return {code: text[text.index("<h1") : text.index("</header>", text.index("<h1"))] for code, text in pages.items()}


def test_from_an_english_source_the_japanese_name_is_ours(policy, visitor):
    head = heads(visitor, policy("en"))["en"]
    assert head.count(MARK) == 1
    assert head.index("地域の計画") < head.index(MARK)


def test_from_a_japanese_source_the_english_name_is_ours(policy, visitor):
    head = heads(visitor, policy("ja"))["en"]
    assert head.count(MARK) == 1
    assert head.index("A plan of regions") < head.index(MARK) < head.index("地域の計画")


def test_a_name_that_is_quoted_is_not_ours(policy, visitor):
    assert MARK not in heads(visitor, policy("en", "The plan 地域の計画 was made."))["en"]


def test_of_a_source_in_an_unknown_language_nothing_is_said(policy, visitor):
    assert MARK not in heads(visitor, policy(""))["en"]


def test_the_mark_leads_to_what_it_means(visitor):
    text = visitor.get("/about/").content.decode()
    assert 'id="names"' in text
    assert "the atlas’s own" in text
