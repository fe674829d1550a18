"""The preview: what readers would see beside what they see, what differs marked, for whoever may see the record."""

import re

import pytest

from policyatlas.records.models import Evaluation, Finding, Policy, PolicyCitation, PolicyRelation
from tests.curation.previewed import in_the_editions, previewed, rows, with_prefecture
from tests.curation.sending import page, text

pytestmark = pytest.mark.django_db

NOTHING = "Nothing would change for readers."


# --- What it shows


def test_a_draft_of_every_noun_is_shown_as_readers_would_see_it(desk, hanako_at_desk):
    for record in with_prefecture(desk):
        answer = previewed(hanako_at_desk, record)
        shown = answer.context["preview"].comparisons
        assert "Not in print yet: readers see nothing of it." in text(answer)
        assert shown[0].was == ""
        assert shown[0].title in shown[0].now
        assert [row.was for comparison in shown for row in comparison.rows] == [[]] * sum(
            len(comparison.rows) for comparison in shown
        )
        assert rows(answer), f"Nothing is told of {record._meta.model_name}."


def test_of_a_record_that_stands_as_it_is_in_print_nothing_would_change(desk, hanako_at_desk):
    for record in with_prefecture(desk):
        answer = previewed(hanako_at_desk, desk.publish(record))
        assert NOTHING in text(answer)
        assert "Readers see it as it stands here." in text(answer)
        (shown,) = answer.context["preview"].comparisons
        assert shown.was.replace('"was-', '"now-').replace("#was-", "#now-") == shown.now
        assert not re.search("<(ins|del)", text(answer))


def test_what_differs_is_marked_in_the_table_and_on_both_pages(desk, hanako_at_desk):
    policy = desk.publish(desk.a_policy(title_en="Law on regions", title_ja="地域法", start_year=1983))
    desk.edit(desk.revise(policy), title_en="Act on regions", title_ja="地方法", start_year=1984)
    answer = previewed(hanako_at_desk, policy)
    assert rows(answer) == [
        ("Name in English", "Law on regions", "Act on regions"),
        ("Name in Japanese", "地域法", "地方法"),
        ("Start year", "1983", "1984"),
    ]
    assert "Readers still see the text marked “in print”." in text(answer)
    shown = answer.context["preview"].comparisons[0]
    for html in (text(answer), shown.was):
        assert '<del class="marked">Law</del> on regions' in html
        assert '地<del class="marked">域</del>法' in html
        assert '<del class="marked">1983</del>' in html
    for html in (text(answer), shown.now):
        assert '<ins class="marked">Act</ins> on regions' in html
        assert '地<ins class="marked">方</ins>法' in html
        assert '<ins class="marked">1984</ins>' in html


def test_evidence_that_came_and_went_is_told_once_with_its_document(desk, hanako_at_desk):
    policy = desk.publish(desk.a_policy(start_year=1983, summary="It was."))
    old = policy.citations.get().passage
    new = desk.a_passage(desk.publish(desk.a_source(heading="The other report")), locator="p. 9", quote="It was so.")
    desk.revise(policy)
    policy.citations.all().delete()
    PolicyCitation.objects.create(record=policy, passage=new)
    assert rows(previewed(hanako_at_desk, policy)) == [
        ("Evidence", "", "The other report, p. 9: “It was so.”"),
        ("Evidence", f"{old.source}, p. 1: “{old.quote}”", ""),
    ]


def test_what_a_part_says_and_rests_on_is_told_under_its_name(desk, hanako_at_desk):
    policy, other = desk.publish(desk.a_policy()), desk.publish(desk.a_policy(title_en="The other plan"))
    desk.revise(policy)
    passage = desk.a_passage(desk.publish(desk.a_source(heading="The report")), locator="p. 7")
    PolicyRelation.objects.create(policy=policy, relation="replaces", other=other, passage=passage)
    told = rows(previewed(hanako_at_desk, policy))
    assert told == [
        ("Relations “replaces The other plan”: Relation", "", "replaces"),
        ("Relations “replaces The other plan”", "", f"{passage.source}, p. 7"),
        ("Relations “replaces The other plan”", "", f"p. 7: “{passage.quote}”"),
        ("Relations “replaces The other plan”: Policy", "", "The other plan"),
    ]


def test_the_findings_of_an_evaluation_that_would_differ_are_shown_after_it(desk, hanako_at_desk):
    evaluation = desk.publish(desk.an_evaluation())
    kept = evaluation.findings.get()
    desk.revise(evaluation)
    added = Finding.objects.create(
        evaluation=evaluation,
        slug="test-added",
        title_en="Another finding",
        statement="It failed.",
        verdict="negative",
        dimension=kept.dimension,
        passage=kept.passage,
    )
    shown = previewed(hanako_at_desk, evaluation).context["preview"].comparisons
    assert [one.title for one in shown] == ["An evaluation", "Another finding"]
    desk.publish(evaluation)
    desk.revise(evaluation)
    Finding.objects.filter(pk=kept.pk).update(statement="It worked well.")
    Finding.objects.filter(pk=added.pk).delete()
    answer = previewed(hanako_at_desk, evaluation)
    shown = answer.context["preview"].comparisons
    assert [(one.title, bool(one.was), bool(one.now)) for one in shown] == [
        ("An evaluation", True, True),
        ("A finding", True, True),
        ("Another finding", True, False),
    ]
    assert ("Statement", "It worked.", "It worked well.") in rows(answer, 1)
    assert "It would be out of print." in text(answer)


def test_what_no_statement_says_is_not_called_nothing(desk, hanako_at_desk):
    place = desk.publish(desk.a_place(kind="prefecture", tile_column=1, tile_row=90))
    desk.edit(desk.revise(place), tile_column=2)
    answer = previewed(hanako_at_desk, place)
    assert rows(answer) == []
    assert NOTHING not in text(answer)
    assert "No statement of its page would change" in text(answer)


# --- Records that readers could not see yet, or do not see any more


def test_a_draft_without_a_citation_is_shown_with_what_is_missing(desk, hanako_at_desk):
    policy = desk.create(Policy(slug="test-bare", title_en="A bare plan", kind="plan"))
    answer = previewed(hanako_at_desk, policy)
    assert "Before it can be published:" in text(answer)
    assert f'href="{page(policy, "change", policy.pk)}#citations-group"' in text(answer)
    assert "A bare plan" in answer.context["preview"].comparisons[0].now


def test_a_draft_that_the_press_cannot_set_says_what_it_needs_first(desk, hanako_at_desk):
    evaluation = desk.create(
        Evaluation(slug="test-bare", title_en="A bare one", evaluator="Nobody", policy=desk.a_policy())
    )
    answer = previewed(hanako_at_desk, evaluation)
    assert answer.context["preview"].comparisons == []
    assert "The press cannot set it yet" in text(answer)
    assert "No source: say in which document you read this evaluation." in text(answer)


def test_a_reference_to_a_draft_is_named_and_leads_nowhere(desk, hanako_at_desk):
    place = desk.a_place(name_en="Hidden City")
    policy = desk.a_policy(places=[place])
    answer = previewed(hanako_at_desk, policy)
    assert f"It refers to the place “{place.slug}”, which is not in print" in text(answer)
    assert f"/places/{place.slug}/" not in text(answer)
    assert "Hidden City" not in text(answer)


def test_a_withdrawn_record_is_shown_as_it_would_come_back(in_state, hanako_at_desk):
    policy = in_state("withdrawn")
    answer = previewed(hanako_at_desk, policy)
    assert "Out of print: its address tells readers what became of it." in text(answer)
    assert answer.context["preview"].comparisons[0].was == ""
    assert "A plan" in answer.context["preview"].comparisons[0].now


def test_a_draft_at_the_address_of_another_record_is_told_so_and_not_shown_as_that_one(desk, hanako_at_desk):
    place = desk.publish(desk.a_place(slug="test-taken", name_en="The first"))
    type(place).objects.filter(pk=place.pk).update(slug="test-moved")
    draft = desk.a_place(slug="test-taken", name_en="The second")
    before = in_the_editions()
    answer = previewed(hanako_at_desk, draft)
    assert "The address “test-taken” was that of another place" in text(answer)
    assert "The first" not in text(answer)
    assert in_the_editions() == before


# --- Who may see it


def test_only_who_may_see_the_record_sees_its_preview(desk, visitor, client, mallory, hanako_at_desk):
    policy = desk.a_policy(title_en="Xanthippe plan")
    client.force_login(mallory)
    for browser in (visitor, client):
        answer = browser.get(page(policy, "preview", policy.pk))
        assert answer.status_code == 302
        assert "/admin/login/" in answer["Location"]
    mallory.is_staff = True
    mallory.save()
    answer = client.get(page(policy, "preview", policy.pk))
    assert answer.status_code == 403
    assert "Xanthippe" not in text(answer)
    assert hanako_at_desk.get(page(policy, "preview", 0)).status_code == 404


def test_it_can_only_be_read_and_is_never_stored_by_browsers(desk, hanako_at_desk):
    policy = desk.a_policy()
    for send in (hanako_at_desk.post, hanako_at_desk.put, hanako_at_desk.delete):
        assert send(page(policy, "preview", policy.pk)).status_code == 405
    assert "no-store" in previewed(hanako_at_desk, policy)["Cache-Control"]


@pytest.mark.parametrize("state", ["draft", "published", "revising", "withdrawn"])
def test_the_form_leads_to_it_and_it_leads_back(in_state, hanako_at_desk, state):
    policy = in_state(state)
    address = page(policy, "preview", policy.pk)
    form = text(hanako_at_desk.get(page(policy, "change", policy.pk)))
    assert form.count(f'href="{address}"') == 2
    assert f'href="{page(policy, "change", policy.pk)}"' in text(previewed(hanako_at_desk, policy))
