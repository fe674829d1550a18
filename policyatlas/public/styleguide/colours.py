"""The colours of the theme as the style sheet has them, and how well they can be told apart."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

# What is written or drawn on what, and the least contrast that WCAG 2.2 asks of it: 4.5 to 1 for words, 3 to 1 for
# marks that must be seen to be understood.
WORDS, MARKS = 4.5, 3.0
PAIRS = (
    ("ink", "paper", WORDS),
    ("ink", "sunken", WORDS),
    ("quiet", "paper", WORDS),
    ("quiet", "sheet", WORDS),
    ("quiet", "sunken", WORDS),
    ("ai", "paper", WORDS),
    ("ai", "sheet", WORDS),
    ("ai", "sunken", WORDS),
    ("ai-deep", "ai-faint", WORDS),
    ("on-ai", "ai", WORDS),
    ("shu", "paper", WORDS),
    ("shu", "shu-faint", WORDS),
    ("on-shu", "shu", WORDS),
    ("good", "good-faint", WORDS),
    ("doubt", "doubt-faint", WORDS),
    ("rule-firm", "paper", MARKS),
    ("rule-firm", "sheet", MARKS),
)
NAMES = {
    "paper": _("Paper: the ground of every page"),
    "sheet": _("Sheet: fields and the head of the page"),
    "sunken": _("Sunken: what lies a step lower"),
    "ink": _("Ink: what is read"),
    "quiet": _("Quiet: what is said beside it"),
    "rule-firm": _("Firm rule: the edge of what can be pressed"),
    "ai": _("Ai (indigo): what can be followed or pressed"),
    "ai-deep": _("Deep ai: the same under the hand"),
    "ai-faint": _("Faint ai: the ground of an edition’s banner"),
    "on-ai": _("On ai: words on a button"),
    "shu": _("Shu (vermilion): the seal, and the rare mark that must be seen"),
    "shu-faint": _("Faint shu: the ground of a warning"),
    "on-shu": _("On shu: the character in the seal"),
    "good": _("Good: a positive verdict"),
    "good-faint": _("Faint good: its ground"),
    "doubt": _("Doubt: a mixed verdict, a doubtful reading"),
    "doubt-faint": _("Faint doubt: its ground"),
}
_COLOUR = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")


@dataclass(frozen=True)
class Pair:
    """Words or marks in one colour on another; `light` and `dark` are the contrasts, such as `5.3`."""

    name: str
    front: str
    ground: str
    least: float
    light: str
    dark: str


@cache
def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the light and of the dark scheme: name and `#rrggbb`."""
    sheet = Path(finders.find("css/theme.css")).read_text(encoding="utf-8")
    light, _, rest = sheet.partition("@media (prefers-color-scheme: dark)")
    dark = rest.partition("/* Bootstrap writes")[0]
    return dict(_COLOUR.findall(light)), dict(_COLOUR.findall(light)) | dict(_COLOUR.findall(dark))


def pairs() -> list[Pair]:
    """Every pair with its contrast in both schemes."""
    light, dark = palettes()
    return [
        Pair(str(NAMES[front]), front, ground, least, *(_said(scheme, front, ground) for scheme in (light, dark)))
        for front, ground, least in PAIRS
    ]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb`) as WCAG 2.2 reckons it, 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb` as amounts of light, 0 to 1."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _said(scheme: dict[str, str], front: str, ground: str) -> str:
    return f"{contrast(scheme[front], scheme[ground]):.1f}"
