"""The closed lists of words used in records and entries, with their labels in English and Japanese.

A word is added here by a change to the code, because readers, filters and the data contract depend on it; lists
that curators extend themselves (fields of technology, dimensions, instruments, target groups) are terms in the records
instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One word of a vocabulary: its code in the data and its label in both languages."""

    code: str
    en: str
    ja: str


class Vocabulary:
    """An ordered closed list of words; iterating gives `(code, English label)` pairs, as Django's choices want."""

    def __init__(self, name: str, *words: tuple[str, str, str]):
        self.name = name
        self.words = {code: Word(code, en, ja) for code, en, ja in words}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter((word.code, word.en) for word in self.words.values())

    def __contains__(self, code: object) -> bool:
        return code in self.words

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in the order in which people read them."""
        return tuple(self.words)

    def label(self, code: str, language: str = "en") -> str:
        """The label of `code` in `language`; an unknown code is shown as it stands, never hidden."""
        word = self.words.get(code)
        if word is None:
            return code
        return word.ja if language == "ja" else word.en


STATUS = Vocabulary(
    "status",
    ("draft", "Draft", "下書き"),
    ("submitted", "Draft, submitted", "下書き・提出済み"),
    ("approved", "Draft, approved", "下書き・承認済み"),
    ("published", "Published", "公開中"),
    ("revising", "Published, being revised", "公開中・改訂中"),
    ("revision-submitted", "Published, revision submitted", "公開中・改訂提出済み"),
    ("revision-approved", "Published, revision approved", "公開中・改訂承認済み"),
    ("withdrawn", "Withdrawn", "取下げ"),
)

# Why a value is absent. A word from this list stands wherever the value would: never 0, never blank.
MISSING = Vocabulary(
    "missing",
    ("not-reported", "not reported", "記載なし"),
    ("not-applicable", "not applicable", "該当なし"),
    ("unknown", "unknown", "不明"),
    ("none-found", "none found", "確認したが存在せず"),
    ("not-yet-researched", "not yet researched", "未調査"),
)

QUALIFIER = Vocabulary(
    "qualifier",
    ("exact", "exactly", "ちょうど"),
    ("about", "about", "約"),
    ("at-least", "at least", "少なくとも"),
    ("over", "over", "超"),
    ("nearly", "nearly", "近く"),
)

RANK = Vocabulary(
    "rank",
    ("preferred", "preferred", "優先"),
    ("normal", "normal", "通常"),
    ("deprecated", "superseded", "非推奨"),
)

# Whether the atlas says what it does about a disagreement.
SETTLED = Vocabulary(
    "settled",
    ("settled", "The atlas says what it does", "本アトラスの扱いを明記"),
    ("open", "Not settled", "未決"),
)

PLACE_KIND = Vocabulary(
    "place-kind",
    ("economy", "Economy", "国・経済"),
    ("economy-group", "Group of economies", "国・経済の集まり"),
    ("region", "Region", "地方"),
    ("prefecture", "Prefecture", "都道府県"),
    ("city", "City", "市"),
    ("area", "Area", "圏域"),
)

POLICY_KIND = Vocabulary(
    "policy-kind",
    ("law", "Law", "法律"),
    ("plan", "Plan", "計画"),
    ("strategy", "Strategy", "戦略"),
    ("programme", "Programme", "事業"),
    ("initiative", "Initiative", "取組"),
    ("institution", "Institution", "機関・制度"),
    ("network", "Network", "ネットワーク"),
    ("reform", "Reform", "改革"),
)

LEVEL = Vocabulary(
    "level",
    ("national", "National", "国"),
    ("regional", "Regional", "広域"),
    ("prefectural", "Prefectural", "都道府県"),
    ("local", "Local", "市町村"),
)

APPROACH = Vocabulary(
    "approach",
    ("top-down", "Top-down", "トップダウン"),
    ("bottom-up", "Bottom-up", "ボトムアップ"),
)

# Kitagawa (2005): three phases of industry-science relationships in Japan.
PHASE = Vocabulary(
    "phase",
    ("catch-up", "Catch-up (to 1980)", "キャッチアップ期（1980年まで）"),
    ("technopolis", "Technopolis (1980s to mid-1990s)", "テクノポリス期（1980年代〜1990年代半ば）"),
    ("science-based", "Science-based local innovation (from 1995)", "科学に基づく地域イノベーション期（1995年以降）"),
)

ROLE = Vocabulary(
    "role",
    ("lead", "Lead organisation", "主導機関"),
    ("partner", "Partner", "連携機関"),
    ("funder", "Funder", "資金提供機関"),
    ("operator", "Operator", "実施機関"),
)

# Read from the policy that holds the relation: "the 1999 law *replaces* the Technopolis Law".
RELATION = Vocabulary(
    "relation",
    ("precedes", "precedes", "先行"),
    ("enables", "enables", "根拠となる"),
    ("implements", "implements", "実施する"),
    ("stage-of", "is a stage of", "段階である"),
    ("replaces", "replaces", "置き換える"),
    ("repeals", "repeals", "廃止する"),
    ("coordinates", "coordinates", "調整する"),
    ("competes-with", "competes with", "競合する"),
    ("inspired-by", "is inspired by", "着想を得た"),
)

# The same relations read from the other end.
RELATION_BACK = Vocabulary(
    "relation-back",
    ("precedes", "is preceded by", "先行政策"),
    ("enables", "is enabled by", "根拠"),
    ("implements", "is implemented by", "実施手段"),
    ("stage-of", "has the stage", "段階"),
    ("replaces", "is replaced by", "後継"),
    ("repeals", "is repealed by", "廃止"),
    ("coordinates", "is coordinated by", "調整主体"),
    ("competes-with", "competes with", "競合する"),
    ("inspired-by", "inspired", "影響を与えた"),
)

ORGANISATION_KIND = Vocabulary(
    "organisation-kind",
    ("government", "Government body", "政府機関"),
    ("ministry", "Ministry", "省"),
    ("agency", "Agency", "庁・局"),
    ("council", "Council", "会議"),
    ("committee", "Committee", "委員会"),
    ("parliament", "Parliament", "議会"),
    ("political-party", "Political party", "政党"),
    ("university", "University", "大学"),
    ("research-institute", "Research institute", "研究機関"),
    ("research-group", "Research group", "研究グループ"),
    ("centre", "Centre", "センター"),
    ("foundation", "Foundation", "財団"),
    ("corporation", "Public corporation", "公団・事業団"),
    ("association", "Association", "協会"),
    ("chamber", "Chamber of commerce", "商工会議所"),
    ("network", "Network", "ネットワーク"),
    ("company", "Company", "会社"),
    ("firm", "Firm", "企業"),
    ("international-organisation", "International organisation", "国際機関"),
)

SOURCE_KIND = Vocabulary(
    "source-kind",
    ("article", "Article", "論文"),
    ("report", "Report", "報告書"),
    ("slides", "Slides", "スライド"),
    ("dataset", "Data set", "データセット"),
    ("web-page", "Web page", "ウェブページ"),
    ("cited-work", "Work cited by another source", "他の出典が引用する文献"),
)

# NISTEP (2004), Figure 2: what a regional cluster was formed on.
FORMATION_BASE = Vocabulary(
    "formation-base",
    ("intellectual-agglomeration", "Intellectual agglomeration", "知的集積"),
    ("corporate-agglomeration", "Corporate agglomeration", "企業集積"),
    ("core-start-ups", "Core start-ups", "中核ベンチャー"),
    ("sense-of-crisis", "Sense of economic crisis", "経済的危機感"),
)

# NISTEP (2004): the three steps under which the conditions of success are listed.
DEVELOPMENT_PHASE = Vocabulary(
    "development-phase",
    ("formation", "Formation", "形成"),
    ("promotion", "Promotion", "促進"),
    ("output", "Output", "成果"),
)

DIRECTION = Vocabulary(
    "direction",
    ("higher-better", "Higher is better", "高いほど良い"),
    ("lower-better", "Lower is better", "低いほど良い"),
    ("neutral", "Neither", "どちらでもない"),
)

VERDICT = Vocabulary(
    "verdict",
    ("positive", "Positive", "肯定的"),
    ("mixed", "Mixed", "賛否両面"),
    ("negative", "Negative", "否定的"),
    ("open", "Open", "未決"),
)

# How strongly the method can carry the judgement, weakest first.
STRENGTH = Vocabulary(
    "strength",
    ("argument", "Argument or observation", "論述・観察"),
    ("literature", "Review of literature", "文献調査"),
    ("case-study", "Case study", "事例研究"),
    ("survey", "Survey", "アンケート調査"),
    ("comparison", "Systematic comparison", "体系的比較"),
    ("counterfactual", "With a comparison group", "対照群との比較"),
)

ASPECT = Vocabulary(
    "aspect",
    ("strength-at-formation", "Strength at formation", "形成時の強み"),
    ("promotion-proposal", "Promotion proposal", "促進への提案"),
    ("unmarked", "Printed without a mark", "印なし"),
    ("formal-organisation", "Formal organisation (first layer)", "公式組織（第1層）"),
    ("informal-network", "Informal network (second layer)", "非公式ネットワーク（第2層）"),
)

CONFIDENCE = Vocabulary(
    "confidence",
    ("high", "High", "高"),
    ("medium", "Medium", "中"),
    ("low", "Low", "低"),
)

EVENT_KIND = Vocabulary(
    "event-kind",
    ("phase", "Phase", "時期区分"),
    ("shock", "Shock", "外的ショック"),
    ("context", "Context", "背景"),
    ("publication", "Publication", "刊行"),
    ("institution", "Institutional change", "制度変更"),
    ("measurement", "Date of a measurement", "計測時点"),
)

TERM_SCHEME = Vocabulary(
    "term-scheme",
    ("field", "Field of technology", "技術分野"),
    ("dimension", "Dimension of evaluation", "評価の観点"),
    ("instrument", "Policy instrument", "政策手段"),
    ("target-group", "Target group", "対象グループ"),
)
