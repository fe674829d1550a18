"""What looks like a slip: quotations that the text of their source lacks, and figures changed without theirs."""

from policyatlas.curation.evidence import questions, rests_on_quotations
from policyatlas.curation.quotations import misses
from policyatlas.records.models import Passage, Source

from .plans import CHANGED, NEW, Item, New
from .references import References, Words
from .shapes import Shape

# The changes that such a question can be about: the figure itself, and ratings.
_FIGURES = ("value", "upper_value", "missing", "ratings")


def find_doubts(shape: Shape, items: list[Item], references: References) -> None:
    """Say of each row what is to be looked at in print; whoever has done so confirms it when uploading the file."""
    written = [item for item in items if item.outcome in (NEW, CHANGED)]
    quoted: dict[Words, list[Item]] = {}
    for item in written:
        for words in new_passages(item):
            quoted.setdefault(words, []).append(item)
    sources = references.keys[Source]
    asked = {words: Passage(source_id=sources[words[0]], quote=words[2]) for words in quoted if words[0] in sources}
    missed = {id(miss.passage): miss.sentence for miss in misses(asked.values())}
    for words, passage in asked.items():
        for item in quoted[words] if id(passage) in missed else ():
            item.fail(item.row.line, "quote", missed[id(passage)])
    if rests_on_quotations(shape.model):
        for item in written:
            if item.stored and any(change.column.startswith(_FIGURES) for change in item.changes):
                for question in questions(shape.model, item.stored.snapshot, item.wanted):
                    item.fail(item.row.line, "", question.sentence)


def new_passages(item: Item) -> list[Words]:
    """The passages that a row would add, each once."""
    found: dict[Words, None] = {}
    for parts in item.wanted["parts"].values():
        for part in parts:
            for value in part.values():
                several = value if isinstance(value, list) else [value]
                found |= {one.name: None for one in several if isinstance(one, New) and one.model is Passage}
    return list(found)
