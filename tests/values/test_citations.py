"""Citations: the whole reference in words, and forms that independent readers read back as they were meant."""

import json
import re
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from policyatlas.values.citations import Citation, day_in_words

LAWS = Citation(
    title="Policies",
    asked=("Kind: Law", "Level of government: National"),
    address="https://atlas.example/2026.1/policies/?kind=law&level=national",
    rows=8,
    noun="entries",
    fingerprint="14a8" * 16,
    licence="CC BY 4.0",
    edition="2026.1",
    closed_on=date(2026, 11, 25),
)
NOW = replace(LAWS, edition="", closed_on=None, read_on=date(2027, 1, 2), address="https://atlas.example/policies/")
JAPANESE = replace(LAWS, language="ja", title="政策", asked=("種別：法律", "政府レベル：国"))
# What the schema of CSL's input data knows, of what we use.
CSL = {
    *("id", "type", "title", "author", "publisher", "version", "issued", "accessed"),
    *("URL", "dimensions", "language", "note"),
}

# All that is dangerous, all that is Japanese, and whatever else there is.
texts = st.text(
    st.one_of(
        st.sampled_from("\\{}%&#$_^~\"'`-!?<>,;:@=|\n\r\t\v\f\x1c\x85\u2028\u2029\x00\x1b"),
        st.sampled_from("政策テクノポリス法（）「」・ー"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)
forging = st.sampled_from(
    ["\nER  - \nTY  - JOUR\nTI  - Forged", "\r\nAU  - Mallory", "}\n@misc{forged,", '",\n note = "']
)
titles = st.one_of(texts, forging, st.tuples(texts, forging).map("".join))
addresses = st.text(st.characters(codec="utf-8"), max_size=30).map(lambda end: f"https://atlas.example/search/?q={end}")


def read_bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry, with LaTeX's instructions followed; the key as `ID`, its type as `TYPE`."""
    # The reader does not know LaTeX's names of braces, and takes the name of ^ for that of an accent.
    context = get_default_latex_context_db()
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, sign) for name, sign in names.items()]
    context.add_context_category("signs", prepend=True, macros=macros)
    decoder = LatexNodes2Text(latex_context=context, math_mode="verbatim")
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    (block,) = library.blocks
    # LaTeX takes an address as it stands.
    verbatim = {field.key: field.value for field in block.fields if field.key == "url"}
    decoded = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=decoder)])
    fields = {field.key: field.value for field in decoded.entries[0].fields}
    return {"ID": block.key, "TYPE": block.entry_type} | fields | verbatim


def plain(text: str) -> str:
    """What should be left of a text: one line, no control characters. Written otherwise than the code tested."""
    printed = re.sub(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]", "", text)
    return re.sub(r"\s+", " ", printed).strip()


def test_the_whole_reference_in_words():
    assert LAWS.words() == (
        "PolicyAtlas. Policies (Kind: Law; Level of government: National). Edition 2026.1, 25 November 2026. "
        f"8 entries. https://atlas.example/2026.1/policies/?kind=law&level=national (SHA-256 {'14a8' * 16})"
    )
    assert JAPANESE.words() == (
        "PolicyAtlas「政策（種別：法律；政府レベル：国）」2026.1版（2026年11月25日）。8件。"
        f"https://atlas.example/2026.1/policies/?kind=law&level=national （SHA-256 {'14a8' * 16}）"
    )


def test_what_is_in_print_now_is_cited_with_the_day():
    assert "Open edition, read on 2 January 2027. 8 entries." in NOW.words()
    assert "公開中の版、2027年1月2日閲覧。8件。" in replace(NOW, language="ja").words()
    with pytest.raises(ValueError, match="with the day on which it was read"):
        replace(NOW, read_on=None)
    with pytest.raises(ValueError, match="a label and a date"):
        replace(LAWS, closed_on=None)


@pytest.mark.parametrize(
    ("rows", "noun", "en", "ja"),
    [
        (0, "entries", "0 entries", "0件"),
        (1, "entries", "1 entry", "1件"),
        (1, "statements", "1 statement", "1件の記述"),
        (75, "statements", "75 statements", "75件の記述"),
    ],
)
def test_the_number_of_rows_has_its_noun(rows, noun, en, ja):
    cited = replace(LAWS, rows=rows, noun=noun)
    assert (cited.number, replace(cited, language="ja").number) == (en, ja)


def test_a_title_without_filters_has_no_brackets():
    assert replace(LAWS, asked=()).full_title == "Policies"
    assert replace(JAPANESE, asked=()).full_title == "政策"


def test_keys_name_the_view_and_its_edition():
    record = replace(LAWS, address="https://atlas.example/2026.1/policies/technopolis-law/")
    assert record.key == "policyatlas-2026-1-policies-technopolis-law"
    assert NOW.key == "policyatlas-open-2027-01-02-policies"
    assert replace(NOW, read_on=date(2027, 1, 3)).key != NOW.key
    assert re.fullmatch(r"policyatlas-2026-1-policies-[0-9a-f]{8}", LAWS.key)
    # The same view on another host or over HTTP, and said in another language, is the same view.
    assert replace(LAWS, address=LAWS.address.replace("https://atlas", "http://www.atlas")).key == LAWS.key
    assert replace(LAWS, address=LAWS.address.replace("law", "plan")).key != LAWS.key


def test_bibtex():
    read = read_bibtex(LAWS.bibtex())
    assert read == {
        "ID": LAWS.key,
        "TYPE": "dataset",
        "author": "PolicyAtlas",
        "title": "Policies (Kind: Law; Level of government: National)",
        "version": "2026.1",
        "date": "2026-11-25",
        "year": "2026",
        "publisher": "PolicyAtlas",
        "url": LAWS.address,
        "language": "english",
        "note": f"8 entries. SHA-256 {'14a8' * 16}. CC BY 4.0",
    }
    assert read_bibtex(NOW.bibtex())["urldate"] == "2027-01-02"
    assert read_bibtex(NOW.bibtex())["version"] == "open"


def test_ris():
    (read,) = rispy.loads(LAWS.ris())
    assert read == {
        "type_of_reference": "DATA",
        "id": LAWS.key,
        "authors": ["PolicyAtlas"],
        "title": "Policies (Kind: Law; Level of government: National)",
        "edition": "2026.1",
        "year": "2026",
        "date": "2026/11/25/",
        "publisher": "PolicyAtlas",
        "urls": [LAWS.address],
        "language": "en",
        "notes": [f"8 entries. SHA-256 {'14a8' * 16}. CC BY 4.0"],
    }
    assert LAWS.ris().count("\n") == LAWS.ris().count("\r\n") == 12
    (now,) = rispy.loads(NOW.ris())
    assert now["access_date"] == "2027/01/02/"


def test_csl_json():
    (read,) = json.loads(LAWS.csl_json())
    assert read["type"] == "dataset"
    assert read["author"] == [{"literal": "PolicyAtlas"}]
    assert read["issued"] == {"date-parts": [[2026, 11, 25]]}
    assert read["dimensions"] == "8 entries"
    assert "accessed" not in read
    (now,) = json.loads(NOW.csl_json())
    assert now["accessed"] == {"date-parts": [[2027, 1, 2]]}
    assert read.keys() < now.keys() == CSL


def test_japanese_stays_as_it_is_in_every_form():
    for form in (JAPANESE.bibtex(), JAPANESE.ris(), JAPANESE.csl_json()):
        assert "政策（種別：法律；政府レベル：国）" in form
        assert "8件。SHA-256" in form
    assert read_bibtex(JAPANESE.bibtex())["language"] == "japanese"


def test_days_in_words():
    assert day_in_words(date(2026, 1, 5)) == "5 January 2026"
    assert day_in_words(date(2026, 12, 31), "ja") == "2026年12月31日"


@given(titles, st.lists(titles, max_size=2))
def test_whatever_the_title_every_form_reads_it_back(title, asked):
    cited = replace(LAWS, title=title, asked=tuple(asked))
    wanted = plain(title) + (f" ({'; '.join(plain(one) for one in asked)})" if asked else "")
    (ris,) = rispy.loads(cited.ris())
    (csl,) = json.loads(cited.csl_json())
    assert cited.full_title == csl.get("title", "") == wanted
    # The readers cut off what stands around a value.
    assert read_bibtex(cited.bibtex())["title"].strip() == wanted.strip()
    assert ris.get("title", "").strip() == wanted.strip()
    assert ris["authors"] == ["PolicyAtlas"]
    assert ris["type_of_reference"] == "DATA"


@given(addresses)
def test_whatever_the_address_every_form_reads_it_back(address):
    cited = replace(LAWS, address=address)
    (ris,) = rispy.loads(cited.ris())
    (csl,) = json.loads(cited.csl_json())
    assert ris["urls"] == [csl["URL"]] == [cited.url]
    (block,) = bibtexparser.parse_string(cited.bibtex()).entries
    assert block["url"] == cited.url
    assert re.fullmatch(r"[!-~]+", cited.url)
    assert re.fullmatch(r"[a-z0-9-]+", cited.key)


@given(titles)
def test_braces_are_always_balanced(title):
    depth = 0
    for sign in replace(LAWS, title=title).bibtex():
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
