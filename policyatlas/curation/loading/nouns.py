"""Taking the rows of one noun: each becomes a record in print, with the rows of other files that belong to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import Error, models, transaction

from policyatlas.curation import actions
from policyatlas.curation.refusals import Refused
from policyatlas.records.models import Citation, Record

from .order import in_order
from .passages import words_of
from .ready import Extra, Ready
from .rows import Row, Unfit
from .run import Attached, Draft, Later, Part, Run

# So many records of one noun are put in print together.
_TOGETHER = 200


def load(
    run: Run,
    model: type[Record],
    rows: list[Row],
    build: Callable[[Run, Row], Draft],
    attached: Iterable[Attached] = (),
    needs: Callable[[Row], Iterable[str]] = lambda row: (),
) -> None:
    """Load `rows` as records of one noun, with what is `attached` to them; a row comes after those it `needs`."""
    noun = _Noun(run, model, build, {kind: _stored(run, kind) for kind in attached})
    extras: dict[str, list[Extra]] = defaultdict(list)
    for kind in attached:
        for row in run.rows[kind.file]:
            if parent := kind.parent(row):
                extras[parent].append((kind, row))
    run.coming[model] = {row["slug"] for row in rows}
    run.settle = noun.settle
    for row in in_order(rows, needs):
        noun.take(row, extras.pop(row["slug"], []))
        run.coming[model].discard(row["slug"])
    noun.settle()
    # Of records that no file has any more, and what had to wait for a record that came later.
    for slug, rest in [*extras.items(), *noun.later.items()]:
        noun.attach(slug, rest)


def _stored(run: Run, kind: Attached) -> set[tuple[str, ...]]:
    """What is in the atlas already of one sort of parts, with slugs as they are now."""
    return {run.as_now(kind, identity) for identity in kind.stored()}


@dataclass
class _Noun:
    run: Run
    model: type[Record]
    build: Callable[[Run, Row], Draft]
    stored: dict[Attached, set[tuple[str, ...]]]
    later: dict[str, list[Extra]] = field(default_factory=lambda: defaultdict(list))
    _lines: dict[tuple, Row] = field(default_factory=dict)
    _waiting: list[Ready] = field(default_factory=list)

    def take(self, row: Row, extras: list[Extra]) -> None:
        """Load one row with what is attached to it, soon, or keep the record that is there."""
        if self._repeats((self.model, row["slug"]), row):
            self.settle()
        elif row["slug"] in self.run.records(self.model):
            self.run.report.keep(row)
        else:
            extras = [extra for extra in extras if not self._repeats(_identity(extra), extra[1])]
            ready = self._ready(row, extras)
            if ready and not ready.can_wait:
                self.settle()
                self.attach(row["slug"], self._store(ready))
                return
            if ready:
                self._waiting.append(ready)
                if len(self._waiting) >= _TOGETHER:
                    self.settle()
                return
        self.attach(row["slug"], extras)

    def settle(self) -> None:
        """Create and print what waits, together if nothing is wrong with any of it, else one by one."""
        waiting, self._waiting = self._waiting, []
        if not self._created(waiting):
            for one in waiting:
                self.attach(one.row["slug"], self._create(one.row, one.extras))

    def attach(self, slug: str, extras: list[Extra]) -> None:
        """Add what `extras` say to a record that is there, unless it has it already."""
        record = self.run.records(self.model).get(slug)
        new = []
        for kind, row in extras:
            if record is None:
                why = self.run.why_absent(self.model, slug)
                self._refuse(row, f"It belongs to the {self._name} “{slug}”, which {why}.")
            elif self._repeats(_identity((kind, row)), row):
                continue
            elif self.run.as_now(kind, kind.identity(row)) in self.stored[kind]:
                self.run.report.keep(row)
            elif record.status != "published" or record.updated_by_id != self.run.by.pk:
                self.run.report.leave(
                    row,
                    f"Curators have taken over the {self._name} “{slug}”: add this at the desk, if it is wanted.",
                )
            else:
                new.append((kind, row))
        if new:
            self._extend(record, new)

    def _ready(self, row: Row, extras: list[Extra]) -> Ready | None:
        """The record of `row` as a draft, with what is fit of the `extras`; None if the row had to be refused."""
        run = self.run
        try:
            draft = self.build(run, row)
            _check_fields(draft.record)
            for part in draft.parts:
                _check_fields(part.child)
                run.check_passage(part, draft.record)
        except Unfit as reason:
            run.refuse(self.model, row, str(reason))
            return None
        except Later:
            run.refuse(self.model, row, "It and the row it names need each other: neither can be printed first.")
            return None
        return Ready(row, draft, *self._parts(draft.record, extras, draft.parts))

    def _created(self, waiting: list[Ready]) -> bool:
        """Create and print several records; False, and nothing is done, if anything is wrong with any of them."""
        run = self.run
        try:
            with transaction.atomic(), run.passages.attempt():
                with run.passages.unsaved() as passages:
                    drafts = [(one.draft.record, one.whole(run)) for one in waiting]
                actions.create_many(self.model, drafts, passages=passages, by=run.by)
                if actions.publish_many([one.draft.record for one in waiting], by=run.by):
                    raise Refused
        except (Refused, Error):
            return False
        for one in waiting:
            self._note_created(one)
        return True

    def _note_created(self, one: Ready) -> None:
        self.run.records(self.model)[one.row["slug"]] = one.draft.record
        for done in dict.fromkeys([one.row, *(part.row for part in one.parts)]):
            self.run.report.note_created(done)

    def _create(self, row: Row, extras: list[Extra]) -> list[Extra]:
        """Create and print the record of `row`; gives back what could not be attached because that failed."""
        one = self._ready(row, extras)
        return extras if one is None else self._store(one)

    def _store(self, one: Ready) -> list[Extra]:
        run, row = self.run, one.row
        draft, parts, extras = one.draft, one.parts, one.extras
        try:
            with transaction.atomic(), run.passages.attempt():
                actions.create(draft.record, by=run.by, parts=run.bound(parts, draft.record), links=draft.links)
                actions.publish(draft.record, by=run.by, expected_version=draft.record.version)
        except Refused as refusal:
            run.refuse(self.model, row, str(refusal))
            return extras
        except Error as error:
            wrong = {
                part.row: reason for part in parts if part.row is not row and (reason := _contradictions(part.child))
            }
            if not wrong:
                told = filter(None, map(_contradictions, [draft.record, *(part.child for part in draft.parts)]))
                run.refuse(self.model, row, " ".join(told) or f"The database refused it: {error}")
                return extras
            for part_row, reason in wrong.items():
                self._refuse(part_row, reason)
            return self._create(row, [extra for extra in extras if extra[1] not in wrong])
        self._note_created(one)
        return []

    def _extend(self, record: Record, extras: list[Extra]) -> None:
        """Print a record anew with further parts."""
        run = self.run
        parts, extras = self._parts(record, extras, [])
        if not parts:
            return
        try:
            with transaction.atomic(), run.passages.attempt():
                actions.revise(record, by=run.by, expected_version=record.version, reason="New rows in the files.")
                children = run.bound(parts, record)
                actions.edit(record, by=run.by, expected_version=record.version, parts=children)
                actions.publish(record, by=run.by, expected_version=record.version)
        except (Refused, Error) as error:
            record.refresh_from_db()
            wrong = {part.row: reason for part in parts if (reason := _contradictions(part.child))}
            if not wrong:
                wrong = {part.row: str(error) for part in parts}
            for part_row, reason in wrong.items():
                self._refuse(part_row, reason)
            self._extend(record, [extra for extra in extras if extra[1] not in wrong])
        else:
            for part in parts:
                run.report.note_created(part.row)

    def _parts(self, record: Record, extras: list[Extra], own: list[Part]) -> tuple[list[Part], list[Extra]]:
        """The `own` parts and those of `extras` that are fit; the unfit are refused, the early ones put off."""
        parts, fit = list(own), []
        taken = {key for part in own for key in _keys(part)}
        for kind, row in extras:
            try:
                part = Part(kind.build(self.run, row, record, parts), row, cites=kind.cites)
                _check_fields(part.child)
                self.run.check_passage(part, record)
                if taken & _keys(part):
                    raise Unfit("It repeats another row of the same record.")
            except Unfit as reason:
                self._refuse(row, str(reason))
            except Later:
                self.later[record.slug].append((kind, row))
            else:
                taken |= _keys(part)
                parts.append(part)
                fit.append((kind, row))
        return parts, fit

    def _repeats(self, identity: tuple, row: Row) -> bool:
        """Whether an earlier row was about the same; then this one is refused."""
        first = self._lines.setdefault(identity, row)
        if first is not row:
            self._refuse(row, f"It repeats line {first.line}.")
        return first is not row

    def _refuse(self, row: Row, reason: str) -> None:
        self.run.report.refuse(row, reason)

    @property
    def _name(self) -> str:
        return str(self.model._meta.verbose_name)


def _identity(extra: Extra) -> tuple:
    kind, row = extra
    return kind, kind.identity(row)


def _check_fields(child: models.Model) -> None:
    try:
        child.clean_fields(exclude=_relations(child))
    except ValidationError as error:
        raise Unfit(_sentences(error)) from None


def _contradictions(child: models.Model) -> str:
    """What rules of the database a child or record breaks, in sentences; empty if none that can be told."""
    # Rules about relations that are not stored yet cannot be asked for.
    unset = {column.name for column in child._meta.fields if column.is_relation and not getattr(child, column.attname)}
    try:
        child.validate_unique(exclude=unset)
        child.validate_constraints(exclude=unset)
    except ValidationError as error:
        return _sentences(error)
    return ""


def _relations(child: models.Model) -> list[str]:
    return [column.name for column in child._meta.fields if column.is_relation]


def _sentences(error: ValidationError) -> str:
    return " ".join(
        message if name == "__all__" else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    )


def _keys(part: Part) -> set[tuple]:
    """What must not occur twice among the parts of one record."""
    return set(_unique_values(part))


def _unique_values(part: Part) -> Iterator[tuple]:
    if isinstance(part.child, Citation):
        yield Citation, part.child.supports, words_of(part.row, part.suffix)
    for rule in part.child._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and "passage" not in rule.fields:
            # The record itself is not saved yet, and the same for all: its column is empty in each.
            columns = [part.child._meta.get_field(name).attname for name in rule.fields]
            yield rule.name, *(getattr(part.child, column) for column in columns)
