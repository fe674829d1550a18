"""The past of a record on its page: in which editions it was printed, why, and what became of it."""

import re

import pytest

from policyatlas.editions.models import Entry
from tests.curation.sending import text

pytestmark = pytest.mark.django_db

BANNER = re.compile(rb'<section class="edition-banner.*?</section>', re.DOTALL)


def past(visitor, address: str) -> list[str]:
    """The lines of the history of a page, in words."""
    shown = text(visitor.get(address))
    section = shown.partition('<section class="record-past"')[2].partition("</section>")[0]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in section.split("<li>")[1:]]


def links(visitor, address: str) -> list[str]:
    """Where the history of a page leads."""
    section = text(visitor.get(address)).partition('<section class="record-past"')[2].partition("</section>")[0]
    return re.findall(r'href="([^"]+)"', section)


def test_each_edition_in_which_it_was_printed_is_told_with_the_reason(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    desk.close("2999.1")
    desk.close("2999.2")
    desk.republish(policy, "It was 12, not 13.", summary="Twelve.")
    now, first = past(visitor, "/policies/the-law/")
    assert now.startswith("Now ")
    assert "Printed anew. It was 12, not 13. What changed" in now
    assert first.startswith("Edition 2999.1 ")
    assert first.endswith("First printed.")
    assert links(visitor, "/policies/the-law/") == [
        "/changes/policies/the-law/?from=2999.1",
        "/2999.1/policies/the-law/",
    ]
    for address in links(visitor, "/policies/the-law/"):
        assert visitor.get(address).status_code == 200


def test_names_of_curators_are_not_told(visitor, desk):
    desk.publish(desk.a_policy(slug="the-law"))
    assert not [name for name in ("hanako", "yuki", "kenji") if name in text(visitor.get("/policies/the-law/"))]


def test_a_renamed_record_says_what_its_address_had_been(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    desk.close("2999.1")
    desk.rename(policy, "the-real-law", "It is called so.")
    desk.close("2999.2")
    renamed, first = past(visitor, "/policies/the-real-law/")
    assert "Printed anew. Policy “the-law” was renamed “the-real-law”: It is called so." in renamed
    assert "First printed." in first
    assert links(visitor, "/policies/the-real-law/") == [
        "/2999.2/policies/the-real-law/",
        "/changes/policies/the-real-law/?from=2999.1&amp;to=2999.2",
        "/2999.1/policies/the-law/",
    ]


def test_what_was_merged_into_it_is_told_on_its_page_of_today(visitor, desk):
    kept, lost = (desk.publish(desk.a_policy(slug=slug)) for slug in ("kept-law", "lost-law"))
    desk.close("2999.1")
    desk.merge(lost, kept, "Entered twice.")
    merged, first = past(visitor, "/policies/kept-law/")
    assert merged.startswith("Now ")
    assert merged.endswith("“lost-law” was merged into it. Entered twice.")
    assert "First printed." in first
    desk.close("2999.2")
    assert past(visitor, "/policies/kept-law/")[0].startswith("Edition 2999.2 ")
    # What leads to an address may still change, so no closed edition says it.
    assert len(past(visitor, "/2999.2/policies/kept-law/")) == 1


def test_what_was_taken_out_of_print_keeps_its_past(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    desk.close("2999.1")
    desk.withdraw(policy, "It was never adopted.")
    desk.close("2999.2")
    answer = visitor.get("/policies/the-law/")
    assert answer.status_code == 410
    (only,) = past(visitor, "/policies/the-law/")
    assert only.startswith("Edition 2999.1 ")
    desk.publish(desk.revise(policy), "It was adopted after all.")
    back, first = past(visitor, "/policies/the-law/")
    assert "Printed again, after it had been taken out of print. It was adopted after all." in back
    assert "First printed." in first


def test_what_was_never_in_a_closed_edition_has_no_past_once_it_is_gone(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    desk.withdraw(policy, "It was never adopted.")
    assert past(visitor, "/policies/the-law/") == []


def test_when_an_old_printing_was_made_may_be_unknown(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="the-law"))
    Entry.objects.filter(slug=policy.slug).update(printed_at=None)
    assert past(visitor, "/policies/the-law/") == ["Now First printed."]


def test_a_pinned_page_tells_what_was_known_then_for_ever(visitor, desk):
    policy, other = (desk.publish(desk.a_policy(slug=slug)) for slug in ("the-law", "another-law"))
    desk.close("2999.1")
    desk.republish(policy, "It was 12.", summary="Twelve.")
    desk.close("2999.2")
    pages = {f"/{label}/policies/the-law/": b"" for label in ("2999.1", "2999.2")}
    for address in pages:
        pages[address] = BANNER.sub(b"", visitor.get(address).content)
    assert [len(past(visitor, address)) for address in pages] == [1, 2]
    desk.merge(other, policy, "Entered twice.")
    desk.republish(policy, "It was 13.", summary="Thirteen.")
    desk.rename(policy, "the-real-law", "It is called so.")
    desk.close("2999.3")
    desk.withdraw(policy, "It was never adopted.")
    for address, before in pages.items():
        assert BANNER.sub(b"", visitor.get(address).content) == before
