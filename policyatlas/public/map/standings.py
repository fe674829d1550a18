"""Where each prefecture stands in a selection: the figures that are said of it, and the one by which it is placed."""

from dataclasses import dataclass, field
from decimal import Decimal

from policyatlas.editions.reading import Card
from policyatlas.public.evidence import Item

# What a tile says besides a class.
GIVEN, ABSENT, DISPUTED = "given", "absent", "disputed"


@dataclass(frozen=True)
class Prefecture:
    """A prefecture and its tile; `column` and `row` are None where it has no place among the tiles."""

    slug: str
    title_en: str
    title_ja: str
    column: int | None
    row: int | None

    def title(self, language: str) -> str:
        """Its name in `language`, or in English where there is none."""
        return (self.title_ja if language == "ja" else "") or self.title_en

    def short(self, language: str) -> str:
        """Its name on a tile."""
        return self.title(language).removesuffix(" Prefecture")


@dataclass(frozen=True)
class Statement:
    """One figure or count: its words, where it stands, and on what it rests; `about` is the entry that says it."""

    words: str
    address: str
    value: Decimal | None
    unit: str = ""
    upper: Decimal | None = None
    qualifier: str = "exact"
    missing: str = ""
    period: str = ""
    rank: str = "normal"
    rank_words: str = ""
    remark: str = ""
    about: tuple[str, str] | None = None
    evidence: list[Item] = field(default_factory=list)
    disagreements: list[Card] = field(default_factory=list)

    @property
    def measure(self) -> tuple:
        """What two statements must share to say the same."""
        return self.value, self.upper, self.qualifier


@dataclass(frozen=True)
class Standing:
    """A prefecture with what is said of it.

    `state` is `given` (it is placed by `value`), `absent` (`missing` says of which kind, `said` in words) or `disputed`
    (sources give different figures and the atlas prefers none, so that neither stands for the prefecture). `rank` and
    `number` (of the class) are 0 where it is not placed; `tied` is whether it shares its rank.
    """

    prefecture: Prefecture
    statements: list[Statement]
    state: str
    value: Decimal | None = None
    said: str = ""
    missing: str = ""
    rank: int = 0
    tied: bool = False
    number: int = 0

    @property
    def first(self) -> Statement | None:
        """The statement by which it is placed, or the first of those that differ; None where nothing is said."""
        return self.statements[0] if self.statements else None

    @property
    def rank_words(self) -> str:
        """Its rank, shared ones with an equals sign: `3=`; empty where it has none."""
        return f"{self.rank}{'=' if self.tied else ''}" if self.rank else ""


def standing_of(prefecture: Prefecture, statements: list[Statement], absence: str) -> Standing:
    """The standing of a prefecture: by its preferred figures, else by those not superseded, if they say the same.

    Superseded figures stay in the table; alone they place nothing. `absence` says in words that there is no figure.
    """
    ranks = {rank: [one for one in statements if one.rank == rank] for rank in ("preferred", "normal", "deprecated")}
    counting = ranks["preferred"] or ranks["normal"]
    valued = [one for one in counting if one.value is not None]
    ordered = [*valued, *(one for one in statements if one not in valued)]
    if not valued:
        missing = next((one for one in counting if one.missing), None)
        said, kind = (missing.words, missing.missing) if missing else (absence, "not-yet-researched")
        return Standing(prefecture, ordered, ABSENT, said=said, missing=kind)
    if len({one.measure for one in valued}) > 1:
        return Standing(prefecture, ordered, DISPUTED, said=" / ".join(one.words for one in valued))
    return Standing(prefecture, ordered, GIVEN, value=valued[0].value, said=valued[0].words)
