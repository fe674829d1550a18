"""People at the desk with their browsers, and records in every state."""

import pytest
from django.test import Client

from policyatlas.records.models import Policy
from policyatlas.records.models.base import EDITABLE


@pytest.fixture
def hanako_at_desk(hanako):
    """The curator's browser."""
    browser = Client()
    browser.force_login(hanako)
    return browser


@pytest.fixture
def kenji_at_desk(kenji):
    """The publisher's browser."""
    browser = Client()
    browser.force_login(kenji)
    return browser


@pytest.fixture
def in_state(desk):
    """Makes a policy in the wished state, through the verbs alone."""

    def make(state: str) -> Policy:
        policy = desk.a_policy()
        desk.publish(policy.citations.get().passage.source)
        if state not in ("draft", "submitted", "approved"):
            desk.publish(policy)
        if state.startswith("revis"):
            desk.revise(policy)
        if state.endswith("submitted"):
            desk.submit(policy)
        if state.endswith("approved"):
            desk.approve(policy)
        if state == "withdrawn":
            # By merging it, so that every verb that can follow is possible.
            desk.merge(policy, Policy.objects.get(slug="technopolis-law"))
        if state in EDITABLE:
            # Something to go back from.
            desk.edit(policy, note="Looked at twice.")
        assert policy.status == state
        return policy

    return make
