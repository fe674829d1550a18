"""What codes, years, names and absences are called on a page, in English and Japanese."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language, gettext, gettext_lazy

from policyatlas.values import vocabularies as v
from policyatlas.values.citations import day_in_words
from policyatlas.values.kinds import KINDS, Kind
from policyatlas.values.languages import language_of
from policyatlas.values.periods import year_span

# (kind of entry, attribute of its payload): the vocabulary its codes come from.
VOCABULARIES: dict[tuple[str, str], v.Vocabulary] = {
    ("policy", "kind"): v.POLICY_KIND,
    ("policy", "level"): v.LEVEL,
    ("policy", "approach"): v.APPROACH,
    ("policy", "phase"): v.PHASE,
    ("policy", "role"): v.ROLE,
    ("policy", "relation"): v.RELATION,
    ("policy", "relation_back"): v.RELATION_BACK,
    ("cluster", "formation_base"): v.FORMATION_BASE,
    ("cluster", "development_phase"): v.DEVELOPMENT_PHASE,
    ("evaluation", "strength"): v.STRENGTH,
    ("evaluation", "aspect"): v.ASPECT,
    ("evaluation", "confidence"): v.CONFIDENCE,
    ("evaluation", "verdict"): v.VERDICT,
    ("finding", "strength"): v.STRENGTH,
    ("finding", "verdict"): v.VERDICT,
    ("place", "place_kind"): v.PLACE_KIND,
    ("prefecture", "place_kind"): v.PLACE_KIND,
    ("organisation", "kind"): v.ORGANISATION_KIND,
    ("indicator", "direction"): v.DIRECTION,
    ("observation", "qualifier"): v.QUALIFIER,
    ("observation", "rank"): v.RANK,
    ("observation", "value_missing"): v.MISSING,
    ("source", "kind"): v.SOURCE_KIND,
    ("event", "kind"): v.EVENT_KIND,
    ("term", "scheme"): v.TERM_SCHEME,
}

# What the attributes of payloads are called; one name for all kinds of entry, but for those written `kind.attribute`.
ATTRIBUTES: dict[str, tuple[str, str]] = {
    "abbreviation": ("Abbreviation", "略称"),
    "aims": ("Aims", "目的"),
    "approach": ("Approach", "方式"),
    "authors": ("Authors", "著者"),
    "claims": ("What the sources say", "各出典の記述"),
    "clusters": ("Clusters", "クラスター"),
    "class": ("Class", "階級"),
    "code": ("JIS X 0401 code", "都道府県コード"),
    "comment": ("Comment", "コメント"),
    "container": ("In", "掲載誌等"),
    "date_note": ("On the date", "日付について"),
    "date_read": ("Read on", "閲覧日"),
    "definition": ("Definition", "定義"),
    "description": ("Description", "説明"),
    "designations": ("Designated by", "指定"),
    "development_phase": ("Phase of development", "発展段階"),
    "dimension": ("Dimension", "観点"),
    "direction": ("Direction", "方向"),
    "end_year": ("End year", "終了年"),
    "ended": ("Ended", "廃止年"),
    "evaluations_read": ("Evaluations read", "参照した評価の数"),
    "evaluation": ("Evaluation", "評価"),
    "evaluator": ("Evaluator", "評価者"),
    "findings": ("Findings", "評価結果の数"),
    "fields": ("Fields of technology", "技術分野"),
    "fields_printed": ("Fields as printed", "技術分野（原文）"),
    "fiscal": ("Fiscal years", "会計年度"),
    "formation_base": ("Formation base", "形成基盤"),
    "founded": ("Founded", "設立年"),
    "framework": ("Framework", "評価枠組み"),
    "indicator": ("Indicator", "指標"),
    "instruments": ("Instruments", "政策手段"),
    "kind": ("Kind", "種別"),
    "language": ("Language", "言語"),
    "level": ("Level of government", "政府レベル"),
    "licence": ("Licence", "ライセンス"),
    "meti_bureau": ("METI bureau", "経済産業局"),
    "method": ("Method", "方法"),
    "name": ("Name", "名称"),
    "name_en": ("Name in English", "名称（英語）"),
    "name_ja": ("Name in Japanese", "名称（日本語）"),
    "parent": ("Part of", "上位"),
    "period": ("Period", "期間"),
    "period_end": ("End of the period", "期間の終わり"),
    "period_printed": ("Period as printed", "期間（原文）"),
    "period_start": ("Start of the period", "期間の始まり"),
    "phase": ("Phase", "時期区分"),
    "place": ("Place", "所在地"),
    "place_in_order": ("Place in the order", "順位"),
    "place_kind": ("Kind of place", "地域の種別"),
    "places": ("Places", "対象地域"),
    "printed_reference": ("Reference as printed", "引用文献の原文"),
    "publisher": ("Publisher", "発行者"),
    "qualifier": ("Qualifier", "限定"),
    "rank": ("Rank", "優先順位"),
    "relations": ("Relations", "政策間の関係"),
    "remark": ("Remark", "備考"),
    "resolution": ("What the atlas does", "本アトラスの扱い"),
    "roles": ("Organisations", "関係機関"),
    "scheme": ("List of terms", "用語の種類"),
    "search": ("Search", "検索"),
    "settled": ("Settled", "扱いの決定"),
    "source": ("Source", "出典"),
    "start_year": ("Start year", "開始年"),
    "statement": ("Statement", "内容"),
    "stip_code": ("EC-OECD STIP Compass code", "STIP Compassコード"),
    "strength": ("Strength of the method", "方法の強さ"),
    "strongest": ("Strongest method", "最も強い方法"),
    "subject": ("Subject", "対象"),
    "subjects": ("Subjects", "対象"),
    "successor": ("Succeeded by", "後継組織"),
    "summary": ("Summary", "概要"),
    "target_groups": ("Target groups", "対象グループ"),
    "term.code": ("Code", "コード"),
    "thing": ("What", "項目"),
    "title": ("Title", "題名"),
    "title_en": ("Title in English", "題名（英語）"),
    "title_ja": ("Title in Japanese", "題名（日本語）"),
    "unit": ("Unit", "単位"),
    "upper_number": ("Upper number of a range", "範囲の上限"),
    "upper_value": ("Upper value", "上限値"),
    "url": ("Address on the web", "ウェブアドレス"),
    "value": ("Value", "値"),
    "value_number": ("Number", "数値"),
    "value_words": ("Statement", "記述"),
    "verdict": ("Verdict", "判断"),
    "positive": ("Positive", "肯定的"),
    "mixed": ("Mixed", "賛否両面"),
    "negative": ("Negative", "否定的"),
    "open": ("Open", "未決"),
    "whose": ("Whose figure", "数値の対象"),
    "within": ("Part of", "上位"),
    "words": ("Words", "語句"),
    "year": ("Year", "年"),
    "years": ("Years", "期間"),
}

# What each kind of missing means; the words themselves are in the vocabulary.
MEANINGS = {
    "not-reported": gettext_lazy("The sources that were read do not give it, or print a dash in its place."),
    "not-applicable": gettext_lazy("There can be no value here: the question does not arise."),
    "unknown": gettext_lazy("It was looked for and cannot be known from what there is."),
    "none-found": gettext_lazy("It was looked for in the sources that were read, and there is none."),
    "not-yet-researched": gettext_lazy("Nobody has looked for it yet: this says nothing about the facts."),
}

_LANGUAGES = {"en": ("English", "英語"), "ja": ("Japanese", "日本語")}


def page_language() -> str:
    """The language of the page being made: `ja` where Django's active language is Japanese, else `en`."""
    return "ja" if (get_language() or "").startswith("ja") else "en"


def foreign(text: str, page: str = "") -> str:
    """The language of a text where it is not that of the page, told by its letters: `en` or `ja`, or else nothing.

    `page` is the language of the page, for whoever asks of many texts.
    """
    language = language_of(text)
    return "" if language == (page or page_language()) else language


def lang(text: str, page: str = "") -> str:
    """The attribute that says in which language a text is, for the element around it; empty for that of the page."""
    language = foreign(text, page)
    return f' lang="{language}"' if language else ""


def said(kind: str, attribute: str, code: str, language: str = "en") -> str:
    """The label of a coded attribute, such as `said("policy", "level", "national")`; empty for an empty code."""
    return VOCABULARIES[kind, attribute].label(code, language) if code else ""


def attribute(name: str, language: str = "en", kind: str = "") -> str:
    """What an attribute of a payload is called, of a `kind` where it matters; unlabelled names in plain words."""
    plain = (name.replace("_", " ").capitalize(), "")
    en, ja = ATTRIBUTES.get(f"{kind}.{name}") or ATTRIBUTES.get(name, plain)
    return (ja if language == "ja" else "") or en


def absent(kind_of_missing: str = "not-reported", language: str = "en") -> str:
    """A kind of missing in words: what stands wherever a value would."""
    return v.MISSING.label(kind_of_missing, language)


def yes_or_no(value: bool, language: str = "en") -> str:
    """A truth value in words."""
    return ("はい" if value else "いいえ") if language == "ja" else ("yes" if value else "no")


def meaning(kind_of_missing: str) -> str:
    """What a kind of missing means, as a sentence in the language of the page."""
    return str(MEANINGS[kind_of_missing])


def years(start: int | None, end: int | None, language: str = "en") -> str:
    """A span of calendar years, such as `1983–1998`; empty where neither year is known."""
    return year_span(start, end, language=language)


def day(printed: str, language: str = "en") -> str:
    """A day, given as `2026-11-03`: `3 November 2026`; empty where none is given."""
    if not printed:
        return ""
    return day_in_words(date.fromisoformat(printed), language)


def pick(names: dict[str, str], language: str = "en") -> str:
    """One form of a name (`{"en": …, "ja": …}`): that of `language`, or the English one."""
    return (names.get("ja", "") if language == "ja" else "") or names["en"]


def listed(phrases: Iterable[str]) -> str:
    """Phrases one after another, as the language of the page joins them: by 、 in Japanese, else by commas."""
    return ("、" if page_language() == "ja" else ", ").join(phrases)


def shortened(text: str, length: int = 40) -> str:
    """A reader's own words, made fit to be shown: printable, and short."""
    shown = "".join(character if character.isprintable() else "·" for character in text)
    return shown if len(shown) <= length else f"{shown[:length]}…"


def kind_label(kind: str, language: str = "en", *, plural: bool = False) -> str:
    """What a kind of entry is called: `Policy`, `Policies`."""
    return KINDS[kind].label(language, plural=plural)


def language_name(code: str, language: str = "en") -> str:
    """The name of a language, for sources; a code nobody has named stands as it is."""
    en, ja = _LANGUAGES.get(code, (code, code))
    return ja if language == "ja" else en


def never_in_print(kind: Kind, slug: str) -> str:
    """That there never was such an entry, for readers who asked for it."""
    return gettext("No %(kind)s “%(slug)s” was ever in print.") % {
        "kind": kind.label(page_language()).lower(),
        "slug": slug,
    }
