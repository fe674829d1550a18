"""The parts of a drawn lineage: boxes with a title and years, arrows with a relation."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from policyatlas.public import words
from policyatlas.public.charts.shapes import at, clean, wrapped
from policyatlas.public.links import address_of

from .web import Edge, Policy, Web

PAD, LEADING, SLOT = 8, 15, 20
_MOST_LINES = 4
# What a page has room for beside the facts.
_ROOM = 820


@dataclass(frozen=True)
class Line:
    """One line of text, and where it stands."""

    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Box:
    """One policy; `address` is empty for the one whose page it is. The numbers are in the units of the drawing."""

    slug: str
    title: str
    address: str
    lines: list[Line]
    years: Line
    x: float
    y: float
    width: float
    height: float

    @property
    def frame(self) -> str:
        """The outline, as SVG writes it."""
        return f"M{at(self.x)} {at(self.y)}h{at(self.width)}v{at(self.height)}h{at(-self.width)}z"


@dataclass(frozen=True)
class Arrow:
    """A line between two boxes with the relation beside it; `words` say it whole."""

    d: str
    label: Line
    anchor: str
    words: str


@dataclass
class Lineage:
    """The drawing; `unsaid` are the relations said in words alone, `left_out` is how many policies are not here."""

    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    left_out: int = 0

    @property
    def scrolls(self) -> bool:
        """Whether a page has not room enough for it."""
        return self.width > _ROOM


def title_of(policy: Policy, language: str) -> str:
    """The title of a policy in `language`, or in English where there is none."""
    return (language == "ja" and policy.title_ja) or policy.title_en


def title_lines(policy: Policy, width: float, language: str) -> list[str]:
    """Its title in at most a few lines for a box of that width."""
    lines = wrapped(title_of(policy, language), width - 2 * PAD)
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-2].rstrip(" ,;:") + "…"]


def height_of(policy: Policy, width: float, slots: int, language: str) -> float:
    """How high the box of a policy is: its words need room, and so do the lines that reach it at one side."""
    return max(2 * PAD + (len(title_lines(policy, width, language)) + 1) * LEADING, (slots + 1) * SLOT)


def box_of(policy: Policy, own: str, place: tuple[float, float, float, float], language: str) -> Box:
    """The box of a policy at `place` (x, y, width, height), a link unless it is its `own` page."""
    x, y, width, height = place
    left, titles = at(x + PAD), title_lines(policy, width, language)
    years = words.years(policy.start, policy.end, language)
    said = years or _("years %(absent)s") % {"absent": words.absent("not-reported", language)}
    return Box(
        slug=policy.slug,
        title=clean(f"{title_of(policy, language)}, {said}"),
        address="" if policy.slug == own else address_of("policy", policy.slug),
        lines=[Line(left, at(y + PAD + 11 + number * LEADING), line) for number, line in enumerate(titles)],
        years=Line(left, at(y + PAD + 11 + len(titles) * LEADING), said),
        x=x,
        y=y,
        width=width,
        height=height,
    )


def in_time(policy: Policy) -> tuple:
    """The place of a policy among others: by its first year, without one last, then by title."""
    return policy.start is None, policy.start or 0, policy.title_en.casefold(), policy.slug


def said_of(edge: Edge, web: Web, language: str) -> tuple[str, str]:
    """A relation in words, alone and between the titles of both policies."""
    said = words.said("policy", "relation", edge.code, language)
    return said, clean(f"{title_of(web[edge.teller], language)} {said} {title_of(web[edge.other], language)}")
