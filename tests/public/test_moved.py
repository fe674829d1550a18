"""Addresses that never die: renamed, merged or withdrawn, an address leads on or says what became of it."""

import pytest

from policyatlas.press.parts import kind_of
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def renamed(desk):
    """A policy called `old-plan` in edition 2031.1 and `new-plan` in 2032.1 and now, with a disagreement about it."""
    policy = desk.publish(desk.a_policy(slug="old-plan"))
    desk.publish(desk.a_disagreement(slug="two-dates", policies=[policy]))
    desk.close("2031.1")
    policy.refresh_from_db()
    desk.rename(policy, "new-plan")
    desk.close("2032.1")
    return policy


def leads(visitor, address: str) -> tuple[int, str]:
    """The status of an address and where it leads."""
    answer = visitor.get(address)
    return answer.status_code, answer.get("Location", "")


def test_a_renamed_address_leads_to_the_new_one_with_ending_and_question(visitor, renamed):
    assert leads(visitor, "/policies/old-plan/") == (301, "/policies/new-plan/")
    assert leads(visitor, "/policies/old-plan.json") == (301, "/policies/new-plan.json")
    assert leads(visitor, "/policies/old-plan/?a=1&b=%E5%B2%A9") == (301, "/policies/new-plan/?a=1&b=%E5%B2%A9")
    assert visitor.get("/policies/old-plan/", follow=True).status_code == 200


def test_browsers_do_not_keep_where_it_led(visitor, renamed):
    assert visitor.get("/policies/old-plan/")["Cache-Control"] == "no-cache"


def test_an_edition_knows_the_address_it_had_then(visitor, renamed):
    assert leads(visitor, "/2031.1/policies/old-plan/") == (200, "")
    assert leads(visitor, "/2031.1/policies/new-plan/") == (302, "/2031.1/policies/old-plan/")
    assert leads(visitor, "/2032.1/policies/new-plan/") == (200, "")
    assert leads(visitor, "/2032.1/policies/old-plan.json?x=1") == (302, "/2032.1/policies/new-plan.json?x=1")
    assert leads(visitor, "/2026.1/policies/new-plan/")[0] == 404, "it came later"
    assert leads(visitor, "/2026.1/policies/old-plan/")[0] == 404


def test_what_was_renamed_back_is_where_it_was(visitor, desk, renamed):
    desk.rename(renamed, "old-plan")
    assert leads(visitor, "/policies/old-plan/") == (200, "")
    assert leads(visitor, "/policies/new-plan/") == (301, "/policies/old-plan/")
    assert leads(visitor, "/2031.1/policies/new-plan/") == (302, "/2031.1/policies/old-plan/")
    assert leads(visitor, "/2032.1/policies/old-plan/") == (302, "/2032.1/policies/new-plan/")


def test_a_renamed_record_that_is_withdrawn_says_so_at_both_addresses(visitor, desk, renamed):
    desk.withdraw(renamed, "It was never adopted.")
    assert leads(visitor, "/policies/old-plan/") == (301, "/policies/new-plan/")
    answer = visitor.get("/policies/old-plan/", follow=True)
    assert answer.status_code == 410
    assert "It was never adopted." in answer.content.decode()


def test_a_merged_record_leads_to_the_other_one_and_so_do_its_parts(visitor, desk):
    loser, winner = desk.publish(desk.an_evaluation(slug="loser")), desk.publish(desk.an_evaluation(slug="winner"))
    finding = loser.findings.get().slug
    desk.close("2031.1")
    desk.merge(loser, winner)
    assert leads(visitor, "/evaluations/loser/") == (301, "/evaluations/winner/")
    assert leads(visitor, f"/findings/{finding}/") == (301, "/evaluations/winner/")
    assert leads(visitor, "/2031.1/evaluations/loser/") == (200, "")
    assert leads(visitor, f"/2031.1/findings/{finding}/") == (200, "")


def test_a_page_that_named_a_renamed_record_links_to_its_new_address(visitor, renamed):
    page = visitor.get("/disagreements/two-dates/").content.decode()
    said, past = page.split('<section class="record-past"')
    assert 'href="/policies/new-plan/"' in said
    assert "old-plan" not in said
    # That, and why, is told where the page says when it was printed.
    assert "Policy “old-plan” was renamed “new-plan”" in past
    assert 'href="/2031.1/policies/old-plan/"' in visitor.get("/2031.1/disagreements/two-dates/").content.decode()


@pytest.mark.parametrize(
    ("edition", "asked", "taken"),
    [
        ("", "old-plan", "new-plan"),
        ("/2032.1", "old-plan", "new-plan"),
        ("/2031.1", "new-plan", "old-plan"),
    ],
)
@pytest.mark.parametrize("ending", ["/", ".json"])
def test_a_filter_understands_the_other_address_and_says_so(visitor, renamed, edition, asked, taken, ending):
    answer = visitor.get(f"{edition}/disagreements{ending}?subject=policy:{asked}&subject=policy:no-such")
    notes = answer.json()["ignored"] if ending == ".json" else answer.context["asked"].ignored
    found = answer.json()["count"] if ending == ".json" else len(answer.context["rows"])
    assert found == 1
    assert notes == [
        f"Subject: “policy:{asked}” is “policy:{taken}” in this edition, so that was taken.",
        "Subject: nothing in this edition is “policy:no-such”, so it was left out.",
    ]
    if ending == "/":
        assert answer.context["canonical"].endswith(f"{edition}/disagreements/?subject=policy:{taken}")


def test_a_filter_of_both_addresses_holds_one(visitor, renamed):
    answer = visitor.get("/disagreements/?subject=policy:old-plan&subject=policy:new-plan")
    assert answer.context["asked"].chosen == {"subject": ["policy:new-plan"]}


def test_a_filter_whose_new_address_nothing_here_names_is_left_out(visitor, desk, renamed):
    answer = visitor.get("/clusters/?programme=policy:old-plan")
    assert answer.context["asked"].chosen == {}
    assert answer.context["asked"].ignored == [
        "Designated by: nothing in this edition is “policy:old-plan”, so it was left out."
    ]


def test_what_went_and_came_back_was_gone_in_between(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="a-plan"))
    desk.close("2031.1")
    desk.withdraw(policy)
    desk.close("2032.1")
    desk.publish(desk.revise(policy))
    desk.close("2033.1")
    answer = visitor.get("/2032.1/policies/a-plan/")
    assert answer.status_code == 410
    assert 'href="/2031.1/policies/a-plan/"' in answer.content.decode()
    assert visitor.get("/2033.1/policies/a-plan/").status_code == 200


def test_what_came_later_says_since_when_it_first_was_there(visitor, desk):
    policy = desk.publish(desk.a_policy(slug="a-later-plan"))
    desk.close("2031.1")
    desk.republish(policy, title_en="Another title")
    desk.close("2032.1")
    assert "in print since edition 2031.1" in visitor.get("/2026.1/policies/a-later-plan/").content.decode()


def test_every_kind_of_record_can_be_renamed_and_found(visitor, desk):
    records = [desk.publish(record) for record in [*desk.one_of_each(), desk.a_place(kind="prefecture")]]
    desk.close("2031.1")
    for record in records:
        record.refresh_from_db()
        address, before = KINDS[kind_of(record)].address, record.slug
        desk.rename(record, f"{before}-renamed")
        assert leads(visitor, f"/{address}/{before}/") == (301, f"/{address}/{before}-renamed/")
        assert leads(visitor, f"/{address}/{before}-renamed/") == (200, "")
        assert leads(visitor, f"/2031.1/{address}/{before}/") == (200, "")
