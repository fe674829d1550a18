"""After renames, citing, files, lists and changes tell one story: the same lines, the same numbers, the same names."""

import re

import pytest

from policyatlas.public.files.verifying import UNALTERED
from policyatlas.records import models as records
from tests.public.citing import field, file_of
from tests.public.citing import said as page_said
from tests.public.comparing import INDUSTRIAL, KNOWLEDGE
from tests.public.taken import said

pytestmark = pytest.mark.django_db

PROGRAMMES = f"compare/programmes/?s={INDUSTRIAL}&s={KNOWLEDGE}"
VIEWS = [
    "policies/?kind=law",
    "policies/?place=prefecture:iwate",
    "indicators/",
    "policies/technopolis-law/",
    "policies/technopolis-programme/",
    "prefectures/iwate/",
    "compare/prefectures/?s=iwate&s=aomori",
    f"{PROGRAMMES}&row=programme-annual-budget",
    f"{PROGRAMMES}&row=dimension-design&row=programme-projects",
    "search/?q=technopolis",
]


@pytest.fixture
def renamed(desk):
    """An indicator, a term, two policies and a prefecture renamed, one of them twice, and one told in other words."""
    for model, slug, to in (
        (records.Indicator, "programme-annual-budget", "yearly-budget"),
        (records.Policy, "technopolis-law", "technopolis-bill"),
        (records.Policy, "technopolis-bill", "technopolis-act"),
        (records.Policy, INDUSTRIAL, "industrial-clusters"),
        (records.Place, "iwate", "iwate-ken"),
        (records.Term, "design", "design-of-programmes"),
    ):
        desk.rename(model.objects.get(slug=slug), to)
    desk.republish(records.Policy.objects.get(slug=KNOWLEDGE), summary="Told in other words.")


def changes_of(visitor, view: str) -> list[str]:
    """How each line of a view changed since the first edition, by the page of changes."""
    response = visitor.get(f"/changes/{view}{'&' if '?' in view else '?'}from=2026.1", follow=True)
    assert response.status_code == 200, view
    return [group.how for group in response.context["groups"] for _ in group.lines]


@pytest.mark.parametrize("view", VIEWS)
def test_citing_and_files_count_what_the_page_of_changes_counts(view, visitor, taken, renamed):
    changes = changes_of(visitor, view)
    page = page_said(visitor.get(f"/cite/{view}", follow=True).content.decode())
    number = re.search(r"(\d+) lines? differs? between edition 2026.1 and now", page)
    assert (int(number[1]) if number else 0) == len(changes), view
    for how in ("added", "removed", "changed"):
        counted = re.search(rf"between edition 2026.1 and now:[^.]*?(\d+) {how}", page)
        assert (int(counted[1]) if counted else 0) == changes.count(how), (view, how)
    for ending in ("csv", "json"):
        code, text = said(taken(f"/2026.1/{file_of(view, ending)}"))
        assert code == UNALTERED, text
        told = re.search(r"Since edition 2026.1 (\d+) lines? ha", text)
        assert (int(told[1]) if told else 0) == len(changes), (view, text)


@pytest.mark.parametrize("view", VIEWS)
def test_what_was_renamed_is_cited_by_the_name_it_had(view, visitor, renamed):
    """The view as it was bookmarked, and as it is called now, are cited at the address it had in the edition."""
    page = visitor.get(f"/cite/{view}", follow=True).content.decode()
    assert field(page) == f"http://testserver/2026.1/{view}"
    assert "not in edition" not in page_said(page)
    assert "does not have all" not in page_said(page)


def test_a_rename_alone_is_a_change_of_one_line(visitor, taken, desk):
    data = taken("/2026.1/policies.csv?kind=law"), taken("/policies.csv?kind=law")
    desk.rename(records.Policy.objects.get(slug="technopolis-law"), "technopolis-act")
    page = page_said(visitor.get("/cite/policies/?kind=law").content.decode())
    assert "1 line differs between edition 2026.1 and now: 1 changed." in page
    for file in data:
        code, text = said(file)
        assert code == UNALTERED
        assert "1 line has changed:" in text
        assert "slug: “technopolis-law” → “technopolis-act”" in text


@pytest.mark.parametrize("edition", ["", "/2026.1"])
def test_a_file_of_a_renamed_record_says_where_it_is_and_what_changed(taken, desk, edition):
    data = taken(f"{edition}/policies/technopolis-law.json")
    for slug, to in (("technopolis-law", "technopolis-bill"), ("technopolis-bill", "technopolis-act")):
        desk.rename(records.Policy.objects.get(slug=slug), to)
    code, text = said(data)
    assert code == UNALTERED
    assert "It is at policies/technopolis-act/ now." in text
    assert "1 line has changed:" in text
    desk.withdraw(records.Policy.objects.get(slug="technopolis-act"), "It was never one.")
    text = said(data)[1]
    assert "it has gone out of print. The reason given: “It was never one.”" in text


def test_other_editions_are_offered_under_the_name_they_have(visitor, desk):
    law = records.Policy.objects.get(slug="technopolis-law")
    desk.close("2998.1")
    desk.rename(law, "technopolis-act")
    desk.close("2999.1")
    page = visitor.get("/cite/policies/technopolis-act/").content.decode()
    assert field(page) == "http://testserver/2999.1/policies/technopolis-act/"
    for label in ("2026.1", "2998.1"):
        path = f"/{label}/cite/policies/technopolis-law/"
        assert f'href="{path}"' in page
        assert visitor.get(path).status_code == 200


def test_a_list_is_asked_the_same_in_every_edition(visitor, renamed):
    for edition, slug in (("", "iwate-ken"), ("/2026.1", "iwate")):
        for asked in ("iwate", "iwate-ken"):
            page = visitor.get(f"{edition}/policies/?place=prefecture:{asked}")
            assert page.context["asked"].chosen == {"place": [f"prefecture:{slug}"]}
