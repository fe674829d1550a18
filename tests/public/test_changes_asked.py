"""Between which editions changes are told: what an address may say, and what is said where it cannot be followed."""

import pytest

from policyatlas.editions.models import Edition, Entry, Erratum, Forwarding
from policyatlas.records.models import Policy
from tests.public.changing import republish

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(desk) -> Edition:
    """A second closed edition, in which one policy differs, and something printed since."""
    policy = Policy.objects.get(slug="technopolis-programme")
    republish(desk, policy, title_ja="二版の題名")
    edition = desk.close("2999.1")
    republish(desk, policy, title_ja="三版の題名")
    return edition


def span(visitor, address: str) -> tuple[str, str, list[str]]:
    """The labels of the two editions that a page compares, and its notes."""
    response = visitor.get(address)
    assert response.status_code == 200, address
    return *response.context["span"].labels, response.context["ignored"]


@pytest.mark.parametrize(
    ("address", "labels", "noted"),
    [
        ("/changes/policies/", ("2999.1", ""), ""),
        ("/changes/", ("2999.1", ""), ""),
        ("/2026.1/changes/policies/", ("2026.1", ""), ""),
        ("/2026.1/changes/policies/?from=2999.1", ("2999.1", ""), ""),
        ("/changes/policies/?to=2999.1", ("2026.1", "2999.1"), ""),
        ("/changes/policies/?from=2026.1&to=open", ("2026.1", ""), ""),
        ("/changes/policies/?from=2026.1&to=2999.1", ("2026.1", "2999.1"), ""),
        ("/changes/policies/?from=2999.1&to=2026.1", ("2026.1", "2999.1"), "exchanged"),
        ("/changes/policies/?from=open&to=2026.1", ("2026.1", ""), "exchanged"),
        ("/changes/policies/?from=1999.9", ("2999.1", ""), "There is no edition “1999.9”"),
        ("/changes/policies/?to=%00%3Cb%3E", ("2999.1", ""), "There is no edition “·<b>”"),
        (f"/changes/?from={'x' * 500}", ("2999.1", ""), "x…”"),
        ("/changes/policies/?from=&to=", ("2999.1", ""), ""),
        ("/changes/policies/?from=2026.1&from=2999.1", ("2999.1", ""), ""),
    ],
)
def test_which_editions_are_compared(address, labels, noted, visitor, second):
    before, after, notes = span(visitor, address)
    assert (before, after) == labels
    assert len(notes) == bool(noted)
    assert noted in "".join(notes)


def test_the_same_edition_twice_says_so(visitor, second):
    for address in ("/changes/policies/?from=2026.1&to=2026.1", "/changes/?from=open&to=open"):
        assert "Both are the same edition" in visitor.get(address).content.decode()
    assert visitor.get("/changes/policies/?to=2026.1").context["span"].same


def test_before_any_edition_is_closed_there_is_nothing_to_compare(visitor):
    Erratum.objects.all().delete()
    Entry.objects.update(since=Edition.objects.get(is_open=True))
    Edition.objects.closed().delete()
    for address in ("/changes/", "/changes/policies/", "/changes/policies/technopolis-programme/"):
        assert "No edition has been closed yet" in visitor.get(address).content.decode(), address
    assert visitor.get("/changes/policies.atom").status_code == 200
    assert visitor.get("/changes/policies.csv").status_code == 200


def test_the_editions_are_no_part_of_the_question_of_the_view(visitor, second):
    page = visitor.get("/changes/policies/?to=open&kind=programme&from=2026.1&sort=-title&page=3")
    assert page.context["ignored"] == []
    assert page.context["canonical"] == "http://testserver/changes/policies/?kind=programme&sort=-title&from=2026.1"
    assert page.context["view"] == "/policies/?kind=programme&sort=-title"
    assert [value for value, *_ in page.context["choices"]] == ["open", "2999.1", "2026.1"]
    odd = visitor.get("/changes/policies/?foo=1&year_from=x")
    assert len(odd.context["ignored"]) == 2


def test_every_form_asks_what_it_shows(visitor, second):
    page = visitor.get("/changes/policies/?q=%22%3E%3Cb%3E&from=2026.1")
    text = page.content.decode()
    assert '<input type="hidden" name="q" value="&quot;&gt;&lt;b&gt;">' in text
    assert '<option value="2026.1" selected>' in text
    assert '<option value="open" selected>' in text


def test_the_address_of_changes_is_never_within_an_edition(visitor, second):
    page = visitor.get("/2026.1/changes/policies/")
    assert page.context["canonical"] == "http://testserver/changes/policies/?from=2026.1"
    text = visitor.get("/2026.1/policies/?kind=programme").content.decode()
    assert 'type="application/atom+xml" href="/changes/policies.atom?kind=programme"' in text
    assert '<a href="/changes/policies/?kind=programme&amp;from=2026.1">What changed</a>' in text


# --- Renamed and merged entries


def _renamed(old: str, new: str, edition: Edition, reason: str = "Its law has this name.") -> None:
    """What the press does where a record is renamed: the entry ends, and is printed anew under the other address."""
    entry = Entry.objects.get(kind="policy", slug=old, until=None)
    facets = list(entry.facets.all())
    in_this_one = Entry.objects.filter(pk=entry.pk, since=edition)
    Entry.objects.filter(pk=entry.pk).exclude(pk__in=in_this_one).update(until=edition)
    in_this_one.delete()
    entry.pk, entry.slug, entry.since = None, new, edition
    entry.save(force_insert=True)
    for facet in facets:
        facet.pk, facet.entry = None, entry
        facet.save(force_insert=True)
    Forwarding.objects.create(kind="policy", slug=old, to_kind="policy", to_slug=new, edition=edition, reason=reason)


@pytest.fixture
def renamed() -> str:
    """The Technopolis Programme under another address since the first edition."""
    _renamed("technopolis-programme", "technopolis-plan", Edition.objects.get(is_open=True))
    return "technopolis-plan"


def test_a_rename_is_the_change_it_is_and_nothing_gone(visitor, renamed):
    (group,) = visitor.get("/changes/policies/").context["groups"]
    (line,) = group.lines
    assert group.how == "changed"
    assert [(cell.was, cell.now) for cell in line.cells] == [("technopolis-programme", renamed)]
    assert line.reasons == ["Its law has this name."]
    assert line.address == "/policies/technopolis-plan/"
    shares = visitor.get("/changes/").context["shares"]
    assert [(share.name, share.changed, share.added, share.removed) for share in shares] == [("Policies", 1, 0, 0)]


@pytest.mark.parametrize("asked", ["technopolis-programme", "technopolis-plan"])
def test_a_renamed_record_is_found_by_either_name(asked, visitor, renamed):
    page = visitor.get(f"/changes/policies/{asked}/")
    assert page.context["canonical"].endswith("/changes/policies/technopolis-plan/?from=2026.1")
    hows = {group.how for group in page.context["groups"]}
    changed = {(cell.was, cell.now) for group in page.context["groups"] for line in group.lines for cell in line.cells}
    assert ("technopolis-programme", "technopolis-plan") in changed
    # What names the old address is printed anew with the new one by the press, which is not asked here.
    assert "added" not in hows


@pytest.mark.parametrize("asked", ["technopolis-programme", "technopolis-plan"])
def test_a_renamed_subject_is_compared_under_either_name(asked, visitor, renamed):
    page = visitor.get(f"/changes/compare/programmes/?s={asked}&s=knowledge-cluster-initiative")
    assert dict(page.context["kept"][:1]) == {"s": "technopolis-plan"}
    assert len(page.context["kept"]) == 2
    assert "added" not in {group.how for group in page.context["groups"]}


def test_a_feed_goes_back_behind_a_rename(desk, visitor, second):
    _renamed("technopolis-programme", "technopolis-plan", Edition.objects.get(is_open=True))
    text = visitor.get("/changes/policies/technopolis-plan.atom").content.decode()
    assert text.count("<entry>") == 2, "One since the newest edition, and one from the first to the second."
    assert "二版の題名" in text


def test_what_was_merged_into_another_is_gone_for_that_reason(desk, visitor):
    loser, winner = Policy.objects.filter(status="published").exclude(slug="technopolis-programme")[:2]
    desk.withdraw(loser, "Merged.")
    edition = Edition.objects.get(is_open=True)
    Forwarding.objects.create(
        kind="policy", slug=loser.slug, to_kind="policy", to_slug=winner.slug, edition=edition, reason="One programme."
    )
    (group,) = visitor.get("/changes/policies/").context["groups"]
    (line,) = group.lines
    assert (group.how, line.reasons) == ("removed", ["One programme."])
    assert visitor.get(f"/changes/policies/{winner.slug}/").context["title"].startswith(winner.title_en)


def test_forwardings_in_a_circle_lead_nowhere(visitor):
    edition = Edition.objects.get(is_open=True)
    pairs = (("technopolis-programme", "round"), ("round", "technopolis-programme"))
    for slug, to in pairs:
        Forwarding.objects.create(kind="policy", slug=slug, to_kind="policy", to_slug=to, edition=edition)
    assert visitor.get("/changes/policies/technopolis-programme/").status_code == 200
    assert visitor.get("/2026.1/policies/technopolis-programme/").status_code == 200
