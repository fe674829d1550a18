"""`manage.py publish_records`: all that is approved comes into print, and who runs it sees how far it is."""

import io

import pytest
from django.core.management import CommandError, call_command

from policyatlas.curation import pressruns
from policyatlas.curation.models import Event
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Policy

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[str]:
    """The lines that the command says, with its exit code if that is not 0."""
    said = io.StringIO()
    try:
        call_command("publish_records", *arguments, stdout=said)
    except SystemExit as end:
        said.write(f"exit {end.code}")
    return said.getvalue().splitlines()


def in_print(kind: str, slug: str) -> bool:
    return Reading.now().entries(kind).filter(slug=slug).exists()


def approved(desk, record):
    """`record` approved, as are the sources that it is cited from."""
    for citation in record.citations.all():
        desk.approve(citation.passage.source)
    return desk.approve(record)


def test_what_is_approved_comes_into_print_whichever_names_the_other(desk, monkeypatch):
    monkeypatch.setattr(pressruns, "BATCH", 1)
    # The records are read in the order in which they were made; these name one that was made after them.
    inner, outer = desk.a_place(), desk.a_place()
    desk.edit(inner, parent=outer)
    for place in (inner, outer):
        approved(desk, place)
    draft = desk.a_place()

    said = run("--user", "kenji", "--reason", "The plans of the year.")

    assert said[-1] == "4 of 4 in print."
    assert said[0] == "1 of 4 in print.", "It says how far it is before all is done."
    assert in_print("place", inner.slug)
    assert in_print("place", outer.slug)
    assert not in_print("place", draft.slug), "Nobody has approved it."
    event = Event.objects.get(noun="place", record_id=inner.pk, action="publish")
    assert (event.by.username, event.reason) == ("kenji", "The plans of the year.")


def test_what_is_not_fit_is_named_and_the_others_are_in_print(desk):
    fit, unfit = desk.a_policy(), desk.a_policy()
    approved(desk, fit)
    desk.approve(unfit)

    *_, named, code = run("--user", "kenji")

    assert named.startswith(f"  policy “{unfit.slug}”: ")
    assert code == "exit 1"
    assert in_print("policy", fit.slug)
    assert not in_print("policy", unfit.slug)


def test_only_one_kind_if_only_that_is_asked_for(desk):
    policy = approved(desk, desk.a_policy())
    source = policy.citations.get().passage.source
    assert run("--user", "kenji", "--kind", "source")[-1] == "1 of 1 in print."
    assert in_print("source", source.slug)
    assert not in_print("policy", policy.slug)


def test_in_a_team_of_one_drafts_wait_for_print_too(desk, alone):
    policy = desk.a_policy()
    assert run("--user", "kenji", "--kind", "policies")[-1] == "exit 1", "its source is not in print"
    assert run("--user", "kenji")[-1] == "2 of 2 in print."
    assert Policy.objects.get(pk=policy.pk).status == "published"


def test_where_nothing_waits_that_is_said(kenji):
    assert run("--user", "kenji") == ["Nothing waits to be published."]


def test_who_may_not_publish_is_refused_and_nothing_is_in_print(desk, hanako):
    policy = approved(desk, desk.a_policy())
    with pytest.raises(CommandError, match="may not publish"):
        run("--user", "hanako")
    assert not in_print("policy", policy.slug)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--kind", "polcy"], "There is no kind “polcy”: choose one of .*policy"),
        (["--user", "nobody"], "There is no user nobody"),
    ],
)
def test_what_cannot_be_done_is_said(kenji, arguments, said):
    with pytest.raises(CommandError, match=said):
        run(*arguments)
