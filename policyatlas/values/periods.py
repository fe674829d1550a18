"""Periods as documents print them: calendar or fiscal years, open at either end, or said in words only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """From `start` to `end` (years, inclusive; None is open), fiscal or not, and the words of the document."""

    start: int | None = None
    end: int | None = None
    fiscal: bool = False
    printed: str = ""

    def words(self, language: str = "en") -> str:
        """The period for people; the document's own words win, since “~1995” is not the same as “1995”."""
        return self.printed or self.years(language)

    def years(self, language: str = "en") -> str:
        """The years alone: `FY 2001–2005`, `from 2001`, `to 1995`; a period without years says so."""
        return year_span(self.start, self.end, fiscal=self.fiscal, language=language) or (
            "期間の記載なし" if language == "ja" else "no date given"
        )


def year_span(start: int | None, end: int | None, *, fiscal: bool = False, language: str = "en") -> str:
    """`1983–1998`, `from 1983`, `to 1998` or `1983`; empty where neither year is known. Fiscal years say so."""
    japanese = language == "ja"
    mark = "" if japanese or not fiscal else "FY "
    unit = "年度" if fiscal else "年"
    if start is None and end is None:
        return ""
    if start is None:
        return f"{end}{unit}まで" if japanese else f"to {mark}{end}"
    if end is None:
        return f"{start}{unit}から" if japanese else f"from {mark}{start}"
    if start == end:
        return f"{start}{unit}" if japanese else f"{mark}{start}"
    return f"{start}〜{end}{unit}" if japanese else f"{mark}{start}–{end}"
