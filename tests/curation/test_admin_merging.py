"""The pages that merge a record into another one and undo it: what moves is told before, and nothing typed is lost."""

import pytest

from policyatlas.editions.reading import Reading
from tests.curation.sending import ask, page, stored, text, told

pytestmark = pytest.mark.django_db


def test_a_record_is_merged_at_the_desk(kenji_at_desk, desk, policy):
    winner = desk.publish(desk.a_policy(slug="the-plan", title_en="The same plan"))
    desk.publish(desk.an_observation(policy=policy))
    address = page(policy, "merge", policy.pk)
    assert address in text(kenji_at_desk.get(page(policy, "change", policy.pk)))
    said = text(kenji_at_desk.get(address))
    assert '<option value="the-plan">The same plan</option>' in said
    assert '<option value="old-plan">' not in said
    assert "2 entries in print refer to it and will refer to the other record" in said
    assert "2 records and passages at the desk name it and will name the other record" in said
    assert "Disagreement: Two dates</a>" in said
    answer = ask(kenji_at_desk, policy, "merge", into="the-plan", reason="Entered twice.")
    (done,) = told(answer)
    assert done.startswith("“A named plan” is out of print, its address leads to the other record, and what named it")
    assert Reading.now().forwarding("policy", "old-plan") == ("policy", winner.slug)


@pytest.mark.parametrize(
    ("into", "said"),
    [
        ("no-such", "Nothing else of this sort is in print under that slug."),
        ("old-plan", "Nothing else of this sort is in print under that slug."),
        ("", "This field is required."),
    ],
)
def test_a_refused_merger_keeps_its_words(kenji_at_desk, policy, into, said):
    answer = ask(kenji_at_desk, policy, "merge", into=into, reason="Typed at length.")
    assert said in text(answer)
    assert "Typed at length." in text(answer)
    assert stored(policy).status == "published"


def test_a_merger_without_a_reason_is_refused_by_the_verb(kenji_at_desk, policy):
    answer = ask(kenji_at_desk, policy, "merge", into="technopolis-law", reason=" ")
    assert told(answer)[0].startswith("Give a reason")
    assert 'value="technopolis-law"' in text(answer)


def test_the_two_are_compared_before_they_are_merged(kenji_at_desk, desk, policy):
    desk.publish(desk.a_policy(slug="the-plan", title_en="The same plan", start_year=1984))
    answer = ask(kenji_at_desk, policy, "merge", into="the-plan", reason="Typed at length.", _compare="on")
    said = text(answer)
    assert "“old-plan” beside “the-plan”" in said
    assert '<th scope="row">Title (English)</th><td>A named plan</td><td>The same plan</td>' in said
    assert '<th scope="row">Start year</th><td>–</td><td>1984</td>' in said
    assert '<th scope="row">Slug</th>' not in said
    assert "Typed at length." in said
    assert 'value="the-plan"' in said
    assert told(answer) == []
    assert stored(policy).status == "published"


def test_what_stands_in_the_way_is_said_before(kenji_at_desk, desk, policy):
    winner = desk.publish(desk.a_policy(slug="the-plan", title_en="The same plan"))
    cluster = desk.a_cluster(name_en="Hiroshima")
    for programme, year in ((policy, 1984), (winner, 1985)):
        cluster.designations.create(programme=programme, year=year)
    said = text(ask(kenji_at_desk, policy, "merge", into="the-plan", _compare="on"))
    assert "They cannot be merged yet:" in said
    assert "In “Hiroshima”, “A named plan (1984)” and “The same plan (1985)” would be about the same" in said


def test_two_that_say_the_same_are_said_to(kenji_at_desk, desk):
    source = desk.a_passage()
    first, second = (desk.a_policy(title_en="Twice") for _ in range(2))
    for each in (first, second):
        each.citations.update(passage=source)
        desk.publish(each)
    said = text(kenji_at_desk.get(page(first, "merge", first.pk), {"into": second.slug}))
    assert "The two say the same in every field." in said
    assert f'value="{second.slug}"' in said


# --- Undoing


def test_a_merger_is_undone_at_the_desk(kenji_at_desk, desk, policy):
    winner = desk.publish(desk.a_policy(slug="the-plan", title_en="The same plan"))
    changed = desk.a_disagreement(topic_en="Two budgets", policies=[policy])
    desk.merge(policy, winner, "Entered twice.")
    changed.refresh_from_db()
    desk.edit(changed, note="Looked at again.")
    changed.policies.clear()
    address = page(policy, "unmerge", policy.pk)
    assert f'<a href="{address}">Undo the merge…</a>' in text(kenji_at_desk.get(page(policy, "change", policy.pk)))
    said = text(kenji_at_desk.get(address))
    assert "kenji merged it on" in said
    assert "“into the-plan: Entered twice.”" in said
    assert "1 record or passage will name it again" in said
    assert "Disagreement: Two dates</a>" in said
    assert "“Two budgets” has been changed since" in said
    answer = ask(kenji_at_desk, policy, "unmerge", reason="They are two plans.")
    warning, done = sorted(told(answer))
    assert warning == "Left as it is: “Two budgets” has been changed since: what it names now is left as it is."
    assert done == "“A named plan” is a draft again. Its address leads to the other record until it is published."
    assert stored(policy).status == "draft"
    assert Reading.now().forwarding("policy", "old-plan") == ("policy", "the-plan")


def test_what_was_not_merged_says_so(kenji_at_desk, desk, policy):
    desk.withdraw(policy)
    assert "Undo the merge…" not in text(kenji_at_desk.get(page(policy, "change", policy.pk)))
    assert "It was not merged into another record" in text(kenji_at_desk.get(page(policy, "unmerge", policy.pk)))
    answer = ask(kenji_at_desk, policy, "unmerge", reason="Typed at length.")
    assert "was withdrawn, not merged" in told(answer)[0]
    assert "Typed at length." in text(answer)
