"""The pages of editions: what each holds, what came and went, its errata and files; what a pinned page leaves out."""

import re

import pytest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from policyatlas.editions.models import Edition, Entry, Erratum
from policyatlas.public.editions.files import FORMATS, sum_of
from policyatlas.records.models import Policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(visitor):
    """Opens a page and gives its text."""

    def opened(address: str, status: int = 200) -> str:
        response = visitor.get(address)
        assert response.status_code == status, f"{address} answers {response.status_code}."
        text = response.content.decode()
        assert "[no such variable" not in text, address
        return text

    return opened


def words(text: str) -> str:
    """What stands on a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.fixture
def second(desk):
    """Edition 2999.1: it has a policy and its source more than the one before, a cluster less, and a policy changed."""
    desk.publish(desk.a_policy(title_en="A plan for the north"))
    going = desk.publish(desk.a_cluster())
    desk.close("2998.1")
    desk.publish(desk.a_policy(slug="test-coming"))
    desk.republish(Policy.objects.get(slug="technopolis-law"), summary="Something else became of it.")
    desk.withdraw(going)
    return desk.close("2999.1")


def test_an_edition_says_what_came_and_went_since_the_one_before(read, second):
    text = read("/editions/2999.1/")
    shown = words(text)
    assert "Since edition 2998.1: 2 new, 1 changed, 1 gone." in shown
    assert re.search(r"Policies \d+ 1 new, 1 changed \(Policies\)", shown)
    assert re.search(r"Clusters \d+ 1 gone \(Clusters\)", shown)
    assert re.search(r"Findings \d+ Prefectures", shown), "Nothing changed in the findings, so nothing is said."
    assert 'href="/changes/?from=2998.1&amp;to=2999.1"' in text
    assert 'href="/changes/policies/?from=2998.1&amp;to=2999.1"' in text
    assert 'href="/changes/?from=2999.1"' in text


def test_what_came_and_went_is_what_the_two_editions_differ_by(visitor, second):
    def held(label):
        found = Entry.objects.in_edition(Edition.objects.get(label=label)).values_list("kind", "slug", "sha256")
        return {(kind, slug): sha256 for kind, slug, sha256 in found}

    before, after = held("2998.1"), held("2999.1")
    shares = visitor.get("/editions/2999.1/").context["shares"]
    for share in shares.by_kind:
        came = [named for named in after.keys() - before.keys() if named[0] == share.kind]
        went = [named for named in before.keys() - after.keys() if named[0] == share.kind]
        both = [named for named in after.keys() & before.keys() if named[0] == share.kind]
        assert (share.new, share.gone) == (len(came), len(went)), share.kind
        assert share.changed == sum(before[named] != after[named] for named in both), share.kind
        assert share.count == len(came) + len(both), share.kind
    assert shares.all.count == len(after)


def test_the_first_edition_has_none_before_it(read):
    assert "It is the first edition: all of it is new." in read("/editions/2026.1/")


def test_errata_name_the_entry_as_that_edition_has_it(read):
    assert "No mistake has been found in it so far." in read("/editions/2026.1/")
    edition = Edition.objects.get(label="2026.1")
    Erratum.objects.create(edition=edition, kind="policy", slug="technopolis-law", text="It is <not> from 1984.")
    Erratum.objects.create(edition=edition, kind="policy", slug="no-such", text="It never was.")
    Erratum.objects.create(edition=edition, text="The notes count wrongly.")
    text = read("/editions/2026.1/")
    shown = words(text.replace("&lt;not&gt;", "not"))
    day = f"{timezone.localdate():%-d %B %Y}"
    assert 'href="/2026.1/policies/technopolis-law/"' in text
    assert f"(Technopolis Law) : It is not from 1984. ({day})" in shown
    assert f"no-such: It never was. ({day})" in shown
    assert f"The whole edition: The notes count wrongly. ({day})" in shown


def test_an_erratum_costs_two_queries_however_many_there_are(read, django_assert_max_num_queries):
    edition = Edition.objects.get(label="2026.1")
    read("/editions/2026.1/")
    for slug in ("technopolis-law", "technopolis-programme"):
        Erratum.objects.create(edition=edition, kind="policy", slug=slug, text="Something is wrong.")
    with django_assert_max_num_queries(5):
        read("/editions/2026.1/")


def test_the_page_gives_length_and_sum_of_each_file_that_was_made(read, visitor, tmp_path, settings):
    settings.VAR_DIR = tmp_path / "var"
    before = read("/editions/2026.1/")
    assert 'class="size"' not in before
    assert before.count("It is made when somebody first asks for it") == len(FORMATS)
    for ending in FORMATS:
        assert f'href="/editions/2026.1.{ending}"' in before
        made = tmp_path / ending
        made.write_bytes(visitor.get(f"/editions/2026.1.{ending}").getvalue())
        text = read("/editions/2026.1/")
        assert f"SHA-256 {sum_of(made)}" in text
        assert filesizeformat(made.stat().st_size) in text


def test_a_pinned_page_says_nothing_that_making_a_file_would_change(read, visitor, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    before = read("/2026.1/editions/2026.1/")
    assert 'href="/editions/2026.1/#downloads"' in before
    visitor.get("/editions/2026.1.zip").getvalue()
    assert read("/2026.1/editions/2026.1/") == before


@pytest.mark.parametrize("address", ["/2026.1/editions/2999.1/", "/2026.1/editions/2999.1.zip"])
def test_a_pinned_address_knows_no_later_edition(address, read, desk):
    read(address, status=404)
    desk.close("2999.1")
    text = read(address, status=404)
    assert "Edition 2999.1 was closed after edition 2026.1, which you are reading." in text


def test_editions_are_listed_with_the_open_one_first_and_how_many_entries_they_hold(visitor, second, desk):
    desk.publish(desk.a_policy())
    rows = visitor.get("/editions/").context["rows"]
    assert [str(row.edition) for row in rows] == ["open edition", "2999.1", "2998.1", "2026.1"]
    assert [row.entries for row in rows] == [Entry.objects.in_edition(row.edition).count() for row in rows]


def test_without_a_closed_edition_the_list_says_so(read):
    Entry.objects.all().delete()
    Edition.objects.closed().delete()
    assert "No edition has been closed yet." in read("/editions/")


@pytest.mark.parametrize("address", ["/2026.1/editions/", "/2026.1/editions/2026.1/", "/2026.1/about/"])
def test_pinned_pages_stay_as_they_are_whatever_comes(address, read, desk):
    before = read(address)
    Erratum.objects.create(edition=Edition.objects.get(label="2026.1"), text="The notes count wrongly.")
    desk.publish(desk.a_policy())
    desk.close("2999.1")
    desk.publish(desk.a_policy())
    assert _without_banner(read(address)) == _without_banner(before)


def _without_banner(text: str) -> str:
    return re.sub(r'<section class="edition-banner".*?</section>', "", text, flags=re.DOTALL)


def test_a_pinned_page_leads_to_what_it_leaves_out(read):
    assert 'href="/editions/2026.1/#errata"' in read("/2026.1/editions/2026.1/")
    assert 'href="/editions/"' in read("/2026.1/editions/")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/editions/open/", "The open edition changes as curators publish"),
        ("/editions/open.zip", "The open edition changes as curators publish"),
        ("/2026.1/editions/open.sqlite", "The open edition changes as curators publish"),
        ("/editions/1999.9/", "There is no edition 1999.9."),
        ("/editions/1999.9.zip", "There is no edition 1999.9."),
        ("/1999.9/editions/2026.1.zip", "There is no edition 1999.9."),
        ("/1999.9/editions/2026.1/", "There is no edition 1999.9."),
        ("/editions/%00.zip", "There is no edition"),
        ("/editions/..%2F..%2Fsecret_key.zip", "There is nothing at this address"),
    ],
)
def test_what_cannot_be_had_whole_is_refused_with_a_sentence(address, sentence, read):
    assert sentence in read(address, status=404)


def test_the_page_of_an_edition_and_that_of_changes_give_the_same_numbers(visitor, desk):
    changed, gone, renamed, doubled, back = (desk.publish(desk.a_policy()) for _ in range(5))
    desk.close("2998.1")
    desk.republish(changed, summary="Something else became of it.")
    desk.withdraw(gone)
    desk.rename(renamed, "test-renamed")
    desk.merge(doubled, changed)
    desk.withdraw(back)
    desk.publish(desk.revise(back))
    desk.publish(desk.a_policy())
    desk.close("2999.1")
    desk.rename(renamed, "test-renamed-again")
    told = {share.name: share for share in visitor.get("/changes/?from=2998.1&to=2999.1").context["shares"]}
    held = {
        share.name: (share.changed, share.new, share.gone)
        for share in visitor.get("/editions/2999.1/").context["shares"].by_kind
    }
    assert held["Policies"] == (2, 1, 2), "One was changed and one renamed; one was withdrawn and one merged."
    assert {name: numbers for name, numbers in held.items() if any(numbers)} == {
        name: (share.changed, share.added, share.removed) for name, share in told.items()
    }
