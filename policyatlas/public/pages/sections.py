"""The sections of a record's page: what they are called, how much each holds, and which have nothing in print."""

from collections import defaultdict
from collections.abc import Sized
from dataclasses import dataclass

_NAMES: dict[str, tuple[str, str]] = {
    "clusters": ("Clusters", "クラスター"),
    "citations": ("Works that cite it", "引用している出典"),
    "cited": ("Works it cites", "引用文献"),
    "criteria": ("Criteria", "基準"),
    "designations": ("Designations", "指定"),
    "disagreements": ("Where sources disagree", "出典間の相違"),
    "evaluations": ("Evaluations", "評価"),
    "events": ("Events", "出来事"),
    "figures": ("Figures", "数値"),
    "findings": ("Findings", "評価結果"),
    "focuses": ("Focus areas", "重点分野"),
    "organisations": ("Organisations", "組織"),
    "others": ("Named by", "言及している項目"),
    "other_figures": ("Other figures for this indicator and subject", "同じ指標・対象の他の数値"),
    "other_findings": ("Other findings of this evaluation", "同じ評価の他の結果"),
    "parts": ("Places within it", "域内の地域"),
    "policies": ("Policies", "政策"),
    "positions": ("What the sources say", "各出典の記述"),
    "predecessors": ("Predecessors", "前身"),
    "ratings": ("Ratings", "評定"),
    "relations": ("Related policies", "関連する政策"),
    "rests": ("What rests on it", "これを根拠とする項目"),
    "sections": ("Sections and passages", "構成と引用箇所"),
    "terms": ("Narrower terms", "下位の用語"),
    "timeline": ("Timeline", "年表"),
}


@dataclass(frozen=True)
class Section:
    """One section: its anchor on the page, its name, and the number of things in it."""

    anchor: str
    name: str
    count: int


@dataclass(frozen=True)
class Contents:
    """The sections of a page: those that hold something, by name and in order, and the names of the empty ones.

    `present` gives None for a section that holds nothing, so that templates need not ask first.
    """

    present: defaultdict[str, Section | None]
    empty: list[str]

    @property
    def listed(self) -> list[Section]:
        """The sections that hold something; asking `present` for its values in a template would ask for a section."""
        return [section for section in self.present.values() if section]


def contents(language: str, **parts: Sized) -> Contents:
    """Which of `parts` (section to what it holds) the page shows; empty ones are named in one sentence instead."""
    named = {part: _NAMES[part][1 if language == "ja" else 0] for part in parts}
    return Contents(
        present=defaultdict(
            lambda: None,
            {
                part: Section(part.replace("_", "-"), named[part], _count(part, held))
                for part, held in parts.items()
                if held
            },
        ),
        empty=[named[part] for part, held in parts.items() if not held and part not in _UNREMARKABLE],
    )


def _count(part: str, held: Sized) -> int:
    # What names an entry comes in groups, `(kind, cards)`.
    return sum(len(cards) for _, cards in held) if part == "others" else len(held)


# Not worth a word where there are none: their absence says nothing about the subject.
_UNREMARKABLE = {
    "others",
    "rests",
    "disagreements",
    "parts",
    "terms",
    "predecessors",
    "other_figures",
    "other_findings",
}
