"""The form of a record in sections: gaps lead to their fields, long lists are folded, locked records read well."""

import re

import pytest
from django.test import Client

from policyatlas.curation.admin.sections import UNFOLDED
from policyatlas.records.models import Evaluation, Policy, PolicyStage
from tests.curation.sending import apply, page, row, send, text

pytestmark = pytest.mark.django_db


def sections(answer) -> dict:
    """The sections of the form by name."""
    return {section.name: section for section in answer.context["sections"]}


def opened(browser, record):
    """The form of a record."""
    return browser.get(page(record, "change", record.pk))


def stages(policy, number: int, passage=None) -> list[PolicyStage]:
    """Dated events of a policy."""
    return [
        PolicyStage.objects.create(policy=policy, slug=f"s-{year}", title_en="Went on", year=year, passage=passage)
        for year in range(1980, 1980 + number)
    ]


def test_citations_are_called_for_only_where_nothing_is_printed_without_one(hanako_at_desk, desk):
    needed = "Nothing goes into print without one."
    assert needed in text(opened(hanako_at_desk, desk.a_policy()))
    for record in (desk.a_term(), desk.a_source()):
        assert needed not in text(opened(hanako_at_desk, record))


def test_the_sections_are_listed_with_what_is_in_them(hanako_at_desk, desk):
    policy = desk.a_policy()
    stages(policy, 2)
    answer = opened(hanako_at_desk, policy)
    assert [*sections(answer)] == [
        *("Policy", "When", "What", "Where"),
        *("Citations", "Dated events", "Roles", "Relations"),
        "For colleagues",
    ]
    said = text(answer)
    for section in sections(answer).values():
        assert f'<a href="#{section.anchor}">{section.name}' in said
        assert f'id="{section.anchor}"' in said, "the link leads somewhere"
    events = sections(answer)["Dated events"]
    assert (events.number, len(events.lacks)) == (2, 2)
    assert said.count("2 missing") == 2, "in the list, and at the section itself"


def test_every_sentence_of_what_is_missing_leads_to_a_field(hanako_at_desk, desk):
    for record in desk.one_of_each():
        for name in ("stages", "designations", "findings", "positions", "criteria"):
            for part in getattr(record, name).all() if hasattr(record, name) else ():
                type(part).objects.filter(pk=part.pk).update(passage=None)
        if hasattr(record, "citations"):
            record.citations.all().delete()
        answer = opened(hanako_at_desk, record)
        panel = text(answer).partition('<ul class="desk-problems">')[2].partition("</ul>")[0]
        for anchor in re.findall(r'href="#([^"]+)"', panel):
            assert f'id="{anchor}"' in text(answer), f"{record._meta.verbose_name}: nothing is called {anchor}"


def test_long_lists_show_a_line_a_row(hanako_at_desk, desk):
    policy, passage = desk.a_policy(), desk.a_passage()
    stages(policy, UNFOLDED, passage)
    assert all(one.is_open for one in sections(opened(hanako_at_desk, policy))["Dated events"].rows)
    PolicyStage.objects.create(policy=policy, slug="last", title_en="Ended", year=1998, passage=passage)
    rows = sections(opened(hanako_at_desk, policy))["Dated events"].rows
    assert [one.is_open for one in rows if not one.is_empty] == [False] * (UNFOLDED + 1)
    assert rows[-1].is_empty
    assert rows[-1].is_open, "a new row is written into at once"
    answer = send(hanako_at_desk, policy, {"stages-0-title_en": ""})
    rows = sections(answer)["Dated events"].rows
    assert [one.is_open for one in rows if not one.is_empty] == [True] + [False] * UNFOLDED, "a mistake is not folded"
    assert sections(answer)["Dated events"].mistakes == 1
    assert "1 mistake<" in text(answer)


def test_what_is_closed_opens_for_a_mistake_or_for_what_is_in_it(hanako_at_desk, desk):
    place = desk.a_place()
    assert not sections(opened(hanako_at_desk, place))["Prefectures only"].is_open
    assert sections(send(hanako_at_desk, place, {"code": "99"}))["Prefectures only"].is_open
    assert sections(send(hanako_at_desk, place, {"meti_bureau": "Tohoku"}))["Prefectures only"].is_open


def test_a_locked_record_is_read_with_links_and_whole_quotations(kenji_at_desk):
    policy = Policy.objects.get(slug="technopolis-programme")
    said = text(opened(kenji_at_desk, policy))
    place = policy.places.first()
    assert f'<a href="{page(place, "change", place.pk)}">{place} (' in said
    passage = policy.citations.first().passage
    assert "desk-quoted" in said
    assert page(passage, "change", passage.pk) in said
    assert "passage_source" not in said
    evaluation = Evaluation.objects.filter(ratings__isnull=False).first()
    assert "Ratings" in sections(opened(kenji_at_desk, evaluation))


# --- Reviewing


@pytest.fixture
def yuki_at_desk(yuki):
    """The reviewer's browser."""
    browser = Client()
    browser.force_login(yuki)
    return browser


def test_a_reviewer_sees_what_changed_since_it_was_in_print(yuki_at_desk, desk, hanako, kenji):
    policy = desk.publish(desk.a_policy(title_en="As printed", summary="Short."))
    desk.edit(desk.revise(policy), title_en="Corrected")
    apply("submit", policy, hanako, reason="The title was misspelt.")
    answer = opened(yuki_at_desk, policy)
    review = answer.context["desk"]["review"]
    ((change,),) = (group.changes for group in review.shown)
    assert (change.name, change.was, change.now) == ("Title (English)", "As printed", "Corrected")
    said = text(answer)
    assert "Written by hanako. hanako submitted it on" in said
    assert "<blockquote>The title was misspelt.</blockquote>" in said
    assert page(policy, "approve", policy.pk) in said
    assert page(policy, "return", policy.pk) in said


def test_of_many_changes_the_rest_is_folded(yuki_at_desk, desk, monkeypatch):
    monkeypatch.setattr("policyatlas.curation.admin.panel.DIFFERENCES_SHOWN", 2)
    policy = desk.publish(desk.a_policy())
    desk.revise(policy)
    stages(policy, 2, policy.citations.get().passage)
    desk.submit(desk.edit(policy, title_en="B", summary="C", aims="D"))
    answer = opened(yuki_at_desk, policy)
    review = answer.context["desk"]["review"]
    assert [group.place for group in review.shown] == [""], "the record itself is always shown"
    assert [group.place for group in review.folded] == [
        "Dated event “1980: Went on”",
        "Dated event “1981: Went on”",
    ]
    assert review.number == 3 + review.further
    assert f"… and {review.further} more" in text(answer)


def test_what_was_never_in_print_is_new_and_what_did_not_change_is_said(yuki_at_desk, desk):
    assert "It was never in print: all of it is new." in text(opened(yuki_at_desk, desk.submit(desk.a_policy())))
    policy = desk.submit(desk.revise(desk.publish(desk.a_policy())))
    said = text(opened(yuki_at_desk, policy))
    assert "Nothing differs from what was published on" in said
    assert "submitted it on" in said
    assert ", without a word." in said


def test_a_draft_has_no_review_and_who_approved_is_named_to_the_publisher(kenji_at_desk, desk):
    draft, approved = desk.a_policy(), desk.approve(desk.a_policy())
    assert opened(kenji_at_desk, draft).context["desk"]["review"] is None
    assert "yuki approved it on" in text(opened(kenji_at_desk, approved))


def test_the_author_writes_to_the_reviewer_and_saves_and_submits_at_once(hanako_at_desk, yuki_at_desk, desk):
    policy = desk.a_policy()
    said = text(opened(hanako_at_desk, policy))
    assert "Words for the reviewer:" in said
    send(hanako_at_desk, policy, {"aims": "To catch up.", "reason": "Please check the aims."}, "_submit")
    assert "<blockquote>Please check the aims.</blockquote>" in text(opened(yuki_at_desk, policy))


BUTTONS = {
    ("submitted", "hanako"): ["Revise"],
    ("submitted", "yuki"): ["Approve", "Return…", "Revise"],
    ("approved", "yuki"): ["Return…", "Revise"],
    ("approved", "kenji"): ["Publish", "Revise"],
    ("published", "hanako"): ["Revise", "Still right"],
    ("published", "kenji"): ["Revise", "Still right", "Withdraw…"],
    ("revision-submitted", "yuki"): ["Approve", "Return…", "Revise"],
    ("revision-approved", "kenji"): ["Publish", "Revise", "Withdraw…"],
    ("withdrawn", "hanako"): ["Revise"],
}


@pytest.mark.parametrize(("state", "person"), BUTTONS)
def test_the_buttons_of_a_locked_record(in_state, request, state, person):
    browser = Client()
    browser.force_login(request.getfixturevalue(person))
    answer = opened(browser, in_state(state))
    assert [button.name for button in answer.context["desk"]["buttons"]] == BUTTONS[state, person]
    first, *others = answer.context["desk"]["buttons"]
    assert first.looks == "default"
    assert all(button.looks != "default" for button in others), "one button is the usual one"


def test_a_new_row_of_a_new_record_keeps_its_place(hanako_at_desk, desk):
    answer = send(hanako_at_desk, desk.a_policy(), row("stages", 0, slug="Not A Slug", title_en="X", year=1))
    (stage, empty) = sections(answer)["Dated events"].rows
    assert (stage.name, stage.anchor, stage.is_open) == ("#1", "", True)
    assert empty.is_empty
