"""Sources in the reading room: their list, and what their page shows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Card, Reading
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import SOURCE_KIND

from . import words
from .bibliography.references import files_of, reference_of
from .evidence import Item
from .lists.columns import CodedColumn, CountColumn, TextColumn, TitleColumn, YearColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries, Languages
from .pages.facts import Fact, facts, own_evidence
from .pages.gathering import Gathered, gather
from .pages.sections import contents

_FACTS = ("kind", "title", "authors", "year", "year_printed", "container", "publisher", "language", "date_note", "url")
_MORE_FACTS = ("date_read", "licence", "printed_reference")


LIST = ListPage(
    kind="source",
    intro=_("The documents everything rests on, and the works they cite."),
    columns=(
        TitleColumn(_("Source")),
        TextColumn("authors"),
        YearColumn("year"),
        CodedColumn("kind", SOURCE_KIND),
        CountColumn("cited_by", _("Cited by")),
    ),
    further=(
        TextColumn("container"),
        TextColumn("publisher"),
        TextColumn("language"),
        TextColumn("url"),
        TextColumn("licence"),
        TextColumn("printed_reference"),
    ),
    default_sort="kind",
    beside=("bibliography", _("As a bibliography")),
    years="single",
    filters=(
        Choice("kind", Coded(SOURCE_KIND)),
        Choice("cited_by", Entries(), _("Cited by")),
        Choice("language", Languages()),
    ),
)


@dataclass
class Passage:
    """Words of the source, and the entries that rest on them."""

    quote: str
    entries: list[Card] = field(default_factory=list)


@dataclass(frozen=True)
class SourceSection:
    """A place in the source with the passages read there; `listed` is whether the source's own list has it."""

    locator: str
    starts_with: str
    passages: list[Passage]
    listed: bool


@dataclass(frozen=True)
class Citing:
    """A source that cites this one, and where it does."""

    card: Card
    evidence: list[Item]


def source_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a source's page shows: its bibliography, its sections with their passages, and what rests on it."""
    gathered = gather(reading, entry, language, disputes=False)
    citing = [
        Citing(card, gathered.shown(link["evidence"]))
        for link in entry.payload["cited_by"]
        if (card := gathered.card(link["source"]))
    ]
    # A source names this one in its own references, or only in the passage that shows it is cited: both are citations.
    cited = [
        gathered.cards["source", one.slug]
        for one in gathered.referring("source")
        if any(link["source"] == gathered.ref for link in one.payload["cited_by"])
    ]
    rests = gathered.others("source")
    found = _facts(gathered)
    shown = {
        "sections": _sections(gathered),
        "rests": [card for _, cards in rests for card in cards],
        "citations": citing,
        "cited": cited,
    }
    return {
        "gathered": gathered,
        **shown,
        "rests": [(kind, cards, _list_address(kind, entry.slug)) for kind, cards in rests],
        "reference": reference_of(entry, "").words(language),
        "reference_files": files_of("reference-file", entry.slug),
        "facts": found,
        "evidence": own_evidence(gathered, found),
        "description": f"{entry.title_en}: what PolicyAtlas read in it, passage by passage.",
        "contents": contents(language, **shown),
    }


def _list_address(kind: str, slug: str) -> str:
    """The list of the entries of a kind that rest on the source; empty where the list cannot be asked for that."""
    # Imported here: the lists are made of what stands above.
    from .lists.nouns import LISTS

    filtered = any(choice.name == "source" for choice in LISTS[kind].filters)
    return f"{reverse('list', args=[KINDS[kind].address])}?source=source:{slug}" if filtered else ""


def _facts(gathered: Gathered) -> list[Fact]:
    named = words.language_name(gathered.data["language"], gathered.language)
    # The title stands above the page already, unless it is not what the source is called here.
    same = gathered.data["title"] == gathered.data["name"]["en"]
    found = facts(gathered, *(name for name in (*_FACTS, *_MORE_FACTS) if name != "title" or not same))
    return [Fact("language", fact.label, text=named) if fact.name == "language" else fact for fact in found]


def _sections(gathered: Gathered) -> list[SourceSection]:
    """The source's sections in reading order; locators that its list does not have come after them."""
    passages = _passages(gathered)
    listed = [
        SourceSection(
            one["locator"], one["starts_with"].lstrip("#- "), list(passages.pop(one["locator"], {}).values()), True
        )
        for one in gathered.data["sections"]
    ]
    return listed + [
        SourceSection(locator, "", list(found.values()), False) for locator, found in sorted(passages.items())
    ]


def _passages(gathered: Gathered) -> dict[str, dict[str, Passage]]:
    """Locator to quotation to passage, from everything in print that rests on the source."""
    found: dict[str, dict[str, Passage]] = defaultdict(dict)
    everything = [gathered.entry, *(one for entries in gathered.around.values() for one in entries)]
    for one in everything:
        card = gathered.cards[one.kind, one.slug]
        for evidence in _evidence(one.payload, gathered.ref):
            passage = found[evidence["locator"]].setdefault(evidence["quote"], Passage(evidence["quote"]))
            if card not in passage.entries:
                passage.entries.append(card)
    return found


def _evidence(data, source: dict) -> Iterator[dict]:
    """Every piece of evidence from `source` in a payload, however deep."""
    if isinstance(data, dict):
        if data.get("source") == source and "quote" in data:
            yield data
        else:
            # By name, because databases keep the keys of JSON in orders of their own.
            for name in sorted(data):
                yield from _evidence(data[name], source)
    elif isinstance(data, list):
        for value in data:
            yield from _evidence(value, source)
