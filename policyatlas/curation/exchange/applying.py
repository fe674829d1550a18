"""Writing what a plan says, after it was made anew: as drafts, all of it or nothing."""

from collections.abc import Generator
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from django.db import Error, models, transaction

from policyatlas.curation import actions
from policyatlas.curation.models import ChangeSet, PlannedRow
from policyatlas.curation.refusals import Refused, Stale
from policyatlas.outages import Outage, seen_in
from policyatlas.records.models import Passage, Source

from .planning import planning
from .plans import CHANGED, NEW, New, Plan
from .references import Words
from .rows import Mistake, Row, Table
from .shapes import nouns, shape_of

# How much of a name is kept.
_NAME = 200
ANOTHER = (
    "What is stored has changed since this plan was made. Nothing was written: this is the plan as it is now. Look at "
    "it, then write it."
)


def kept(plan: Plan, *, by: AbstractBaseUser, file_name: str, content: bytes, confirmed: bool = False) -> ChangeSet:
    """The plan of a file, kept as a new change set; `confirmed` as it was planned."""
    table = plan.table
    change_set = ChangeSet(
        noun=table.shape.noun,
        file_name=file_name[-_NAME:],
        sha256=sha256(content).hexdigest(),
        how=table.how[:_NAME],
        counted=table.counted,
        confirmed=confirmed,
    )
    return _keep(change_set, plan, by)


def _keep(change_set: ChangeSet, plan: Plan, by: AbstractBaseUser) -> ChangeSet:
    change_set.digest, change_set.counts = plan.digest(), plan.counts
    change_set.mistakes = [[mistake.line, mistake.column, mistake.sentence] for mistake in plan.mistakes]
    rows = [
        PlannedRow(
            place=place,
            line=item.row.line,
            slug=item.row.slug[:_NAME],
            outcome=item.outcome,
            given=item.row.as_data(),
            told=item.told(),
            record_id=item.stored and item.stored.pk,
        )
        for place, item in enumerate(plan.items)
    ]
    return actions.keep_plan(change_set, rows, by=by)


def table_of(change_set: ChangeSet) -> Table:
    """The file as it was read."""
    rows = [Row.from_data(given) for given in change_set.rows.values_list("given", flat=True)]
    # What was wrong with the file stays wrong; rights (line 0) are asked anew.
    mistakes = [Mistake(*mistake) for mistake in change_set.mistakes if mistake[0]]
    shape = shape_of(nouns()[change_set.noun])
    return Table(shape, rows, mistakes, change_set.how, change_set.counted)


def applying(change_set: ChangeSet, *, by: AbstractBaseUser) -> Generator[str, None, ChangeSet]:
    """Write what the plan of `change_set` says, in steps that are said; `Refused`, and nothing written, if it cannot.

    If the plan would be another one now, that one is kept in its place and `Stale` raised.
    """
    plan = yield from planning(table_of(change_set), by, confirmed=change_set.confirmed)
    if plan.is_broken or plan.digest() != change_set.digest:
        if plan.digest() == change_set.digest:
            raise Refused("The plan has rows in error. Correct the file and upload it again: nothing was written.")
        _keep(change_set, plan, by)
        raise Stale(ANOTHER)
    try:
        with transaction.atomic():
            stored = actions.stage(change_set, "planned")
            if stored.digest != change_set.digest:
                raise Stale(ANOTHER)
            yield from _write(stored, plan, by)
    except Stale:
        # Between planning and writing somebody was faster: its records have changed, or another plan is kept already.
        plan = yield from planning(table_of(change_set), by, confirmed=change_set.confirmed)
        _keep(change_set, plan, by)
        raise Stale(ANOTHER) from None
    except (models.ProtectedError, Error) as error:
        if seen_in(error) not in (None, Outage.BUSY):
            raise
        raise Refused(
            "Somebody wrote at the same moment what this import needs or would repeat. Nothing was written: try again."
        ) from None
    change_set.refresh_from_db()
    return change_set


def _write(change_set: ChangeSet, plan: Plan, by: AbstractBaseUser) -> Generator[str, None, None]:
    model = plan.table.shape.model
    new = [item for item in plan.items if item.outcome == NEW]
    changed = [item for item in plan.items if item.outcome == CHANGED]
    made: dict[New, models.Model] = {New(model, item.row.slug): model(slug=item.row.slug) for item in new}
    # Files of sources may bring a source and its passages together.
    sources = dict(Source.objects.filter(slug__in={words[0] for words in plan.passages}).values_list("slug", "pk"))
    passages = [_passage(words, sources, made) for words in plan.passages]
    made |= {New(Passage, words): passage for words, passage in zip(plan.passages, passages, strict=True)}
    drafts = [(made[New(model, item.row.slug)], _bound(item.wanted, made)) for item in new]
    if drafts:
        yield f"Writing {len(new):,} new drafts and {len(passages):,} passages …"
        actions.create_many(model, drafts, passages=passages, by=by, change_set=change_set)
    elif passages:
        yield f"Writing {len(passages):,} passages …"
        actions.add_passages(passages, by=by, change_set=change_set)
    yield f"{len(passages):,} passages and {len(new):,} new drafts written. {len(changed):,} records to change …"
    revisions = {item.stored.pk: (item.stored.version, _bound(item.wanted, made)) for item in changed}
    past = actions.edit_many(model, revisions, by=by, change_set=change_set)
    yield f"{len(changed):,} records changed."
    versions = dict(model._base_manager.filter(pk__in=past).values_list("pk", "version")) if past else {}
    written = {record.slug: (record.pk, record.version) for record, _ in drafts}
    written |= {item.row.slug: (item.stored.pk, versions[item.stored.pk]) for item in changed}
    actions.note_applied(change_set, written, past, by=by)


def _passage(words: Words, sources: dict[str, int], made: dict[New, models.Model]) -> Passage:
    slug, locator, quote = words
    passage = Passage(locator=locator, quote=quote)
    if slug in sources:
        passage.source_id = sources[slug]
    else:
        passage.source = made[New(Source, slug)]
    return passage


def _bound(wanted: dict, made: dict[New, models.Model]) -> dict:
    """A snapshot with what the import adds in the place of its names."""

    def values(given: dict) -> dict:
        return {name: _value(value, made) for name, value in given.items()}

    return {
        "fields": values(wanted["fields"]),
        "links": values(wanted["links"]),
        "parts": {name: [values(part) for part in parts] for name, parts in wanted["parts"].items()},
    }


def _value(value: object, made: dict[New, models.Model]) -> object:
    if isinstance(value, list):
        return [_value(one, made) for one in value]
    return made[value] if isinstance(value, New) else value
