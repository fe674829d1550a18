"""References of documents: in words, and in forms that independent readers read back, whatever is in them."""

import json
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values import references
from policyatlas.values.references import Name, Reference

_EMPTY = {
    "key": "a-work",
    "kind": "cited-work",
    "title": "A work",
    "authors": "",
    "year": None,
    "year_printed": "",
    "container": "",
    "publisher": "",
    "url": "",
    "read_on": None,
    "language": "",
    "licence": "",
    "remark": "",
    "printed": "",
    "address": "https://atlas.example/sources/a-work/",
}


def a_reference(**known) -> Reference:
    """A reference of which only what is given is known."""
    return Reference(**_EMPTY | known)


FULL = a_reference(
    kind="article",
    title="Clusters & regions: 50% of {all}",
    authors="Odagiri, H.; Goto, A; OECD; 後藤",
    year=2001,
    year_printed="2001a",
    container="Regional Studies 24.1, pp.41-53",
    publisher="London: Pinter",
    url="https://example.org/a?b=1&c=2",
    read_on=date(2026, 11, 3),
    language="en",
    licence="CC BY 4.0",
)


@pytest.mark.parametrize(
    ("known", "en", "ja"),
    [
        ({}, "A work (n.d.).", "A work（刊年不明）."),
        ({"authors": "Ito", "year": 1998}, "Ito (1998) A work.", "Ito（1998）A work."),
        (
            {"authors": "Ito", "title": "Why?", "publisher": "OECD"},
            "Ito (n.d.) Why? OECD.",
            "Ito（刊年不明）Why? OECD.",
        ),
        (
            {"authors": "Ito", "year": 1998, "title": "", "container": "p. 231"},
            "Ito (1998) [title not reported] p. 231.",
            "Ito（1998）［題名の記載なし］. p. 231.",
        ),
        (
            {"read_on": date(2026, 11, 3), "url": "https://example.org/"},
            "A work (n.d.). Read on 3 November 2026. https://example.org/",
            "A work（刊年不明）. 2026年11月3日閲覧。 https://example.org/",
        ),
    ],
)
def test_a_reference_in_words_says_what_is_known_and_what_is_not(known, en, ja):
    assert a_reference(**known).words() == en
    assert a_reference(**known).words("ja") == ja


def test_a_full_reference_in_words():
    assert FULL.words() == (
        "Odagiri, H.; Goto, A; OECD; 後藤 (2001a) Clusters & regions: 50% of {all}. Regional Studies 24.1, pp.41-53. "
        "London: Pinter. Read on 3 November 2026. https://example.org/a?b=1&c=2"
    )


@pytest.mark.parametrize(
    ("authors", "names", "others"),
    [
        ("", [], False),
        ("Odagiri, H.; Goto, A", [Name("Odagiri", "H."), Name("Goto", "A")], False),
        (
            "Braczyk, H-J; Fruin, W.M.; Asheim, B. T.",
            [("Braczyk", "H-J"), ("Fruin", "W.M."), ("Asheim", "B. T.")],
            False,
        ),
        ("Harayama, Yuko", [("Harayama", "Yuko")], False),
        ("Third Policy-Oriented Research Group, NISTEP", [("Third Policy-Oriented Research Group, NISTEP", "")], False),
        ("Fumi Kitagawa", [("Fumi Kitagawa", "")], False),
        ("Kubo, T.; Harada, S. (Eds.)", [("Kubo", "T."), ("Harada", "S.")], False),
        ("Nishiguchi, T. et al.", [("Nishiguchi", "T.")], True),
        ("Woolgar and others", [("Woolgar", "")], True),
    ],
)
def test_names_are_taken_apart_only_where_they_look_like_it(authors, names, others):
    found = a_reference(authors=authors)
    assert found.names == names
    assert found.and_others is others


def test_bibtex_is_read_back():
    (entry,) = bibtexparser.parse_string(FULL.bibtex()).entries
    assert (entry.entry_type, entry.key) == ("article", "a-work")
    assert entry["author"] == "Odagiri, H. and Goto, A and {OECD} and {後藤}"
    assert entry["title"] == r"{Clusters \& regions: 50\% of \textbraceleft{}all\textbraceright{}}"
    assert (entry["year"], entry["urldate"], entry["url"]) == ("2001", "2026-11-03", FULL.url)
    assert (entry["journal"], entry["volume"], entry["number"], entry["pages"]) == (
        "Regional Studies",
        "24",
        "1",
        "41--53",
    )
    assert (entry["address"], entry["publisher"]) == ("London", "Pinter")
    assert "howpublished" in bibtexparser.parse_string(a_reference(container="A book").bibtex()).entries[0].fields_dict
    (report,) = bibtexparser.parse_string(a_reference(kind="report", publisher="OECD").bibtex()).entries
    assert report["institution"] == "OECD"


def test_ris_is_read_back():
    (entry,) = rispy.loads(FULL.ris())
    assert entry["type_of_reference"] == "JOUR"
    assert entry["authors"] == ["Odagiri, H.", "Goto, A", "OECD", "後藤"]
    assert (entry["title"], entry["year"], entry["urls"]) == (FULL.title, "2001", [FULL.url])
    assert (entry["secondary_title"], entry["volume"], entry["number"]) == ("Regional Studies", "24", "1")
    assert (entry["start_page"], entry["end_page"]) == ("41", "53")
    assert (entry["place_published"], entry["publisher"]) == ("London", "Pinter")


def test_others_who_are_not_named_are_nobody_called_so():
    known = a_reference(authors="Cooke, P.; Teubal, D. et al.")
    (entry,) = bibtexparser.parse_string(known.bibtex()).entries
    assert (entry["author"], "others" in entry["note"]) == ("Cooke, P. and Teubal, D. and others", False)
    (ris,) = rispy.loads(known.ris())
    assert ris["authors"] == ["Cooke, P.", "Teubal, D."]
    assert ris["notes"][0].startswith("Authors: Cooke, P.; Teubal, D. and others. In PolicyAtlas: ")
    item = known.csl()
    assert item["author"] == [{"family": "Cooke", "given": "P."}, {"family": "Teubal", "given": "D."}]
    assert item["note"] == ris["notes"][0]
    assert "others" not in a_reference(authors="Cooke, P.").csl()["note"]


def test_csl_says_the_same():
    item = FULL.csl()
    assert (item["type"], item["title"], item["URL"]) == ("article-journal", FULL.title, FULL.url)
    assert item["author"] == [
        {"family": "Odagiri", "given": "H."},
        {"family": "Goto", "given": "A"},
        {"literal": "OECD"},
        {"literal": "後藤"},
    ]
    assert item["issued"] == {"date-parts": [[2001]]}
    assert (item["container-title"], item["volume"], item["issue"], item["page"]) == (
        "Regional Studies",
        "24",
        "1",
        "41-53",
    )
    assert (item["publisher-place"], item["publisher"]) == ("London", "Pinter")
    assert item["accessed"] == {"date-parts": [[2026, 11, 3]]}


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("⁶ See, <http://www8.cao.go.jp/leaflet.pdf> 31/01/05", date(2005, 1, 31)),
        ("http://www.rieti.go.jp/003_p_en.pdf access date 25/02/05", date(2005, 2, 25)),
        ("OECD(2003) Japan. <http://www.oecd.org/7.pdf> accessed 07/07/04", date(2004, 7, 7)),
        ("<http://www.oecd.org/7.pdf> 31/12/98", date(1998, 12, 31)),
        # The seventh of April or the fourth of July; no day at all; no day after an address.
        ("<http://www.oecd.org/7.pdf> 07/04/04", None),
        ("<http://www.oecd.org/7.pdf> 31/02/05", None),
        ("<http://www.oecd.org/7.pdf>", None),
        ("Fukushima, 31/01/05", None),
        ("See http://example.org/31/01/05", None),
    ],
)
def test_the_day_on_which_a_citing_document_found_an_address(printed, day):
    known = a_reference(url="http://example.org/", printed=printed)
    assert known.found_on == known.accessed == day
    assert replace(known, url="").found_on is None
    assert replace(known, read_on=date(2026, 11, 3)).accessed == date(2026, 11, 3)


def test_the_day_on_which_it_was_found_stands_in_every_form_and_is_not_said_to_be_ours():
    known = a_reference(url="http://example.org/", printed="See, <http://example.org/> 31/01/05")
    assert bibtexparser.parse_string(known.bibtex()).entries[0]["urldate"] == "2005-01-31"
    assert rispy.loads(known.ris())[0]["access_date"] == "2005/01/31/"
    assert known.csl()["accessed"] == {"date-parts": [[2005, 1, 31]]}
    assert known.words() == "A work (n.d.). Accessed by the citing document on 31 January 2005. http://example.org/"
    assert known.words("ja") == "A work（刊年不明）. 引用元による閲覧：2005年1月31日。 http://example.org/"


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1080/09654310500107332", "10.1080/09654310500107332"),
        ("http://dx.doi.org/10.1016/S0048-7333(98)00055-6", "10.1016/S0048-7333(98)00055-6"),
        ("https://example.org/doi.org/10.1080/1", ""),
        ("https://doi.org/", ""),
        ("https://doi.org/10.1080/1%{}", ""),
        ("", ""),
    ],
)
def test_an_address_that_is_a_doi_stands_in_its_field_too(url, doi):
    known = a_reference(url=url)
    assert known.doi == doi
    fields = bibtexparser.parse_string(known.bibtex()).entries[0].fields_dict
    assert (fields["doi"].value if "doi" in fields else "") == doi
    assert rispy.loads(known.ris())[0].get("doi", "") == doi
    assert known.csl().get("DOI", "") == doi


def test_what_is_uncertain_about_author_and_date_stands_in_the_note_of_every_form():
    known = a_reference(remark="No date in the text.\nHanded on under that name.", licence="MIT")
    said = "No date in the text. Handed on under that name. MIT. In PolicyAtlas: https://atlas.example/sources/a-work/"
    assert bibtexparser.parse_string(known.bibtex()).entries[0]["note"] == said
    assert rispy.loads(known.ris())[0]["notes"] == [said]
    assert known.csl()["note"] == said


def test_what_is_not_known_is_in_no_form():
    bare = a_reference(title="", printed="‘Science-based industries’ (Goto 1997)", authors="Goto")
    (entry,) = bibtexparser.parse_string(bare.bibtex()).entries
    assert entry.fields_dict.keys() == {"author", "note"}
    assert entry["note"].startswith("Printed as: ‘Science-based industries’ (Goto 1997). In PolicyAtlas: ")
    assert rispy.loads(bare.ris())[0].keys() == {"type_of_reference", "id", "authors", "notes"}
    assert bare.csl().keys() == {"id", "type", "author", "note"}


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)


@given(
    st.lists(st.builds(a_reference, title=_TEXT, authors=_TEXT, container=_TEXT, url=_TEXT, printed=_TEXT), max_size=3)
)
def test_whatever_is_in_them_files_hold_as_many_as_were_written(found):
    keyed = [replace(one, key=f"work-{number}") for number, one in enumerate(found)]
    assert all("\n" not in one.words() for one in keyed)
    keys = [one.key for one in keyed]
    library = bibtexparser.parse_string(references.bibtex(keyed))
    assert [entry.key for entry in library.entries] == keys
    assert not library.failed_blocks
    assert [entry["id"] for entry in rispy.loads(references.ris(keyed))] == keys
    assert [item["id"] for item in json.loads(references.csl_json(keyed))] == keys
