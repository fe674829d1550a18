"""Every page of the desk opens for every noun, in few queries; its searches find; its log cannot be changed."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import models
from django.urls import reverse

from policyatlas.curation.admin.sources import USES_SHOWN
from policyatlas.curation.models import Event
from policyatlas.editions.models import Edition
from policyatlas.records.models import RECORDS, Cluster, Observation, Passage, Place, Policy, PolicyCitation, Source
from tests.curation.sending import page

pytestmark = pytest.mark.django_db
NOUNS = [model._meta.model_name for model in RECORDS]
LISTS = [*RECORDS, Passage, Event, Edition]
# The mark of a misspelt variable, of our own templates only: Django's rely on absent ones.
OUR_MISTAKE = re.compile(r"\[no such variable: (desk|may_|problem|event|entry|referring|entries)[^\]]*\]")
# Who asks and what they may (4), the counts and the page (4), and for each filter its choices and its counts.
# A list that asked once more for each of its fifty rows would be far beyond.
QUERIES_OF_A_LIST = 18


@pytest.fixture
def at_desk(client, kenji):
    """Kenji's browser, signed in."""
    client.force_login(kenji)
    return client


@pytest.fixture
def one_of_each(desk):
    """A draft of every noun, by the name of its model."""
    return {record._meta.model_name: record for record in desk.one_of_each()}


# --- Lists


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.model_name)
def test_a_list_of_the_loaded_atlas_opens_in_few_queries(at_desk, model, django_assert_max_num_queries):
    assert model.objects.exists(), f"the loaded atlas has no {model._meta.verbose_name_plural}"
    with django_assert_max_num_queries(QUERIES_OF_A_LIST):
        answer = at_desk.get(page(model, "changelist"))
    assert answer.status_code == 200
    assert not OUR_MISTAKE.search(answer.content.decode())


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.model_name)
def test_a_list_can_be_searched_and_filtered(at_desk, model):
    listed = admin.site.get_model_admin(model)
    address = page(model, "changelist")
    if listed.search_fields:
        answer = at_desk.get(address, {"q": "no such words anywhere"})
        assert answer.context["cl"].result_count == 0, "a search for nonsense must find nothing"
    if model in RECORDS:
        assert listed.list_filter[0] == "status", "the status is the first filter of every list"
        assert at_desk.get(address, {"status__exact": "draft"}).context["cl"].result_count == 0
        assert at_desk.get(address, {"status__exact": "published"}).context["cl"].result_count > 0


def test_a_search_finds_titles_in_both_languages(at_desk):
    for words, slug in (("Technopolis Law", "technopolis-law"), ("高度技術工業集積", "technopolis-law")):
        found = at_desk.get(page(Policy, "changelist"), {"q": words}).context["cl"].result_list
        assert slug in [policy.slug for policy in found], f"“{words}” must find {slug}"


def test_records_without_a_source_can_be_found(at_desk, desk):
    bare = desk.create(Policy(slug="bare", title_en="Bare", kind="law"))
    found = {
        answer: {
            policy.slug for policy in at_desk.get(page(Policy, "changelist"), {"cited": answer}).context["cl"].queryset
        }
        for answer in ("yes", "no")
    }
    assert found["no"] == {bare.slug}
    assert "technopolis-law" in found["yes"]


def test_figures_are_listed_as_readers_see_them(at_desk):
    observation = Observation.objects.exclude(missing="").select_related("indicator").first()
    answer = at_desk.get(page(Observation, "changelist"), {"q": observation.slug})
    assert "not reported" in answer.content.decode()


# --- Forms


@pytest.mark.parametrize("noun", NOUNS)
def test_the_form_of_a_draft_opens(alone, at_desk, one_of_each, noun):
    record = one_of_each[noun]
    answer = at_desk.get(page(record, "change", record.pk))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>Draft</strong>, version 1. Readers do not see it." in text
    assert 'name="_publish"' in text
    assert 'name="expected_version" value="1"' in text, "the form must carry the version the person saw"
    assert not OUR_MISTAKE.search(text)


@pytest.mark.parametrize("model", RECORDS, ids=NOUNS)
def test_the_form_of_a_published_record_is_locked(at_desk, model):
    record = model.objects.in_print().first()
    text = at_desk.get(page(record, "change", record.pk)).content.decode()
    assert "In print, and locked." in text
    assert 'name="_save"' not in text
    assert '<input type="text"' not in text, "nothing can be typed into a locked record"
    assert "add-row" not in text
    for verb in ("revise", "withdraw"):
        assert page(record, verb, record.pk) in text
    assert not OUR_MISTAKE.search(text)


@pytest.mark.parametrize("model", [*RECORDS, Passage], ids=[*NOUNS, "passage"])
def test_the_form_for_adding_opens(at_desk, model):
    answer = at_desk.get(page(model, "add"))
    assert answer.status_code == 200
    assert 'name="_save"' in answer.content.decode()
    searched = admin.site.get_model_admin(model).autocomplete_fields
    assert answer.content.decode().count("admin-autocomplete") >= len(searched)


@pytest.mark.parametrize("noun", NOUNS)
def test_whoever_may_only_look_gets_a_locked_form(client, one_of_each, mallory, noun):
    mallory.is_staff = True
    mallory.save()
    mallory.user_permissions.set(Permission.objects.filter(codename=f"view_{noun}"))
    client.force_login(mallory)
    record = one_of_each[noun]
    answer = client.get(page(record, "change", record.pk))
    assert answer.status_code == 200
    assert 'name="_save"' not in answer.content.decode()
    if hasattr(record, "citations") and record.citations.exists():
        assert record.citations.get().passage.quote in answer.content.decode(), "the parts can be read too"


def test_links_to_the_atlas_only_while_in_print(at_desk, desk):
    prefecture = Place.objects.get(slug="iwate")
    assert 'href="/prefectures/iwate/"' in at_desk.get(page(prefecture, "change", prefecture.pk)).content.decode()
    draft = desk.a_policy()
    assert "View in the atlas" not in at_desk.get(page(draft, "change", draft.pk)).content.decode()


def test_a_form_tells_what_happened_last(at_desk, desk):
    policy = desk.withdraw(desk.publish(desk.a_policy()), reason="Entered twice.")
    text = re.sub(r"\s+", " ", at_desk.get(page(policy, "change", policy.pk)).content.decode())
    assert "kenji withdrew: version 5; “Entered twice.”" in text
    assert "hanako created: version 1" in text


def test_the_history_is_that_of_our_log(at_desk, desk):
    policy = desk.withdraw(desk.publish(desk.a_policy()), reason="Entered twice.")
    for thing, words in (
        (policy, ["created", "published", "withdrew", "Entered twice."]),
        (desk.a_passage(), ["created"]),
    ):
        answer = at_desk.get(page(thing, "history", thing.pk))
        table = answer.content.decode().partition("desk-steps")[2]
        assert [word for word in words if word not in table] == []
        assert not OUR_MISTAKE.search(answer.content.decode())


def test_a_passage_says_what_uses_it(at_desk, desk):
    policy = desk.a_policy(title_en="A plan that cites")
    text = at_desk.get(page(Passage, "change", policy.citations.get().passage.pk)).content.decode()
    assert "Policy: A plan that cites · draft" in text
    assert "Nothing yet." in at_desk.get(page(Passage, "change", desk.a_passage().pk)).content.decode()


def test_a_passage_of_many_uses_names_the_first(at_desk, desk):
    passage = desk.a_passage()
    for _ in range(USES_SHOWN + 2):
        PolicyCitation.objects.create(
            record=desk.create(desk._new(Policy, {}, title_en="P", kind="law")), passage=passage
        )
    assert "… and 2 more" in at_desk.get(page(Passage, "change", passage.pk)).content.decode()


# --- Search fields


def every_search_field():
    """`(model, field)` of every search field on the desk's forms."""
    for model in [*RECORDS, Passage]:
        form = admin.site.get_model_admin(model)
        for part in (form, *form.inlines):
            for name in part.autocomplete_fields:
                yield pytest.param(part.model, name, id=f"{part.model._meta.model_name}.{name}")


@pytest.mark.parametrize(("model", "field"), [*every_search_field()])
def test_a_search_field_offers_what_exists(at_desk, model, field):
    asked = {"app_label": "records", "model_name": model._meta.model_name, "field_name": field, "term": ""}
    answer = at_desk.get(reverse("admin:autocomplete"), asked)
    assert answer.status_code == 200
    choices = model._meta.get_field(field)
    exist = choices.remote_field.model.objects.complex_filter(choices.get_limit_choices_to()).exists()
    assert bool(answer.json()["results"]) is exist, f"{model.__name__}.{field} must offer what exists"


def test_every_choice_of_a_record_is_a_search_field():
    for model in RECORDS:
        form = admin.site.get_model_admin(model)
        for part in (form, *form.inlines):
            meta = part.model._meta
            own = {getattr(part, "fk_name", None), "record", form.model._meta.model_name, "created_by", "updated_by"}
            for field in (*meta.fields, *meta.many_to_many):
                if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.name not in own:
                    known = field.name in part.autocomplete_fields
                    assert known or (meta.model_name, field.name) in {("place", "place")}, (
                        f"{meta.model_name}.{field.name}: put it into autocomplete_fields, long lists are no choice."
                    )


def test_suggestions_tell_namesakes_and_drafts_apart(at_desk, desk):
    desk.a_place(name_en="Iwate city nobody knows")
    asked = {"app_label": "records", "model_name": "policy", "field_name": "places", "term": "iwate"}
    found = [result["text"] for result in at_desk.get(reverse("admin:autocomplete"), asked).json()["results"]]
    assert "Iwate (prefecture)" in found
    assert "Iwate city nobody knows (city) · draft" in found


def test_only_terms_of_the_right_list_are_offered(at_desk):
    asked = {"app_label": "records", "model_name": "cluster", "field_name": "fields", "term": ""}
    offered = at_desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    allowed = {str(pk) for pk in Cluster.fields.rel.model.objects.filter(scheme="field").values_list("pk", flat=True)}
    assert {result["id"] for result in offered} <= allowed


# --- The index, the log and the door


def test_the_index_keeps_the_order_of_the_records(at_desk):
    apps = at_desk.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in apps] == ["records", "curation", "editions"]
    assert [model["model"] for model in apps[0]["models"]] == [*RECORDS, Passage]


def test_the_index_names_the_desk_and_says_how_to_start(at_desk):
    text = at_desk.get(reverse("admin:index")).content.decode()
    assert "PolicyAtlas desk" in text
    assert "Start with the" in text
    assert page(Source, "changelist") in text


def test_other_apps_follow_the_records(client, admin_user):
    client.force_login(admin_user)
    apps = client.get(reverse("admin:index")).context["app_list"]
    assert [app["app_label"] for app in apps] == ["records", "curation", "editions", "auth", "mfa"]


@pytest.mark.parametrize("model", [Event, Edition])
def test_the_log_and_the_editions_cannot_be_changed_by_anybody(client, admin_user, model):
    client.force_login(admin_user)
    row = model.objects.first()
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "change", row.pk), {"slug": "x"}).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_the_log_links_to_what_exists(at_desk, desk):
    policy = desk.a_policy()
    Event.objects.create(by=desk.curator, action="delete", noun="policy", record_id=0, slug="gone-for-good")
    text = at_desk.get(page(Event, "changelist")).content.decode()
    assert f'<a href="{page(policy, "history", policy.pk)}">{policy.slug}</a>' in text
    # The history outlives the record.
    assert f'<a href="{page(policy, "history", 0)}">gone-for-good</a>' in text
    assert at_desk.get(page(policy, "history", 0)).status_code == 200


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.model_name)
def test_mallory_never_gets_in(client, mallory, model):
    client.force_login(mallory)
    for address in (page(model, "changelist"), page(model, "add"), page(model, "change", 1)):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer.url.startswith(reverse("admin:login"))


def test_no_page_of_the_desk_needs_more_than_the_policy_of_the_site_allows(at_desk, one_of_each):
    policy = one_of_each["policy"]
    for address in (reverse("admin:index"), page(policy, "changelist"), page(policy, "change", policy.pk)):
        answer = at_desk.get(address)
        text = answer.content.decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text), f"{address} has a style or script inside"
        assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", text)
