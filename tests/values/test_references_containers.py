"""Where a document stands: chapters with their editors, journals with volume and pages, and what is neither."""

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.containers import Container, read
from tests.values.test_references import a_reference

CHAPTER = a_reference(
    title="The case of Tohoku",
    authors="Abe, S.",
    year=2004,
    container="Cooke, P., Heidenreich, M. and Braczyk, H-J. (Eds) Regional Innovation Systems. 2nd edition",
    publisher="London: Routledge",
)


@pytest.mark.parametrize(
    ("text", "title", "editors"),
    [
        ("Patrick, H. (Ed.) Japan's Industries", "Japan's Industries", "Patrick, H."),
        ("Fruin, W.M. (Ed) Networks, Markets and the Rim", "Networks, Markets and the Rim", "Fruin, W.M."),
        ("Goto, A. and Odagiri, H. (Eds.) Innovation", "Innovation", "Goto, A.; Odagiri, H."),
        ("de la Mothe, J. and Paquet, G. (eds.) Local Systems", "Local Systems", "de la Mothe, J.; Paquet, G."),
        ("Brabzyk, H-J, Cooke, P., and Heidenreich, M. (eds.) RIS", "RIS", "Brabzyk, H-J; Cooke, P.; Heidenreich, M."),
        ("Teubal, D. et al., (Eds) Policy (TIP): A View", "Policy (TIP): A View", "Teubal, D. et al."),
        ("Tödtling, F. & Lawton Smith, H. (Eds), “Regions”", "“Regions”", "Tödtling, F.; Lawton Smith, H."),
    ],
)
def test_editors_before_a_title_make_a_book(text, title, editors):
    assert read(text) == Container(title, "book", editors)


def test_an_edition_and_pages_are_no_part_of_the_title():
    assert read("Nelson, R.R. (Ed.) Systems. 2nd edition, pp. 76-114") == Container(
        "Systems", "book", "Nelson, R.R.", edition="2nd", pages="76-114"
    )


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Technology Transfer 27, pp.77-86", Container("Technology Transfer", "journal", volume="27", pages="77-86")),
        (
            "Regional Studies, 32, No.5, pp.391-403",
            Container("Regional Studies", "journal", volume="32", issue="5", pages="391-403"),
        ),
        (
            "Zeitschrift für X 44, 3/4, pp. 228-245",
            Container("Zeitschrift für X", "journal", "", "", "44", "3/4", "228-245"),
        ),
        ("Planning 13(4), pp. 601–618", Container("Planning", "journal", volume="13", issue="4", pages="601-618")),
        ("Geography 3 pp.5-35", Container("Geography", "journal", volume="3", pages="5-35")),
        (
            "Regional Studies, Special Issue vol 41, n. 8, November 2007",
            Container("Regional Studies", "journal", volume="41", issue="8, Special Issue", issued=(2007, 11)),
        ),
        (
            "産学官連携ジャーナル 2007年8月号",
            Container("産学官連携ジャーナル", "journal", issue="8月号", issued=(2007, 8)),
        ),
        ("京都新聞 2007年4月30日付", Container("京都新聞", "journal", issued=(2007, 4, 30))),
    ],
)
def test_volumes_pages_and_days_make_a_journal(text, read_as):
    assert read(text, 2007) == read_as


@pytest.mark.parametrize(
    "text",
    [
        "",
        "p. 231",
        "Regional Studies",
        "European Planning Studies, forthcoming",
        "COM(2000) 567 final",
        "COM (2001) 549 final, Brussels, 03.10.2001",
        "RIETI Discussion Paper Series",
        "Discussion Paper 26, pp. 3-14",
        "Discussion Paper 26, Institut für Raumordnung",
        "Innovative Clusters, OECD Proceedings",
        "Proceedings of the 30th ISBC 12, pp. 3-14",
        "A paper presented at 30th ISBC in Singapore, 22 September, 2003",
        "Review, December, pp.77-90",
        # No word says that they are its editors; or they are no persons; or no book follows.
        "Cooke, P. et al. Regional Innovation Systems. 2nd edition",
        "Innovation, OECD (Ed.) Global Flows",
        "OECD (Ed.) Global Flows",
        "Cooke, P. (2004) Regional Innovation Systems",
        "Cooke, P. (Eds)",
        "Cooke, P. (Eds) pp. 3-14",
        "Regional Innovation Systems, edited by Cooke, P. (Eds)",
        "in Cooke, P. (Ed.) Systems",
        "In Cooke, P. and others (Eds) Systems",
        # A month that does not exist, and a day of another year than the document's.
        "産学官連携ジャーナル 2007年13月号",
        "産学官連携ジャーナル 2008年8月号",
        "京都新聞 2007年2月30日付",
        "Regional Studies, vol 41, n. 8, November 2006",
    ],
)
def test_what_has_no_such_form_stays_whole(text):
    assert read(text, 2007) == Container(text)


@given(st.text(st.sampled_from("A a,.()Eds&-–1年月号pp et al"), max_size=60))
def test_reading_loses_no_text_that_it_does_not_know(text):
    found = read(text, 2007)
    assert found.form or found.title == text


def test_a_chapter_has_its_book_and_editors_in_every_form():
    (entry,) = bibtexparser.parse_string(CHAPTER.bibtex()).entries
    assert entry.entry_type == "incollection"
    assert (entry["booktitle"], entry["edition"]) == ("Regional Innovation Systems", "2nd")
    assert entry["editor"] == "Cooke, P. and Heidenreich, M. and Braczyk, H-J."
    assert (entry["address"], entry["publisher"]) == ("London", "Routledge")
    (ris,) = rispy.loads(CHAPTER.ris())
    assert (ris["type_of_reference"], ris["secondary_title"]) == ("CHAP", "Regional Innovation Systems")
    assert ris["secondary_authors"] == ["Cooke, P.", "Heidenreich, M.", "Braczyk, H-J."]
    assert (ris["edition"], ris["place_published"], ris["publisher"]) == ("2nd", "London", "Routledge")
    item = CHAPTER.csl()
    assert (item["type"], item["container-title"], item["edition"]) == ("chapter", "Regional Innovation Systems", "2")
    assert [name["family"] for name in item["editor"]] == ["Cooke", "Heidenreich", "Braczyk"]
    assert (item["publisher-place"], item["publisher"]) == ("London", "Routledge")


def test_editors_who_are_not_named_are_nobody_called_so():
    known = a_reference(authors="Bellini, N.", container="Bellini, N. et al. (Eds) Local Development")
    (entry,) = bibtexparser.parse_string(known.bibtex()).entries
    assert entry["editor"] == "Bellini, N. and others"
    assert rispy.loads(known.ris())[0]["secondary_authors"] == ["Bellini, N."]
    assert known.csl()["note"].startswith("Editors: Bellini, N. and others. ")


def test_the_printed_reference_says_in_which_book_and_loses_nothing():
    assert CHAPTER.words() == (
        "Abe, S. (2004) The case of Tohoku. In: Cooke, P., Heidenreich, M. and Braczyk, H-J. (Eds) "
        "Regional Innovation Systems. 2nd edition. London: Routledge."
    )
    assert "In: " not in a_reference(container="Regional Studies 24.1, pp.41-53").words()


def test_a_month_stands_in_the_date_and_the_issue_in_its_field():
    known = a_reference(kind="article", year=2005, container="産学官連携ジャーナル 2005年8月号")
    (entry,) = bibtexparser.parse_string(known.bibtex()).entries
    assert (entry["journal"], entry["number"], entry["year"]) == ("産学官連携ジャーナル", "8月号", "2005")
    assert entry["date"] == "2005-08"
    (ris,) = rispy.loads(known.ris())
    assert (ris["secondary_title"], ris["number"], ris["date"]) == ("産学官連携ジャーナル", "8月号", "2005/08//")
    assert known.csl()["issued"] == {"date-parts": [[2005, 8]]}
    assert known.words() == "A work (2005). 産学官連携ジャーナル 2005年8月号."


def test_a_page_stands_in_no_journal_but_has_its_day():
    known = a_reference(kind="web-page", year=2002, container="京都新聞 2002年4月30日付")
    (entry,) = bibtexparser.parse_string(known.bibtex()).entries
    assert (entry.entry_type, entry["howpublished"], entry["date"]) == ("online", known.container, "2002-04-30")
    assert rispy.loads(known.ris())[0]["type_of_reference"] == "ELEC"
    assert known.csl()["issued"] == {"date-parts": [[2002, 4, 30]]}


@pytest.mark.parametrize(
    "publisher", ["OECD, Paris", "Düsseldorf", "RIETI", "Economics University, Vienna", "https://x.y"]
)
def test_a_publisher_without_a_place_before_it_stays_whole(publisher):
    assert a_reference(publisher=publisher).placed == ("", publisher)
