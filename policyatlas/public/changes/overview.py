"""What changed in the whole atlas between two editions: how many entries of each kind, and which."""

from collections import defaultdict
from dataclasses import dataclass, field

from policyatlas.editions.between import Heading, happened
from policyatlas.editions.payloads import Address
from policyatlas.public import words
from policyatlas.public.links import changes_address
from policyatlas.values.kinds import KINDS

from .spans import Span
from .telling import HOWS

# Of each kind so many entries are named; the list of changes has all.
NAMED = 100


@dataclass(frozen=True)
class Named:
    """An entry that changed: what happened to it, and the address of what changed in it."""

    how: str
    title: str
    address: str


@dataclass
class Share:
    """One kind: how many of its entries changed, came and went, and the first of them."""

    name: str
    address: str
    changed: int = 0
    added: int = 0
    removed: int = 0
    entries: list[Named] = field(default_factory=list)

    @property
    def unnamed(self) -> int:
        """How many entries are not among those named."""
        return self.changed + self.added + self.removed - len(self.entries)


def shares(span: Span) -> list[Share]:
    """The kinds in which anything changed, in the order of kinds; five queries at most."""
    language = words.page_language()
    found: dict[str, dict[str, list[Heading]]] = defaultdict(lambda: {how: [] for how in HOWS})
    what = happened(span.before, span.after)
    for how, headings in (("changed", what.otherwise), ("added", what.new), ("removed", what.ended)):
        for heading in sorted(headings, key=lambda one: one.ref):
            found[heading.ref[0]][how].append(heading)
    return [_share(code, found[code], span, language) for code in KINDS if code in found]


def _share(code: str, found: dict[str, list[Heading]], span: Span, language: str) -> Share:
    address = KINDS[code].address
    entries = [
        Named(how, _title(heading, language), changes_address(_stem(heading.ref), "", *span.labels))
        for how in HOWS
        for heading in found[how]
    ]
    return Share(
        name=KINDS[code].label(language, plural=True),
        address=changes_address(address, "", *span.labels),
        **{how: len(found[how]) for how in HOWS},
        entries=entries[:NAMED],
    )


def _stem(ref: Address) -> str:
    return f"{KINDS[ref[0]].address}/{ref[1]}"


def _title(heading: Heading, language: str) -> str:
    return (language == "ja" and heading.title_ja) or heading.title_en
