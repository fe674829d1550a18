"""The Japanese pages hold no English but what says that it is, and numbers, days and units in the reader's habit."""

import re
from datetime import UTC, date, datetime
from itertools import groupby

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.editions.files import FORMATS
from policyatlas.public.templatetags import atlas
from policyatlas.public.templatetags.atlas import day
from policyatlas.values.vocabularies import MISSING
from tests.house.addresses import VISITS, two_of_each
from tests.public.editions_taken import taken
from tests.public.reading_english import japanese_said_to_be_english, unmarked_english, unmarked_japanese

pytestmark = pytest.mark.django_db

SAY_IT = (
    "Translate what the atlas says (`make messages`); write what it quotes or holds in English as {{ text|spoken }}, "
    "or give its element lang."
)
PLANTED = """<html lang="ja"><body><p>{}</p><p lang="en">said in English, the <b>whole of it</b></p>
<code>manage.py prepare all</code><a title="{}" href="/">岩手</a><br><img alt="{}">東北</body></html>"""


@pytest.fixture
def one_of_each() -> list[tuple[str, str]]:
    """The entry of every kind with the most to say."""
    return [next(named) for _kind, named in groupby(two_of_each(Reading.now()), key=lambda named: named[0])]


def test_planted_english_is_found():
    page = PLANTED.format("岩手の<i>first committee</i>", "Leave it out", "A map")
    assert unmarked_english(page) == ["first committee", "Leave it out"]


def test_marked_english_names_and_names_within_japanese_attributes_are_left_alone():
    assert unmarked_english(PLANTED.format("PolicyAtlas, CC BY 4.0, METI", "Technopolis Lawを左へ", "東北")) == []


def test_japanese_that_says_it_is_english_is_found():
    page = '<html lang="ja"><p lang="en">原文の表記： First layer</p><p lang="en">記載なし</p></html>'
    assert japanese_said_to_be_english(page) == ["記載なし"]


def test_planted_japanese_is_found():
    page = '<html lang="en"><p>岩手 <b lang="ja">東北</b> <q lang="en">秋田</q></p></html>'
    assert unmarked_japanese(page) == ["岩手"]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ja", "Law & order", '<span lang="en">Law &amp; order</span>'),
        ("ja", "関係法律 <b>Law of all</b>", '関係法律 &lt;b&gt;<span lang="en">Law of all</span>&lt;/b&gt;'),
        ("ja", "岩手県 (METI)", "岩手県 (METI)"),
        ("ja", 1983, "1983"),
        ("en", "岩手県", '<span lang="ja">岩手県</span>'),
        ("en", "<i>Law</i>", "&lt;i&gt;Law&lt;/i&gt;"),
    ],
)
def test_a_text_is_marked_and_never_trusted(language, text, said):
    with translation.override(language):
        assert Template("{% load atlas %}{{ text|spoken }}").render(Context({"text": text})) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("次世代中核産業形成プロジェクト", "次世代中核産業形成<wbr>プロジェクト"),
        ("シリコンシーベルト福岡", "シリコンシーベルト<wbr>福岡"),
        ("クラスターの数", "クラスターの数"),
        ("<b>産業クラスター", "&lt;b&gt;産業<wbr>クラスター"),
    ],
)
def test_a_long_name_may_break_between_its_words_and_is_never_trusted(text, said):
    with translation.override("ja"):
        for template in ("{{ text|spoken|breakable }}", "{{ text|breakable }}"):
            assert Template("{% load atlas %}" + template).render(Context({"text": text})) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [(date(2026, 5, 3), "2026年5月3日"), (datetime(2026, 5, 2, 20, tzinfo=UTC), "2026年5月3日"), (None, "")],
)
def test_a_day_is_that_of_japan(moment, said):
    with translation.override("ja"):
        assert day(moment) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", "PolicyAtlas、2026年11月27日に公開中の内容"), ("en", "as it was in print on 27 November 2026;")],
)
def test_paper_names_today_as_the_language_does(language, said, monkeypatch):
    monkeypatch.setattr(atlas, "localdate", lambda: date(2026, 11, 27))
    with translation.override(language):
        foot = render_to_string("components/print_foot.html", {"pinned": False})
    assert said in " ".join(foot.split())


@pytest.mark.slow
@pytest.mark.crawl
@pytest.mark.parametrize("route", VISITS)
def test_no_page_mixes_the_languages(route, visitor, one_of_each):
    for address in VISITS[route](one_of_each):
        if address.partition("?")[0].endswith("/") and not route.startswith("api-"):
            page = visitor.get(f"/ja{address}").content.decode()
            assert not unmarked_english(page), f"/ja{address}. {SAY_IT}"
            assert not japanese_said_to_be_english(page), f'/ja{address}: end the element with lang="en" before this.'
            page = visitor.get(address).content.decode()
            assert not unmarked_japanese(page), f"{address}. {SAY_IT}"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/observations/programme-annual-budget-industrial-cluster-project-2004/", "6億8,000万円（1年当たり）"),
        ("/editions/", "年11月"),
        ("/policies/technopolis-law/", '<p class="ja record-other-name"><span lang="en">'),
        ("/findings/key-2-universities/", '<span lang="en">'),
        ("/prefectures/tokyo/", "次の項目には、公開中のものがありません："),
        ("/policies/no-such-law/", "このアドレスには何もありません"),
        ("/policies/?kind=law", "政策："),
        ("/indicators/?unit=companies", "社"),
    ],
)
def test_what_a_japanese_reader_expects(address, said, visitor):
    assert said in visitor.get(f"/ja{address}").content.decode()


def test_a_quotation_keeps_the_language_of_its_source(visitor):
    for prefix in ("", "/ja"):
        page = visitor.get(f"{prefix}/policies/technopolis-law/").content.decode()
        assert '<blockquote lang="en">' in page


@pytest.mark.parametrize("ending", FORMATS)
def test_a_whole_edition_is_the_same_file_whoever_asks_first(ending, visitor, settings, tmp_path):
    found = []
    label = Edition.objects.closed().first().label
    for prefix in ("", "/ja"):
        settings.VAR_DIR = tmp_path / f"of{prefix}".replace("/", "-")
        found.append(taken(visitor, label, ending, prefix))
    assert found[0] == found[1]


@pytest.mark.parametrize(("language", "said"), [("en", "law, plan"), ("ja", "law、plan")])
def test_phrases_are_joined_as_the_language_does(language, said):
    with translation.override(language):
        assert words.listed(["law", "plan"]) == said
        page = Template("{% load atlas %}{{ phrases|listed }}").render(Context({"phrases": ["law", "plan"]}))
        assert page == said


def test_a_japanese_page_joins_no_phrases_by_commas(visitor):
    title = re.search("<title>([^<]*)", visitor.get("/ja/compare/prefectures/?s=aomori&s=iwate").content.decode())[1]
    assert "青森県、岩手県" in title


@pytest.mark.parametrize(("prefix", "end"), [("", "."), ("/ja", "。")])
def test_what_has_nothing_in_print_ends_as_a_sentence_of_the_language(prefix, end, visitor):
    page = visitor.get(f"{prefix}/prefectures/tokyo/").content.decode()
    (said,) = re.findall('<p class="nothing-in-print">([^<]*)</p>', page)
    assert said.endswith(end)
    assert said.count(end) == 1


@pytest.mark.parametrize(
    "compared",
    [
        "programmes/?s=technopolis-programme&s=knowledge-cluster-initiative",
        "programmes/?s=industrial-cluster-project&s=knowledge-cluster-initiative",
        "clusters/?s=sapporo-valley&s=hamamatsu&s=kitakyushu",
        "prefectures/?s=iwate&s=aomori&turn=yes",
    ],
)
def test_a_japanese_comparison_says_in_japanese_what_is_missing(visitor, compared):
    page = visitor.get(f"/ja/compare/{compared}").content.decode()
    assert any(MISSING.label(code, "ja") in page for code in MISSING.codes)
    said = [MISSING.label(code, "en") for code in MISSING.codes]
    assert not [words for words in said if f"{words}<" in page], SAY_IT
