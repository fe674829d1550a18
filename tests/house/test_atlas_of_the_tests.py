"""The atlas the tests run on: whole before each test, also after one that empties the database."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from policyatlas.editions.models import Edition, Entry
from policyatlas.records.models import Policy


def loaded(pinned) -> bool:
    """Whether the database is as it was loaded."""
    return (
        pinned.entries("prefecture").count() == 47
        and Entry.objects.filter(since__is_open=True).count() == 0
        and ContentType.objects.get_for_model(Policy).permission_set.count() == 4
        and Group.objects.count() == 4
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_that_empties_the_database_finds_the_atlas_and_may_change_it(turn, desk, pinned):
    assert loaded(pinned)
    desk.publish(desk.a_policy())
    desk.close("2999.1")


@pytest.mark.parametrize("turn", [1, 2])
def test_other_tests_find_it_too_and_nothing_of_what_tests_did(turn, desk, pinned):
    assert loaded(pinned)
    assert Edition.objects.count() == 2
    desk.publish(desk.a_policy())
