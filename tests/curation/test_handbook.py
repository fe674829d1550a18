"""The handbook at the desk: shown to the people of the desk only, whole, and its tables say what the code does."""

import re

import pytest
from django.urls import reverse

from policyatlas.curation import handbook
from policyatlas.curation.states import RIGHTS, SAID, TRANSITIONS
from policyatlas.values.vocabularies import STATUS

FIRST = reverse("admin:handbook")
# What is done at the desk without a verb of a record, and the right it needs.
FURTHER = {
    "close an edition": "curation.close_editions",
    "add an erratum": "curation.publish_records",
    "import a table": "records.change_policy",
    "add people, remove a second factor": "auth.add_user mfa.delete_authenticator",
}
SAID_HERE = SAID | {"unmerge": "undo a merge"}


def table(heading: str) -> dict[str, list[str]]:
    """The first table under a heading of the handbook: its first cells, with the others."""
    text = (handbook.FOLDER / handbook.PAGES[""]).read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    lines = re.findall(r"(?m)^\| (.+) \|$", text.partition("\n## ")[0])[2:]
    return {first: cells for first, *cells in (line.split(" | ") for line in lines)}


@pytest.mark.django_db
def test_the_handbook_says_who_may_do_what(hanako, yuki, kenji, sayaka):
    found = {name: [cell.partition(",")[0] for cell in cells] for name, cells in table("Who may do what").items()}
    rights = {SAID_HERE.get(verb, verb): right.format(model="policy") for verb, right in RIGHTS.items()} | FURTHER
    people = (hanako, yuki, kenji, sayaka)
    expected = {
        name: ["yes" if all(map(person.has_perm, right.split())) else "–" for person in people]
        for name, right in rights.items()
    }
    assert found == expected, (
        "Bring the table “Who may do what” of docs/curating.md in line with RIGHTS and the groups."
    )


def test_the_handbook_says_which_state_leads_where():
    found = {name: set(cells[0].split("; ")) for name, cells in table("From draft to print").items()}
    expected = {
        SAID_HERE.get(verb, verb): {
            f"{STATUS.label(start)} → {STATUS.label(end) if end else 'gone, and can be brought back'}"
            for start, end in ways.items()
        }
        for verb, ways in TRANSITIONS.items()
    }
    assert found == expected, "Bring the table “From draft to print” of docs/curating.md in line with TRANSITIONS."


@pytest.mark.parametrize("name", handbook.PAGES)
def test_a_contributor_reads_every_page_with_its_pictures(hanako_at_desk, name):
    address = reverse("admin:handbook_page", args=[name]) if name else FIRST
    answer = hanako_at_desk.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert handbook.title(name) in page
    assert not re.search(r'(?:href|src)="(?:\.\./|curating|pictures)', page), "an address of the files was left"
    assert " style=" not in page, "the site's policy lets no style stand in a page"
    for link in re.findall(r'src="(/admin/handbook/pictures/[^"]+)"', page):
        picture = hanako_at_desk.get(link)
        assert picture.status_code == 200, f"{address} shows {link}, which is not there"
        assert picture["Content-Type"] == "image/png"
        assert b"".join(picture.streaming_content).startswith(b"\x89PNG")


def test_what_leads_from_page_to_page_arrives(hanako_at_desk):
    for name in handbook.PAGES:
        page = handbook.page(name, of_page=_page, of_picture=str)
        for link in re.findall(r'href="(/admin/handbook/[^"]*)"', page):
            address, _, place = link.partition("#")
            answer = hanako_at_desk.get(address)
            assert answer.status_code == 200
            assert not place or f'id="{place}"' in answer.content.decode(), f"{link} of the page {name} is not there"


def test_addresses_of_the_desk_can_be_followed(hanako_at_desk):
    page = hanako_at_desk.get(reverse("admin:handbook_page", args=["writing"])).content.decode()
    assert '<a href="/admin/records/source/"><code>/admin/records/source/</code></a>' in page


@pytest.mark.parametrize("address", [FIRST, f"{FIRST}writing/", f"{FIRST}pictures/desk-sign-in.png"])
def test_nobody_else_reads_it(visitor, client, mallory, address):
    client.force_login(mallory)
    for browser in (visitor, client):
        answer = browser.get(address)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


@pytest.mark.parametrize("address", [f"{FIRST}no-such/", f"{FIRST}pictures/no-such.png", f"{FIRST}pictures/take.py"])
def test_what_is_no_part_of_it_is_not_found(hanako_at_desk, address):
    assert hanako_at_desk.get(address).status_code == 404


def test_every_page_of_the_desk_leads_to_it(hanako_at_desk):
    assert f'<a href="{FIRST}">Handbook</a>' in hanako_at_desk.get("/admin/records/policy/").content.decode()


def test_who_lacks_an_obligatory_second_factor_reads_how_to_add_one(settings, hanako_at_desk):
    settings.SECOND_FACTOR = True
    assert hanako_at_desk.get("/admin/").status_code == 302
    assert hanako_at_desk.get(reverse("admin:handbook_page", args=["coming-in"])).status_code == 200


def _page(name: str) -> str:
    return f"{FIRST}{name}/" if name else FIRST
