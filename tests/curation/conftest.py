"""People at the desk with their browsers, and records in every state."""

import pytest
from django.test import Client

from policyatlas.curation import actions
from policyatlas.records.models import Policy, PolicyStage
from policyatlas.records.models.base import EDITABLE
from tests.curation.sending import page


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
def law(desk) -> Policy:
    """A draft that was edited twice: its title, then its summary and a dated event."""
    policy = desk.a_policy(title_en="The law", summary="It began in 1983 and it ended in 1998, as planned.")
    desk.edit(policy, title_en="The Technopolis Law")
    policy.summary = "It began in 1983 and it ended in 1999, as planned."
    stage = PolicyStage(policy=policy, slug="enacted", title_en="Enacted", year=1983)
    return actions.edit(policy, by=desk.curator, expected_version=2, reason="The report says 1999.", saving=stage.save)


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


@pytest.fixture
def press(hanako_at_desk):
    """Presses “Save” in Hanako's browser."""

    def post(thing, sent: dict, **kwargs):
        return hanako_at_desk.post(page(thing, "change", thing.pk), {"_save": "on"} | sent, **kwargs)

    return post


@pytest.fixture
def a_staged_policy(desk):
    """Makes a policy with two dated events, “Begun” and “Ended”."""

    def make():
        policy = desk.a_policy(title_en="A plan", summary="As it was.")
        stages = [
            PolicyStage(policy=policy, slug=f"{policy.slug}-{year}", title_en=title, year=year)
            for title, year in (("Begun", 1983), ("Ended", 1998))
        ]
        return actions.edit(policy, by=desk.curator, expected_version=1, parts=stages)

    return make


@pytest.fixture
def policy(desk):
    """A policy in print about which there is a disagreement."""
    made = desk.publish(desk.a_policy(slug="old-plan", title_en="A named plan"))
    desk.publish(desk.a_disagreement(topic_en="Two dates", policies=[made]))
    made.refresh_from_db()
    return made
