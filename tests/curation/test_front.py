"""The front page of the desk: who sees what waits for whom, what is doubtful, and what colleagues did."""

import tomllib
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from policyatlas.curation import actions, overview
from policyatlas.curation.models import Event
from policyatlas.records.models import Disagreement, Organisation, Policy, PolicyStage, Position
from tests.curation.figures import figures
from tests.curation.sending import apply, page, text, told
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db
FRONT = "/admin/"


@pytest.fixture
def yuki_at_desk(yuki):
    """The reviewer's browser."""
    browser = Client()
    browser.force_login(yuki)
    return browser


def front(browser) -> dict:
    """What the front page shows."""
    return browser.get(FRONT).context


def names(listing) -> list[str]:
    """The records in a section."""
    return [line.name for line in listing.lines]


# --- What waits


def test_what_others_submit_waits_for_the_reviewer_with_their_words(yuki_at_desk, hanako_at_desk, desk, hanako):
    policy = desk.a_policy(title_en="A plan to look at")
    apply("submit", policy, hanako, reason="Please check the years.")
    (line,) = front(yuki_at_desk)["waiting"]["review"].lines
    assert (line.name, line.by, line.words) == ("A plan to look at", "hanako", "Please check the years.")
    assert line.address == page(policy, "change", policy.pk)
    assert abs(line.at - timezone.now()) < timedelta(minutes=5)
    assert front(hanako_at_desk)["waiting"]["review"] is None, "who may not review is not asked to"
    assert "A plan to look at" in names(front(hanako_at_desk)["mine"])


def test_what_one_has_worked_on_does_not_wait_for_oneself(yuki_at_desk, desk, yuki, settings):
    policy = desk.a_policy()
    actions.edit(policy, by=yuki, expected_version=policy.version)
    desk.submit(policy)
    assert front(yuki_at_desk)["waiting"]["review"].lines == []
    assert names(front(yuki_at_desk)["mine"]) == ["A plan"]
    settings.TWO_PAIRS_OF_EYES = False
    assert len(front(yuki_at_desk)["waiting"]["review"].lines) == 1


def test_what_one_has_merged_still_waits_for_oneself(client, desk, sayaka, hanako):
    lost, kept = desk.a_place(), desk.a_place()
    for place in (lost, kept):
        desk.publish(place)
    policy = desk.a_policy()
    policy.places.add(lost)
    desk.submit(policy)
    actions.merge(lost, by=sayaka, expected_version=lost.version, into=kept, reason="Entered twice.")
    assert policy.places.get() == kept
    client.force_login(sayaka)
    assert names(front(client)["waiting"]["review"]) == [str(policy)]
    assert names(front(client)["mine"]) == []


def test_what_is_returned_waits_for_who_submitted_it_until_they_do_again(hanako_at_desk, yuki_at_desk, desk, yuki):
    policy = desk.submit(desk.a_policy(title_en="A plan to mend"))
    apply("return", policy, yuki, reason="The year is wrong.")
    (line,) = front(hanako_at_desk)["waiting"]["returned"].lines
    assert (line.name, line.by, line.words) == ("A plan to mend", "yuki", "The year is wrong.")
    assert "The year is wrong." in text(hanako_at_desk.get(FRONT))
    assert front(yuki_at_desk)["waiting"]["returned"].lines == [], "it was not hers"
    desk.submit(policy)
    assert front(hanako_at_desk)["waiting"]["returned"].lines == []


def test_what_is_approved_waits_for_the_publisher(kenji_at_desk, desk):
    policy = desk.approve(desk.a_policy(title_en="A plan to print"))
    (line,) = front(kenji_at_desk)["waiting"]["publish"].lines
    assert (line.name, line.by, line.did) == ("A plan to print", "yuki", "approved it")
    for target in (policy.citations.get().passage.source, policy):
        desk.publish(target)
    assert front(kenji_at_desk)["waiting"]["publish"].lines == []
    assert front(kenji_at_desk)["waits"] == 0


def test_mine_ends_when_it_is_published(hanako_at_desk, desk):
    policy = desk.a_policy(title_en="A plan of mine")
    assert "A plan of mine" in names(front(hanako_at_desk)["mine"])
    desk.publish(policy)
    assert names(front(hanako_at_desk)["mine"]) == []
    desk.edit(desk.revise(policy), summary="More.")
    assert names(front(hanako_at_desk)["mine"]) == ["A plan of mine"]


# --- What is doubtful


def test_what_is_unfit_is_told_with_a_link_to_the_very_field(hanako_at_desk, desk):
    policy = desk.a_policy(title_en="A plan with gaps")
    stages = [
        PolicyStage.objects.create(policy=policy, slug=f"s-{year}", title_en="Began", year=year) for year in range(3)
    ]
    desk.a_policy(title_en="A plan without gaps")
    unfit = front(hanako_at_desk)["unfit"]
    assert (unfit.number, names(unfit)) == (1, ["A plan with gaps"])
    (line,) = unfit.lines
    sentence, address = line.sentences[0]
    assert sentence.startswith("The dated event “0: Began” has no passage")
    assert address == f"{page(policy, 'change', policy.pk)}#stages_{stages[0].pk}_passage"
    assert f'id="stages_{stages[0].pk}_passage"' in text(hanako_at_desk.get(page(policy, "change", policy.pk)))
    assert line.further == 1, "two sentences are shown, the third is counted"


def test_of_many_unfit_records_the_first_are_shown_and_the_lists_lead_to_all(hanako_at_desk, desk, monkeypatch):
    monkeypatch.setattr(overview, "SHOWN", 2)
    for number in range(3):
        desk.create(Policy(slug=f"bare-{number}", title_en=f"Bare {number}", kind="law"))
    unfit = front(hanako_at_desk)["unfit"]
    assert (unfit.number, len(unfit.lines)) == (3, 2)
    ((noun, number, address),) = unfit.more
    assert (noun, number) == ("Policies", 3)
    assert {one.slug for one in hanako_at_desk.get(address).context["cl"].queryset} == {"bare-0", "bare-1", "bare-2"}


def test_disagreements_wait_for_positions_and_a_resolution(hanako_at_desk, desk):
    answered = desk.a_disagreement(topic_en="Answered", resolution="Both are kept.")
    unanswered = desk.a_disagreement(topic_en="Unanswered")
    alone = desk.create(Disagreement(slug="one-sided", topic_en="One-sided", resolution="Kept."))
    Position.objects.create(disagreement=alone, claim="It was 12.", passage=desk.a_passage())
    said = {line.name: [one for one, _ in line.sentences] for line in front(hanako_at_desk)["disputed"]["lines"]}
    assert said.keys() == {unanswered.topic_en, alone.topic_en}
    assert answered.topic_en not in said
    assert said["One-sided"] == ["Fewer than two positions."]
    assert said["Unanswered"][0].startswith("No resolution")


# --- What nobody looked at


def age(*records, days: int = 400) -> None:
    """Make it so long ago that anything happened to these records."""
    for record in records:
        noun = record._meta.model_name
        Event.objects.filter(noun=noun, record_id=record.pk).update(at=timezone.now() - timedelta(days=days))


def test_what_nobody_touched_for_a_year_is_counted_and_can_be_listed(kenji_at_desk, kenji):
    old, older = Organisation.objects.in_print()[:2]
    age(old, older)
    unlooked = front(kenji_at_desk)["unlooked"]
    assert unlooked.number == 2
    listed = kenji_at_desk.get(page(Organisation, "changelist"), {"at_desk": "unlooked"}).context["cl"].queryset
    assert {one.pk for one in listed} == {old.pk, older.pk}
    answer = kenji_at_desk.post(page(old, "look", old.pk), {"expected_version": old.version}, follow=True)
    assert told(answer) == [f"“{old}” was looked at today: it is still right."]
    assert front(kenji_at_desk)["unlooked"].number == 1
    sent = {"action": "look_over_selected", "_selected_action": [older.pk], "reason": "Compared with its site."}
    assert told(kenji_at_desk.post(page(Organisation, "changelist"), sent, follow=True)) == [
        "Looked at: still right: 1."
    ]
    assert front(kenji_at_desk)["unlooked"].number == 0
    event = Event.objects.filter(noun="organisation", record_id=older.pk).first()
    assert (event.action, event.by, event.reason, event.snapshot) == ("look", kenji, "Compared with its site.", None)


def test_a_record_in_print_has_the_button_and_a_draft_has_not(kenji_at_desk, desk):
    printed, draft = Policy.objects.get(slug="technopolis-law"), desk.a_policy()
    assert page(printed, "look", printed.pk) in text(kenji_at_desk.get(page(printed, "change", printed.pk)))
    assert page(draft, "look", draft.pk) not in text(kenji_at_desk.get(page(draft, "change", draft.pk)))


# --- What others did


def test_what_colleagues_did_is_told_once_for_each_record(hanako_at_desk, desk, kenji, yuki):
    policy = desk.a_policy(title_en="A plan of two")
    apply("submit", policy, kenji)
    apply("return", policy, yuki, reason="Too short.")
    actions.edit(policy, by=kenji, expected_version=policy.version)
    lines = front(hanako_at_desk)["told"]
    assert [(one.by, one.did, one.name) for one in lines] == [
        ("kenji", "submitted, edited", "A plan of two"),
        ("yuki", "returned", "A plan of two"),
    ]
    assert lines[1].words == "Too short."
    assert all(one.by != "hanako" for one in lines), "one knows what one did oneself"


def test_runs_of_the_same_are_one_line_and_what_is_gone_has_no_link(hanako_at_desk, kenji):
    organisations = Organisation.objects.in_print()[:4]
    for one in organisations:
        actions.look_over(one, by=kenji, expected_version=one.version)
    gone = actions.create(Policy(slug="gone", title_en="Gone", kind="law"), by=kenji)
    actions.delete(gone, by=kenji, expected_version=1)
    last, run = front(hanako_at_desk)["told"]
    assert (last.name, last.address, last.did) == ("gone", "", "created, deleted")
    assert (run.further, run.address) == (3, page(organisations[3], "change", organisations[3].pk))


# --- Who sees it, and what it costs


def test_a_new_member_is_told_how_to_begin(client, hanako):
    client.force_login(hanako)
    said = text(client.get(FRONT))
    for words in (
        "Start with the",
        "Nothing waits for you. What a reviewer returns to you will stand here, with the comment.",
        "You have no drafts. Add a record from the lists below",
        "No unfinished record lacks evidence.",
        "Every disagreement has its positions and a resolution",
        "Everything in print was looked at within the last year.",
        "Nobody else has changed anything yet.",
    ):
        assert words in said
    assert "[no such variable: " not in said.replace("[no such variable: request", "")


def test_who_may_not_see_every_record_sees_only_the_lists(client, mallory, desk):
    desk.create(Policy(slug="secret", title_en="Secret plan", kind="law"))
    mallory.is_staff = True
    mallory.save()
    client.force_login(mallory)
    assert "Secret plan" not in text(client.get(FRONT))


def test_it_costs_the_same_however_much_waits(sayaka, client, desk, yuki):
    most = tomllib.loads((ROOT / "tests" / "house" / "query_budgets.toml").read_text())["desk"]["front"]
    client.force_login(sayaka)

    def furnish():
        for record in desk.one_of_each():
            desk.submit(record)
        apply("return", desk.submit(desk.a_policy()), yuki)
        desk.approve(desk.a_policy())
        figures(desk, 12, 13)
        desk.create(Policy(slug=f"bare-{Policy.objects.count()}", title_en="Bare", kind="law"))
        age(*Organisation.objects.in_print()[: 3 + Policy.objects.count() % 5])

    def cost() -> int:
        client.get(FRONT)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(FRONT).status_code == 200
        return len(queries)

    furnish()
    few = cost()
    furnish()
    furnish()
    many = cost()
    assert many == few, "a record more must not be a query more"
    assert many <= most


def test_the_filters_of_the_front_page_are_there_for_every_noun(kenji_at_desk, desk):
    for record in desk.one_of_each():
        desk.submit(record)
        for question in ("mine", "review", "approved", "unfinished", "unlooked"):
            answer = kenji_at_desk.get(page(record, "changelist"), {"at_desk": question})
            assert answer.status_code == 200
            assert (record in answer.context["cl"].queryset) is (question in ("unfinished", "review"))


def test_the_index_of_one_app_is_djangos(kenji_at_desk):
    assert kenji_at_desk.get(reverse("admin:app_list", args=["records"])).status_code == 200
