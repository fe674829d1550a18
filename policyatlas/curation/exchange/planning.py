"""Making a plan: what an import would do with every row, all mistakes at once, and nothing is written."""

from collections import defaultdict
from collections.abc import Generator, Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from policyatlas.records.models import Passage

from .cells import Unfit, passages_of, slugs_of
from .checking import check_each, check_together
from .doubts import find_doubts, new_passages
from .namesakes import find_namesakes
from .plans import CHANGED, DUPLICATE, NEW, Item, Plan
from .quoted import quoted
from .references import References, Words
from .rows import Mistake, Table
from .shapes import PASSAGE, Column
from .stored import Names, Stored, batches, stored
from .wanting import want, words_of

Progress = Generator[str, None, Plan]


def planning(table: Table, by: AbstractBaseUser | None = None, *, confirmed: bool = False) -> Progress:
    """Make the plan for a table, in steps that are said as they are done; `by` is who would write it.

    `confirmed` says that somebody looked at the print where a quotation or a figure is doubtful.
    """
    shape, total = table.shape, len(table.rows)
    items = list(_first_of_each(table))
    known: dict[str, Stored] = {}
    names = Names()
    for number, batch in enumerate(batches(item.row.slug for item in items)):
        if number and number % 4 == 0:
            yield f"{number * 500:,} of {total:,} rows compared with what is stored."
        known |= {one.row.slug: one for one in stored(shape, names, slug__in=batch)}
    for item in items:
        item.stored = known.get(item.row.slug)
    yield f"{total:,} rows compared with what is stored: {len(known):,} are there already."
    references = References({shape.model: {item.row.slug for item in items if item.stored is None} - {""}})
    references.look_up(*_named(table, items))
    yield "Looked up what the rows refer to."
    for item in items:
        if item.outcome != DUPLICATE:
            want(shape, item, references)
    yield "Read every cell."
    for item in items:
        if item.wanted is not None and item.outcome != "unchanged":
            check_each(shape, item)
    check_together(shape, items)
    find_namesakes(shape, items, references)
    yield "Checked the rules of the atlas, and looked for records that are there under another address."
    if not confirmed:
        find_doubts(shape, items, references)
        yield "Held new quotations against the texts of their sources."
    written = [item for item in items if item.outcome in (NEW, CHANGED)]
    passages = dict.fromkeys(words for item in written for words in new_passages(item))
    plan = Plan(table, items, list(table.mistakes), list(passages))
    if by is not None:
        plan.mistakes += _rights(plan, by)
    return plan


def _first_of_each(table: Table) -> Iterator[Item]:
    """An item for each row; those that repeat an earlier one are duplicates of it."""
    first: dict[str, int] = {}
    for row in table.rows:
        item = Item(row)
        if not row.slug:
            item.fail(row.line, "slug", f"The {table.counted} has no slug: say which record it is.")
        elif row.slug in first:
            item.outcome = DUPLICATE
            item.remarks.append(f"It repeats {quoted(row.slug)} of {table.counted} {first[row.slug]}, taken instead.")
        first.setdefault(row.slug, row.line)
        yield item


def _named(table: Table, items: list[Item]) -> tuple[dict[type[models.Model], set[str]], set[Words]]:
    """Everything that the rows refer to: by model the names, and the passages, as they stand and tidied."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    passages: set[Words] = set()
    nothing = References({})
    for item in items:
        _names_in(table.shape.columns, item.row.cells, wanted, passages)
        for sort, parts in item.row.parts.items():
            columns = table.shape.sort[sort].columns
            for part in parts:
                _names_in(columns, part.cells, wanted, passages)
                if set(PASSAGE) <= part.cells.keys() and (tidy := words_of(part.cells, nothing)):
                    passages |= {tidy, (tidy[0], part.cells["locator"], part.cells["quote"])}
    return wanted, passages


def _names_in(columns: tuple[Column, ...], cells: dict[str, str], wanted: dict, passages: set[Words]) -> None:
    for column in columns:
        text = cells.get(column.name, "") if column.field.is_relation and not column.piece else ""
        if not text.strip():
            continue
        if column.field.related_model is Passage:
            try:
                passages |= set(passages_of(text))
            except Unfit:
                continue
        else:
            wanted[column.field.related_model] |= set(slugs_of(text) if column.is_list else [text.strip()])


def _rights(plan: Plan, by: AbstractBaseUser) -> Iterator[Mistake]:
    """What the person may not do of it."""
    model = plan.table.shape.model
    several, counts = model._meta.verbose_name_plural, plan.counts
    for verb, needed in (("add", counts[NEW]), ("change", counts[CHANGED])):
        if needed and not by.has_perm(f"records.{verb}_{model._meta.model_name}"):
            yield Mistake(0, "", f"You may not {verb} {several}. Ask an administrator for the right.")
    if plan.passages and not by.has_perm("records.add_passage"):
        yield Mistake(0, "", "You may not add passages. Ask an administrator for the right.")
