"""The pages of a record's past: its history, two versions compared, one looked at; and who may see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.records.models import Policy
from tests.curation.sending import page, stored, text

pytestmark = pytest.mark.django_db


# --- The history


def test_each_event_says_when_who_what_and_why_newest_first(hanako_at_desk, law):
    answer = hanako_at_desk.get(page(law, "history", law.pk))
    assert answer.status_code == 200
    told = text(answer)
    third, second, first = (told.index(f"Version {number}: hanako") for number in (3, 2, 1))
    assert third < second < first
    assert third < told.index("“The report says 1999.”") < second
    assert [step.event.action for step in answer.context["steps"]] == ["edit", "edit", "create"]


def test_each_event_says_what_it_changed_with_the_words_that_differ_marked(hanako_at_desk, law):
    answer = hanako_at_desk.get(page(law, "history", law.pk))
    steps = answer.context["steps"]
    assert [(group.place, group.how) for group in steps[0].groups] == [
        ("", "changed"),
        ("Dated event “1983: Enacted”", "added"),
    ]
    shown = text(answer)
    assert 'it ended in <del class="marked">1998</del><ins class="marked">1999</ins>, as planned.' in shown
    assert '<del class="marked">The law</del> <span aria-hidden="true">→</span>' in shown
    assert "<summary>1 field changed</summary>" in shown
    assert "<summary>4 fields changed</summary>" in shown
    assert "<summary>What it said at first</summary>" in shown


def test_what_changes_only_the_state_shows_no_difference(hanako_at_desk, desk, in_state):
    policy = desk.withdraw(in_state("published"))
    answer = hanako_at_desk.get(page(policy, "history", policy.pk))
    assert [(step.event.action, bool(step.groups), step.kept) for step in answer.context["steps"]] == [
        ("withdraw", False, False),
        ("publish", False, False),
        ("approve", False, False),
        ("submit", False, False),
        ("create", True, True),
    ]
    assert "0 fields" not in text(answer)
    # Where it leads.
    assert f'<a href="/policies/{policy.slug}/">What readers find at its address</a>' in text(answer)
    # One version alone cannot be compared.
    assert 'type="radio"' not in text(answer)


def test_the_log_may_begin_late(hanako_at_desk, law):
    Event.objects.filter(noun="policy", record_id=law.pk, version__lt=3).update(snapshot=None)
    answer = hanako_at_desk.get(page(law, "history", law.pk))
    assert "The log does not say what it was before." in text(answer)
    assert [(step.unknown, step.kept) for step in answer.context["steps"]] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_a_long_history_has_pages_and_costs_the_same(hanako_at_desk, desk, law):
    for number in range(60):
        desk.edit(law, summary=f"Told for the {number}th time.", note=f"{number}")
    hanako_at_desk.get(page(law, "history", law.pk))
    with CaptureQueriesContext(connection) as queries:
        answer = hanako_at_desk.get(page(law, "history", law.pk))
    assert len(answer.context["steps"]) == 50
    assert len(queries) <= 15, "\n".join(query["sql"][:150] for query in queries)
    assert "Page 1 of 2" in text(answer)
    last = hanako_at_desk.get(page(law, "history", law.pk) + "?page=2").context["steps"]
    assert [step.version for step in last][-3:] == [3, 2, 1]
    assert answer.context["steps"][-1].fields == 2, "The oldest of a page is compared with the newest of the next."
    assert hanako_at_desk.get(page(law, "history", law.pk) + "?page=nonsense").status_code == 200


def test_the_history_of_a_passage_counts_its_events(hanako_at_desk, hanako, a_passage):
    passage = a_passage(quote="As printed.")
    seen = actions.fingerprint(passage)
    passage.quote = "As printd."
    actions.edit_passage(passage, by=hanako, seen=seen)
    answer = hanako_at_desk.get(page(passage, "history", passage.pk))
    assert [(step.version, step.event.action) for step in answer.context["steps"]] == [(2, "edit"), (1, "create")]
    assert '<del class="marked">As printed.</del>' in text(answer)


# --- Comparing


def compared(browser, record, question: str):
    """The page that compares two versions."""
    return browser.get(page(record, "compare", record.pk) + question)


def test_any_two_versions_are_compared(hanako_at_desk, law):
    answer = compared(hanako_at_desk, law, "?from=1&to=3")
    assert [(group.place, [change.name for change in group.changes]) for group in answer.context["groups"]] == [
        ("", ["Title (English)", "Summary"]),
        ("Dated event “1983: Enacted”", ["Slug", "Event (English)", "Year"]),
    ]
    assert "<h3" in text(answer)
    assert compared(hanako_at_desk, law, "?from=3&to=1").context["groups"] == answer.context["groups"]


def test_the_form_of_the_history_leads_there(hanako_at_desk, law):
    history = text(hanako_at_desk.get(page(law, "history", law.pk)))
    assert f'<form action="{page(law, "compare", law.pk)}">' in history
    assert 'name="from" value="2" checked' in history
    assert 'name="to" value="3" checked' in history


def test_versions_that_are_the_same_say_so(hanako_at_desk, law, hanako):
    actions.restore(law, by=hanako, expected_version=3, version=2)
    assert "Nothing differs between version 2 and version 4." in text(compared(hanako_at_desk, law, "?from=2&to=4"))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", "their numbers are missing here"),
        ("?from=1", "their numbers are missing here"),
        ("?from=x&to=2", "their numbers are missing here"),
        ("?from=-1&to=2", "their numbers are missing here"),
        ("?from=²&to=2", "their numbers are missing here"),
        ("?from=1&to=99999999999999999999", "their numbers are missing here"),
        ("?from=1&to=4", "does not say what it was at version 4."),
        ("?from=77&to=88", "at version 77 and at version 88."),
    ],
)
def test_wrong_numbers_are_told_in_a_sentence(hanako_at_desk, law, question, sentence):
    answer = compared(hanako_at_desk, law, question)
    assert answer.status_code == 200
    assert sentence in text(answer)


# --- Looking at a version


def test_a_version_is_shown_whole(hanako_at_desk, law):
    answer = hanako_at_desk.get(page(law, "version", law.pk, 1))
    shown = text(answer)
    assert "<dt>Title (English)</dt><dd>The law</dd>" in shown
    assert "ended in 1998" in shown
    assert "Enacted" not in shown
    assert "<del" not in shown
    assert f'{page(law, "compare", law.pk)}?from=1&amp;to=3"' in shown
    assert page(law, "restore", law.pk, 1) in shown
    assert "This is the newest version." in text(hanako_at_desk.get(page(law, "version", law.pk, 3)))


def test_what_was_typed_is_shown_as_words(hanako_at_desk, desk):
    policy = desk.a_policy(summary="<script>alert(1)</script>\nNext.")
    desk.edit(policy, summary="<b>Bold</b>")
    for address in (page(policy, "history", policy.pk), page(policy, "version", policy.pk, 1)):
        assert "<script>alert" not in text(hanako_at_desk.get(address))
    assert "<b>Bold" not in text(compared(hanako_at_desk, policy, "?from=1&to=2"))


@pytest.mark.parametrize("number", [0, 4, 99999999999999999999])
def test_there_is_no_page_of_a_version_that_never_was(hanako_at_desk, law, number):
    for name in ("version", "restore"):
        assert hanako_at_desk.get(page(law, name, law.pk, number)).status_code == 404


# --- Who may


def addresses(record, number: int = 1) -> list[str]:
    """All pages of the past of a record."""
    return [
        page(record, "history", record.pk),
        page(record, "compare", record.pk) + "?from=1&to=2",
        page(record, "version", record.pk, number),
        page(record, "restore", record.pk, number),
        page(record, "deleted"),
        page(record, "undelete", record.pk),
    ]


def test_mallory_and_visitors_see_nothing_of_the_past(client, mallory, law):
    for address in addresses(law):
        assert client.get(address).url.startswith(reverse("admin:login"))
    client.force_login(mallory)
    for address in addresses(law):
        assert client.get(address).url.startswith(reverse("admin:login"))
        assert client.post(address, {"seen": 3}).url.startswith(reverse("admin:login"))
    assert stored(law).version == 3


def test_who_works_at_the_desk_without_rights_sees_nothing_either(client, mallory, law):
    type(mallory).objects.filter(pk=mallory.pk).update(is_staff=True)
    client.force_login(mallory)
    for address in addresses(law):
        assert client.get(address).status_code == 403, address
        assert client.post(address, {"seen": 3}).status_code == 403, address
    assert stored(law).version == 3


def test_there_is_no_history_of_what_never_was(hanako_at_desk):
    for key in (10**9, 10**30, "x", "a/b"):
        for name in ("history", "compare", "undelete"):
            assert hanako_at_desk.get(page(Policy, name, key)).status_code == 404, (name, key)
