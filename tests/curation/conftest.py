"""People at the desk with their browsers, and records in every state."""

import pytest
from django.test import Client

from policyatlas.records.models import Policy


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
        if state != "draft":
            desk.publish(policy)
        if state == "revising":
            desk.revise(policy)
        if state == "withdrawn":
            desk.withdraw(policy)
        assert policy.status == state
        return policy

    return make
