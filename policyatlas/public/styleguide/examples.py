"""What the style guide shows: real entries, chosen by what they have and not by their names."""

from dataclasses import dataclass, field

from django.http import QueryDict

from policyatlas.editions.models import Entry
from policyatlas.editions.payloads.parts import references
from policyatlas.editions.reading import Reading
from policyatlas.public import figures, words
from policyatlas.public.lists import facets
from policyatlas.public.lists.asking import ask
from policyatlas.public.lists.choosing import columns_to_choose
from policyatlas.public.lists.nouns import LISTS
from policyatlas.public.lists.tables import EntryTable, pager, sizes
from policyatlas.public.pages.judgements import finding_rows, rating_table
from policyatlas.public.pages.nouns import PAGES
from policyatlas.values.kinds import KINDS
from policyatlas.values.vocabularies import VERDICT

_ROWS = 4
# Among so many entries there is one of every sort, and an atlas of millions need not be read whole.
_ENOUGH = 3000


@dataclass(frozen=True)
class Example:
    """One entry of each kind that is in print: where to see its page."""

    kind: str
    entry: Entry


@dataclass(frozen=True)
class Shown:
    """A list as its page shows it, cut to a few rows."""

    headings: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    pills: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    clear: str = ""
    order_words: str = ""
    pager: list = field(default_factory=list)
    sizes: list = field(default_factory=list)
    columns: list = field(default_factory=list)


def a_list(reading: Reading) -> Shown:
    """The list of policies, with a filter set."""
    language = words.page_language()
    asked = ask(LISTS["policy"], reading, QueryDict("kind=law&per_page=25"))
    found = reading.answers.how_many([asked.question()])[0]
    if not found:
        return Shown()
    counts = facets.counted(reading, asked)
    table = EntryTable(asked, reading)
    table.cut(found)
    cards = reading.cards(facets.refs(asked, counts) | table.refs)
    return Shown(
        headings=table.headings(language),
        rows=table.body(cards, language)[:_ROWS],
        pills=facets.pills(asked, cards, language),
        groups=facets.groups(asked, counts, cards, found, language)[:2],
        clear=asked.address({}),
        order_words=table.order_words(language),
        pager=pager(table.page, asked),
        sizes=sizes(asked),
        columns=columns_to_choose(asked, language),
    )


def a_policy(reading: Reading) -> dict:
    """The page of the policy that most is said of; empty where none is in print."""
    counted = reading.facet_counts({"subject": reading.entries("finding")})["subject"]
    counted = {value: number for value, number in counted.items() if value.startswith("policy:")}
    if not counted:
        return {}
    most = min(counted, key=lambda value: (-counted[value], value))
    entry = reading.entry(*most.split(":"))
    return PAGES["policy"](reading, entry, words.page_language()) | {"entry": entry} if entry else {}


def some_figures(reading: Reading) -> list[figures.Figure]:
    """Figures of every sort: exact, qualified, ranges, missing, preferred or not; one of each."""
    found: dict[tuple, Entry] = {}
    for entry in reading.entries("observation").defer("text")[:_ENOUGH]:
        data = entry.payload
        sort = (data["qualifier"], data["value_missing"], data["rank"], data["upper_value"] is not None)
        found.setdefault(sort, entry)
    entries = list(found.values())
    named = {ref for one in entries for ref in references(one.payload)}
    cards = reading.cards(named)
    disputes = figures.disputed(reading, entries)
    return [figures.figure(one, cards, language=words.page_language(), disputes=disputes) for one in entries]


def some_findings(reading: Reading) -> list:
    """A finding of each verdict."""
    found: dict[str, Entry] = {}
    for entry in reading.entries("finding").defer("text")[:_ENOUGH]:
        found.setdefault(entry.payload["verdict"], entry)
    entries = [found[verdict] for verdict in VERDICT.codes if verdict in found]
    named = {ref for one in entries for ref in references(one.payload)}
    return finding_rows(entries, reading.cards(named), words.page_language())


def some_ratings(reading: Reading):
    """The first chart of ratings; None where there is none."""
    for entry in reading.entries("evaluation").defer("text"):
        if entry.payload["ratings"]:
            named = {*references(entry.payload), (entry.kind, entry.slug)}
            return rating_table(entry, reading.cards(named), words.page_language())
    return None


def one_of_each(reading: Reading) -> list[Example]:
    """The first entry of each kind, by slug."""
    firsts: dict[str, Entry] = {}
    for entry in reading.entries().only("kind", "slug", "title_en", "title_ja").order_by("kind", "slug"):
        firsts.setdefault(entry.kind, entry)
    language = words.page_language()
    return [Example(kind.label(language), firsts[kind.code]) for kind in KINDS.values() if kind.code in firsts]
