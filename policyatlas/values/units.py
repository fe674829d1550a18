"""What the units of figures are called in Japanese: the counter after the number, and what is said of it after that."""

from dataclasses import dataclass

# Each unit of the data, as it is written there, and the counter that follows its numbers in Japanese.
COUNTERS = {
    "JPY": "円",
    "USD": "米ドル",
    "SMEs": "社",
    "applications": "件",
    # Of a zone as of a plan: neither 地域 nor 分野 fits both.
    "areas": "件",
    "bureaus": "局",
    "companies": "社",
    "conditions": "条件",
    "departments": "学部",
    "divisions": "研究会",
    "findings": "件",
    "institutes": "機関",
    "institutions": "校",
    "km": "km",
    "new businesses": "件",
    "organisations": "機関",
    "per cent": "%",
    "per cent of GDP": "%",
    "persons": "人",
    "policies": "件",
    "projects": "プロジェクト",
    "rank": "位",
    "regions": "地域",
    "sites": "か所",
    "stars": "つ星",
    "universities": "大学",
    "year": "年",
    "years": "年",
}
# What a number with that counter would not say by itself.
_NOTES = {"SMEs": "中小企業", "new businesses": "新事業", "per cent of GDP": "対GDP比", "year": "西暦", "rank": "順位"}
# `JPY per region per year`: for each of what.
_EACH = {
    "company": "1社",
    "organisation": "1機関",
    "person": "1人",
    "project": "1プロジェクト",
    "region": "1地域",
    "university": "1大学",
    "year": "1年",
}
# These say by their form alone what they are: 1985年, 第3位.
PLAIN = ("year", "rank")


@dataclass(frozen=True)
class Unit:
    """A unit in Japanese: `6億8,000万` `円` `（1年当たり）`; the note comes with its brackets and may be empty."""

    counter: str
    note: str = ""

    @property
    def label(self) -> str:
        """The unit by itself."""
        return f"{self.counter}{self.note}"


def in_japanese(unit: str) -> Unit | None:
    """The unit in Japanese; None where nobody has named it yet, so that it stands as it is written."""
    # “per cent” is one word in two.
    noun, *each = unit.split(" per ")
    if noun not in COUNTERS or any(one not in _EACH for one in each):
        return None
    notes = [_NOTES[noun]] if noun in _NOTES else []
    if each:
        notes.append("・".join(_EACH[one] for one in each) + "当たり")
    return Unit(COUNTERS[noun], f"（{'、'.join(notes)}）" if notes else "")


def unit_label(unit: str, language: str = "en") -> str:
    """What a unit is called by itself: as it is written, or in Japanese."""
    said = in_japanese(unit) if language == "ja" else None
    return said.label if said else unit
