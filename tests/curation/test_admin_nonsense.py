"""What no page of the desk sends, in addresses and forms: each gets an answer, and no failure of the site."""

import pytest
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.curation.models import ChangeSet, Event
from policyatlas.records.models import Policy
from tests.curation.sending import form_of, page, send, stored

pytestmark = pytest.mark.django_db
HUGE = "9" * 30


@pytest.mark.parametrize("key", ["abc", HUGE, "1" * 5000])
def test_a_form_of_what_cannot_be_there_is_one_of_something_new(hanako_at_desk, key):
    address = f"/admin/records/policy/{key}/"
    answer = hanako_at_desk.post(f"{address}change/", {"title_en": "Typed"})
    assert "Typed" in answer.content.decode()
    said = hanako_at_desk.post(f"{address}open/").json()
    assert said["sentences"] == ["This is no longer there. What you type here can still be saved as a new one."]


def test_who_may_not_change_records_hears_nothing_of_deleted_ones(client, desk, hanako, mallory):
    policy = desk.a_policy()
    key = policy.pk
    actions.delete(policy, by=hanako, expected_version=policy.version)
    mallory.is_staff = True
    mallory.save()
    client.force_login(mallory)
    answer = client.post(f"/admin/records/policy/{key}/open/")
    assert answer.status_code == 403
    assert b"hanako" not in answer.content


@pytest.mark.parametrize("moment", ["2026-13-45T00:00:00", "yesterday", ""])
def test_a_form_that_is_left_at_no_moment_is_left(hanako_at_desk, desk, moment):
    policy = desk.a_policy()
    assert hanako_at_desk.post(f"/admin/records/policy/{policy.pk}/open/", {"left": moment}).json() == {}


@pytest.mark.parametrize("key", ["٣", HUGE, "9" * 5000])
def test_words_that_are_kept_nowhere_are_not_looked_for(hanako_at_desk, desk, key):
    policy = desk.a_policy()
    address = page(policy, "change", policy.pk)
    sent = {"_kept": key, "expected_version": key, "_since": key}
    assert hanako_at_desk.post(address, sent).status_code == 200


@pytest.mark.parametrize("source", [HUGE, "²", "-1"])
def test_a_search_among_the_passages_of_no_source_is_answered(hanako_at_desk, source):
    asked = {"app_label": "records", "model_name": "policycitation", "field_name": "passage", "source": source}
    assert hanako_at_desk.get(reverse("admin:autocomplete"), asked | {"term": ""}).status_code == 200


@pytest.mark.parametrize("number", ["0", "99", HUGE])
def test_what_a_passage_never_was_cannot_be_restored(hanako_at_desk, desk, number):
    passage = desk.a_passage()
    address = f"/admin/records/passage/{passage.pk}/history/{number}/restore/"
    answer = hanako_at_desk.post(address, {"seen": actions.fingerprint(passage)})
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["a" * 3000 + ".png", "..", "desk-front.png\0", "%2e%2e%2fcurating.md"])
def test_the_handbook_has_only_its_own_pictures(hanako_at_desk, name):
    assert hanako_at_desk.get(reverse("admin:handbook_picture", args=[name])).status_code == 404


@pytest.mark.parametrize("model", [Event, ChangeSet])
def test_a_list_does_not_load_what_it_does_not_show(hanako_at_desk, desk, model):
    desk.a_policy()
    rows = hanako_at_desk.get(reverse(f"admin:curation_{model._meta.model_name}_changelist")).context["cl"].queryset
    large = {"snapshot", "moved", "mistakes"} & {field.name for field in model._meta.fields}
    assert large <= rows.query.deferred_loading[0]


def test_merging_into_what_no_database_can_look_for_is_answered(kenji_at_desk):
    law = Policy.objects.get(slug="technopolis-law")
    assert kenji_at_desk.get(page(law, "merge", law.pk), {"into": "a\0b"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/admin/records/passage/?source={HUGE}",
        f"/admin/records/passage/?source__id__exact={HUGE}",
        f"/admin/records/disagreement/add/?places={HUGE}",
        f"/admin/records/observation/add/?place={HUGE}",
        f"/admin/records/evaluation/?framework__id__exact={HUGE}",
        f"/admin/curation/event/?at__year={HUGE}",
        f"/admin/curation/event/?by__id__exact={HUGE}",
        f"/admin/records/policy/?p={HUGE}",
    ],
)
def test_a_number_that_no_column_holds_finds_nothing(kenji_at_desk, address):
    assert kenji_at_desk.get(address, follow=True).status_code in (200, 404)


@pytest.mark.parametrize("key", ["zz", "", HUGE, "1" * 5000])
@pytest.mark.parametrize(
    ("noun", "field", "other"),
    [("policy", "places", "note"), ("observation", "indicator", "note"), ("passage", "source", "locator")],
)
def test_a_new_form_leaves_out_what_its_address_names_by_no_number(hanako_at_desk, noun, field, other, key):
    answer = hanako_at_desk.get(reverse(f"admin:records_{noun}_add"), {field: key, other: "Told in the address"})
    assert answer.status_code == 200
    assert "Told in the address" in answer.content.decode()


@pytest.mark.parametrize("key", ["zz", HUGE, "1" * 5000])
def test_an_import_that_cannot_be_there_is_not_found(hanako_at_desk, key):
    assert hanako_at_desk.get(f"/admin/curation/changeset/{key}/change/").status_code == 404


@pytest.mark.parametrize("typed", ["abc", "１", HUGE, "9" * 5000])
def test_what_is_no_number_in_a_form_that_was_overtaken_is_answered(
    a_staged_policy, hanako_at_desk, kenji_at_desk, desk, press, typed
):
    policy = a_staged_policy()
    opened = form_of(hanako_at_desk, policy)
    send(kenji_at_desk, policy, {"places": [desk.a_place().pk]})
    saved = stored(policy).version
    numbers = {"stages-TOTAL_FORMS": typed, "citations-0-id": typed, "places": [typed]}
    answer = press(policy, opened | numbers | {"_conflict": [f"stages-{typed}-title_en", typed]})
    assert answer.status_code in (200, 404)
    assert stored(policy).version == saved, "nothing of it is saved"


@pytest.mark.parametrize("typed", ["１", HUGE, "9" * 5000])
def test_a_version_that_cannot_be_is_shown_as_none(hanako_at_desk, desk, typed):
    policy = desk.a_policy()
    assert hanako_at_desk.get(page(policy, "history", policy.pk), {"from": typed, "to": typed}).status_code == 200
