"""Whatever was done to a record of any noun: each earlier version comes back exactly, and so does a deleted draft."""

import pytest

from policyatlas.curation import actions
from policyatlas.curation.differences import differences
from policyatlas.curation.history import snapshot_at
from policyatlas.curation.refusals import Refused
from policyatlas.curation.snapshots import columns_of, owner_of, parts_of, snapshot
from policyatlas.records.models import RECORDS
from tests.curation.random_edits import RandomEdits, all_of
from tests.curation.sending import stored

pytestmark = pytest.mark.django_db

EDITS = 8


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("number", range(len(RECORDS)), ids=[model._meta.model_name for model in RECORDS])
def test_every_version_of_every_noun_comes_back_exactly(desk, hanako, number, seed):
    dice = RandomEdits(desk, 100 * number + seed)
    record = dice.records[number]
    versions = {record.version: all_of(record)}
    tries = 0
    while len(versions) <= EDITS:
        tries += 1
        assert tries < 40 * EDITS, "The dice fall on nothing that the rules allow."
        if dice.edit(record):
            versions[record.version] = all_of(record)
    for version in dice.shuffled([*versions]):
        if all_of(record) == versions[version]:
            with pytest.raises(Refused, match="already: nothing was changed"):
                actions.restore(record, by=hanako, expected_version=record.version, version=version)
            continue
        before = record.version
        actions.restore(record, by=hanako, expected_version=before, version=version)
        assert all_of(record) == versions[version], f"Version {version} of {sorted(versions)} did not come back."
        assert snapshot(record) == snapshot_at(record, version) == snapshot_at(record, record.version)
        assert record.version == stored(record).version == before + 1


@pytest.mark.parametrize("number", range(len(RECORDS)), ids=[model._meta.model_name for model in RECORDS])
def test_a_deleted_draft_of_every_noun_comes_back_exactly(desk, kenji, number):
    dice = RandomEdits(desk, number)
    # One that nothing refers to.
    record = desk.one_of_each()[number]
    for _ in range(10):
        dice.edit(record)
    before, began = all_of(record), stored(record).created_at
    model, key, version = type(record), record.pk, record.version
    actions.delete(record, by=kenji, expected_version=version)
    assert not model.objects.filter(pk=key).exists()
    assert not [part for part in parts_of(model).values() if part.objects.filter(**{owner_of(part, model).name: key})]
    again = actions.undelete(model, key, by=kenji)
    assert all_of(again) == before
    assert (stored(again).version, stored(again).created_by) == (version + 1, desk.curator)
    assert abs(stored(again).created_at - began).total_seconds() < 1


@pytest.mark.parametrize("number", range(len(RECORDS)), ids=[model._meta.model_name for model in RECORDS])
def test_random_edits_reach_every_field_link_and_part(desk, number):
    """What the two tests above do not touch they do not prove."""
    dice = RandomEdits(desk, number + 5)
    record, reached = dice.records[number], set()
    model = type(record)
    wanted = {field.name for field in (*columns_of(model), *model._meta.many_to_many)} - {"code"}
    for name, part in parts_of(model).items():
        fields = (*columns_of(part, owner_of(part, model)), *part._meta.many_to_many)
        wanted |= {f"{name}.{field.name}" for field in fields}
    for _ in range(300):
        if wanted <= reached:
            break
        before = snapshot(record)
        dice.edit(record)
        reached |= {one.field for one in differences(model, before, snapshot(record))}
    assert wanted <= reached
