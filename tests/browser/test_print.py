"""On paper a page says where it was, of which edition it is and what it rests on, and holds nothing to press."""

import io

import pytest
from pypdf import PdfReader

UPRIGHT, LYING = (595, 842), (842, 595)  # A4 in points.
WIDE_LIST = "/2026.1/policies/?kind=law"
PRINTED = {
    "a wide list": (WIDE_LIST, LYING),
    "a narrow list": ("/2026.1/observations/?sort=value", UPRIGHT),
    "a comparison": ("/2026.1/compare/prefectures/?s=aomori&s=iwate", LYING),
    "the evidence map": ("/2026.1/evidence/", LYING),
    "the evidence map of all that was judged": ("/2026.1/evidence/?rows=subjects", LYING),
    "a record": ("/2026.1/indicators/technopolis-invited-companies/", UPRIGHT),
}


def _printed(page, address):
    page.goto(address)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def _text(sheet):
    """The words of a sheet, without what depends on where lines break."""
    return " ".join(sheet.extract_text().split())


@pytest.mark.parametrize(("address", "size"), PRINTED.values(), ids=PRINTED)
def test_paper_says_where_it_is_from(address, size, window, site):
    paper = _printed(window(), address)
    assert {tuple(round(side) for side in sheet.mediabox[2:]) for sheet in paper.pages} == {size}
    last = _text(paper.pages[-1]).replace(" ", "")
    assert (site.address + address).replace(" ", "") in last, last[-500:]
    assert "PolicyAtlas,edition2026.1,closedon" in last
    assert "creativecommons.org/licenses/by/4.0" in last
    assert f"{len(paper.pages)}/{len(paper.pages)}" in last, "The sheets are not numbered."


def test_what_is_still_open_says_the_day(window):
    last = _text(_printed(window(), "/terms/").pages[-1])
    assert "as it was in print on" in last
    assert "was still open" in last


def test_headings_are_repeated_and_nothing_to_press_is_printed(window):
    page = window()
    paper = _printed(page, "/policies/?per_page=200")
    assert len(paper.pages) > 2
    tables = [_text(sheet) for sheet in paper.pages if "National" in sheet.extract_text()]
    assert tables
    for said in tables:
        assert "Lead organisations" in said, f"A sheet has no headings: {said[:300]}"
    whole = " ".join(map(_text, paper.pages))
    for pressed in ("Apply", "CSV", "Cite this view", "Rows a page", "Skip to", "日本語"):
        assert pressed not in whole, f"“{pressed}” is printed."


def test_a_list_names_the_documents_its_rows_rest_on(window):
    whole = " ".join(_text(sheet) for sheet in _printed(window(), WIDE_LIST).pages)
    assert "Sources of these rows" in whole
    assert "Regionalisation of Innovation Policies: The Case of Japan" in whole


def test_a_comparison_says_where_each_passage_stands(window):
    whole = " ".join(_text(sheet) for sheet in _printed(window(), PRINTED["a comparison"][0]).pages)
    assert "Years in which S&T policies and S&T committees were established" in whole


def test_the_evidence_map_fits_few_sheets_and_sums_up_once(window):
    sheets = [_text(sheet) for sheet in _printed(window(), PRINTED["the evidence map"][0]).pages]
    assert len(sheets) <= 4
    whole = " ".join(sheets)
    assert whole.count("All rows") == 1
    assert whole.count("Regional disparity") >= 2, "The headings are not repeated."
    assert "Whither Cluster Policy? Japanese experiences" in whole.partition("Sources of these rows")[2]


def test_links_are_words_and_the_screen_has_no_foot_of_paper(window):
    page = window()
    page.goto(WIDE_LIST)
    assert page.locator(".print-foot, .print-sources").evaluate_all(
        "all => all.every(one => getComputedStyle(one).display === 'none')"
    )
    page.emulate_media(media="print")
    looks = page.locator("table.entries a").evaluate_all(
        "all => [...new Set(all.map(one => getComputedStyle(one).color + getComputedStyle(one).textDecorationLine))]"
    )
    assert looks == ["rgb(0, 0, 0)none"]


def test_a_record_has_its_passages_on_paper_without_what_nobody_recorded(window):
    page = window()
    paper = _printed(page, "/policies/technopolis-programme/")
    assert page.locator(".passage .unrecorded").count() > 20
    assert "confidence not recorded" in page.content()
    whole = " ".join(map(_text, paper.pages))
    assert "not recorded" not in whole
    assert "Regionalisation of Innovation Policies: The Case of Japan" in whole
