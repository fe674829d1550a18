"""Every facet in print can be asked for (by a filter, or the list says why not), and follows what it names."""

import pytest

from policyatlas.editions.models import Facet
from policyatlas.editions.readdressing import ADDRESSED
from policyatlas.press.printing import sheets
from policyatlas.public.lists.declarations import UNFILTERED_EVERYWHERE
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(desk) -> dict[str, set[str]]:
    """The names of the facets each kind has, in the loaded atlas and in the press."""
    names = {kind: {"refers"} for kind in KINDS}
    for kind, name in Facet.objects.order_by().values_list("entry__kind", "name").distinct():
        names[kind].add(name)
    for record in [*desk.one_of_each(), desk.a_place(kind="prefecture")]:
        for sheet in sheets(record):
            names[sheet.kind] |= sheet.facets.keys()
    return names


def test_every_kind_has_a_list():
    assert LISTS.keys() == KINDS.keys(), "Declare a LIST for every kind in policyatlas/public/<plural>.py."


def test_every_facet_has_a_filter_or_a_reason(printed):
    for kind, names in printed.items():
        filtered = {choice.name for choice in LISTS[kind].filters}
        excused = {name for name, reason in (*LISTS[kind].unfiltered, *UNFILTERED_EVERYWHERE)}
        assert names <= filtered | excused, (
            f"Readers cannot ask for {names - filtered - excused} of a {kind}: add a Choice to its LIST, "
            f"or say under `unfiltered` why there is none."
        )
        assert filtered | excused <= names, (
            f"The list of {kind} filters by {filtered | excused - names}: never printed."
        )
        assert not filtered & excused, f"The list of {kind} both filters by {filtered & excused} and says why not."


def test_every_reason_is_a_sentence():
    for kind, declared in LISTS.items():
        for name, reason in (*declared.unfiltered, *UNFILTERED_EVERYWHERE):
            assert reason.endswith("."), f"{kind}: say in a sentence why nobody can filter by {name}."


def test_every_facet_that_names_entries_follows_them_to_a_new_address(desk):
    desk.publish(desk.a_policy(instruments=[desk.a_term("instrument")], target_groups=[desk.a_term("target-group")]))
    values = Facet.objects.order_by().values_list("name", "value").distinct()
    naming = {name for name, value in values if value.partition(":")[0] in KINDS and ":" in value}
    assert naming == set(ADDRESSED), "Let ADDRESSED in editions/readdressing.py list those whose values are entries."
