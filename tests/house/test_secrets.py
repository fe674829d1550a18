"""Nothing unfinished leaks: a secret in everything that is not printed stands on no public page, list or download."""

import pytest
from django.db import models

from policyatlas.curation import actions
from policyatlas.curation.models import Event
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Designation, Passage, PolicyRelation, PolicyRole, Record, SourceText
from policyatlas.values.kinds import BY_ADDRESS
from tests.house.addresses import VISITS, addresses, text_of

pytestmark = pytest.mark.django_db

SECRET = "Xanthippe quokka"
# Half of the secret, so that a page which repeats what was searched for does not look like a leak.
LEAK, SEARCHED = "xanthippe", "quokka"
HIDDEN = "test-hidden"


def texts(model: type[models.Model]) -> dict[str, str]:
    """The secret for every field of `model` that takes free text long enough for it."""
    return {
        field.name: SECRET
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not field.choices
        and not field.unique
        and field.name not in ("slug", "status", "code")
        and (field.max_length or len(SECRET)) >= len(SECRET)
    }


def children(record: Record) -> list[models.QuerySet]:
    """The parts of `record`, one queryset for each sort of part."""
    related = [one for one in record._meta.related_objects if one.on_delete is models.CASCADE]
    return [one.related_model._base_manager.filter(**{one.field.name: record}) for one in related]


def plant(record: Record) -> None:
    """Write the secret into every text of `record`, of its parts and of the passages they quote, past all printing."""
    type(record)._base_manager.filter(pk=record.pk).update(**texts(type(record)))
    for parts in children(record):
        if secret := texts(parts.model):
            parts.update(**secret)
        for name in ("passage", "further_passages"):
            if name in {field.name for field in parts.model._meta.get_fields()}:
                passages = Passage.objects.filter(pk__in=parts.values(name))
                passages.update(
                    quote=models.functions.Concat(models.Value(SECRET), "quote", output_field=models.TextField())
                )


@pytest.fixture
def published(desk) -> list[Record]:
    """A record of every noun in print, each half re-edited with secrets and with a reason that is not for readers."""
    printed = [desk.publish(record) for record in [*desk.one_of_each(), desk.a_place(kind="prefecture")]]
    source = next(record for record in printed if record._meta.model_name == "source")
    # The text against which quotations are checked; planted with the secret below, as all parts are.
    actions.set_text(source, by=desk.curator, text="The text of the report.", seen="")
    for record in printed:
        actions.revise(record, by=desk.curator, expected_version=record.version, reason=SECRET)
        actions.edit(record, by=desk.curator, expected_version=record.version, reason=SECRET)
        plant(record)
    return printed


def test_the_secret_is_in_the_text_of_a_source(published):
    assert SourceText.objects.get().text == SECRET


@pytest.fixture
def hidden(desk, published) -> list[Record]:
    """Drafts of every noun full of secrets, which point at what is in print."""
    policy, cluster, organisation = (
        next(record for record in published if record._meta.model_name == noun)
        for noun in ("policy", "cluster", "organisation")
    )
    drafts = [
        *desk.one_of_each(),
        desk.an_evaluation(policy=policy),
        desk.an_observation(policy=policy),
        desk.a_disagreement(policies=[policy]),
        desk.a_policy(places=[record for record in published if record._meta.model_name == "place"]),
    ]
    PolicyRelation.objects.create(policy=drafts[-1], relation="replaces", other=policy)
    PolicyRole.objects.create(policy=drafts[-1], role="lead", organisation=organisation)
    Designation.objects.create(cluster=drafts[1], programme=policy)
    # What is in print is given parts that are not.
    PolicyRelation.objects.create(policy=policy, relation="replaces", other=drafts[-1], remark=SECRET)
    Designation.objects.create(cluster=cluster, programme=drafts[-1], stage=SECRET)
    for number, draft in enumerate(drafts):
        type(draft)._base_manager.filter(pk=draft.pk).update(slug=f"{HIDDEN}-{number}")
        draft.refresh_from_db()
        plant(draft)
    return drafts


def leaks(text: str, signs: tuple[str, ...]) -> list[str]:
    """Where the signs stand in a page, with some of what stands around them."""
    lower = text.casefold()
    return [text[max(0, at - 150) : at + 150] for sign in signs if (at := lower.find(sign)) >= 0]


def test_the_secret_is_planted_in_every_noun(hidden, published):
    for record in [*hidden, *published]:
        record.refresh_from_db()
        planted = [name for name in texts(type(record)) if getattr(record, name) == SECRET]
        assert planted, f"{record._meta.model_name} has no text that could keep a secret: is texts() still right?"
        assert record.note == SECRET
    assert Event.objects.filter(reason=SECRET).count() == 2 * len(published)


def test_a_leak_would_be_found(published, visitor, desk):
    policy = published[0]
    policy.refresh_from_db()
    desk.publish(policy)
    for address in (
        f"/policies/{policy.slug}/",
        f"/policies/{policy.slug}.json",
        "/policies/?per_page=200",
        "/policies.csv",
        "/policies.xlsx",
    ):
        assert leaks(text_of(visitor.get(address)), (LEAK,)), f"{address} does not show what was printed."


@pytest.mark.slow
def test_no_secret_stands_on_any_public_page(hidden, published, visitor, desk):
    desk.close("2999.1")
    people = (desk.curator.username, desk.publisher.username)
    known = [(kind_of(record), record.slug) for record in published]
    for address in [
        *addresses(known),
        *(f"/2999.1{address}" for address in VISITS["list"]([]) + VISITS["record"](known)),
        *("/editions/2999.1/", "/editions/2999.1.zip", "/editions/2999.1.sqlite"),
    ]:
        response = visitor.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}."
        found = leaks(text_of(response), (LEAK, HIDDEN, *people))
        assert not found, f"{address} shows what is not in print:\n" + "\n---\n".join(found)


@pytest.mark.slow
def test_what_gets_another_address_brings_no_secret_along(hidden, published, visitor, desk):
    for record in published:
        record.refresh_from_db()
        desk.rename(record, f"{record.slug}-renamed")
    for address in addresses([(kind_of(record), record.slug) for record in published]):
        response = visitor.get(address)
        assert response.status_code == 200, f"{address} answers {response.status_code}."
        found = leaks(text_of(response), (LEAK, HIDDEN))
        assert not found, f"{address} shows what is not in print:\n" + "\n---\n".join(found)


def test_no_search_finds_the_secret(hidden, visitor):
    lists = [f"/{address}/" for address in BY_ADDRESS]
    for address in ["/search/", *lists]:
        text = visitor.get(address, {"q": SEARCHED}).content.decode()
        found = leaks(text, (LEAK, HIDDEN, "test-"))
        assert not found, f"{address} finds what is not in print:\n" + "\n---\n".join(found)


def test_the_address_of_a_draft_is_not_found_and_says_nothing_of_it(hidden, visitor):
    for draft in hidden:
        known = [(kind_of(draft), draft.slug)]
        files = [address for address in VISITS["file"](known) if draft.slug in address and "/compare/" not in address]
        for address in VISITS["record"](known) + files:
            response = visitor.get(address)
            assert response.status_code == 404, f"{address} answers {response.status_code}: nobody may know of drafts."
            assert not leaks(response.content.decode(), (LEAK,))


def test_a_draft_is_no_subject_of_comparisons(hidden, visitor):
    known = [(kind_of(draft), draft.slug) for draft in hidden]
    files = [address for address in VISITS["file"](known) if address.startswith("/compare/")]
    for address in VISITS["compare"](known) + files:
        assert not leaks(text_of(visitor.get(address)), (LEAK,)), address
