"""What one run of the loader has in its hands, and what a record is before it is saved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from policyatlas.curation.history import former_addresses
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Citation, Record, Source
from policyatlas.records.models.base import IN_PRINT

from .passages import Passages, words_of
from .reading import read
from .report import Report
from .rows import Row, Unfit


class Later(Exception):  # noqa: N818 - named for when, not for what went wrong
    """A row names a record whose own row comes later."""


@dataclass
class Part:
    """A child of a record that is not saved yet, the row it comes from, and which of that row's passages it cites."""

    child: models.Model
    row: Row
    suffix: str = ""
    cites: bool = True


@dataclass
class Draft:
    """A record that is not saved yet, with the parts that come from its own row and its many-to-many links."""

    record: Record
    parts: list[Part] = field(default_factory=list)
    links: dict[str, list[Record]] = field(default_factory=dict)


@dataclass(frozen=True)
class Attached:
    """Rows of `file` that become parts of records whose rows stand in another file.

    `parent` gives the slug of the record a row belongs to (None: to none of these). `build` makes the child, given the
    run, the row, the record and the parts it already has. A child is in the atlas already if the values of `fields` in
    the database are the cells in `columns`.
    """

    file: str
    parent: Callable[[Row], str | None]
    build: Callable[["Run", Row, Record, list[Part]], models.Model]
    model: type[models.Model]
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    cites: bool = True

    @cached_property
    def nouns(self) -> tuple[type[Record] | None, ...]:
        """For each of `fields` the noun of which it is the slug; None for what names no record."""
        return tuple(map(self._noun, self.fields))

    def _noun(self, path: str) -> type[Record] | None:
        *relations, name = path.split("__")
        model = self.model
        for relation in relations:
            model = model._meta.get_field(relation).related_model
        return model if name == "slug" and issubclass(model, Record) else None

    def stored(self) -> set[tuple[str, ...]]:
        """What is in the atlas already."""
        return {tuple(map(str, values)) for values in self.model._base_manager.values_list(*self.fields)}

    def identity(self, row: Row) -> tuple[str, ...]:
        """What tells the child of `row` from every other."""
        return tuple(row[column] for column in self.columns)


def further_passages(file: str, citation: type[Citation]) -> Attached:
    """The rows of passages.csv that are further citations of the records in `file`."""
    return Attached(
        file="passages",
        parent=lambda row: row["slug"] if row["file"] == f"{file}.csv" else None,
        build=lambda run, row, record, parts: citation(record=record, supports=row["supports"]),
        model=citation,
        fields=("record__slug", "supports", "passage__source__slug", "passage__locator", "passage__quote"),
        columns=("slug", "supports", "source", "locator", "quote"),
    )


def _nothing_waits() -> None:
    """Between the nouns."""


class Run:
    """What one run has in its hands: the rows, the records in the atlas by slug, the passages, and the report."""

    def __init__(self, folder: Path, by: AbstractBaseUser):
        self.by = by
        self.report = Report()
        self.rows = read(folder, self.report)
        self.passages = Passages(by, self.report)
        self._records: dict[type[Record], dict[str, Record]] = {}
        self._slugs: dict[type[Record], dict[str, str]] = {}
        self._refused: dict[tuple[type[Record], str], Row] = {}
        self.coming: dict[type[Record], set[str]] = {}
        # Puts in print what waits for more of its noun.
        self.settle: Callable[[], None] = _nothing_waits
        self._former = former_addresses()

    # --- What rows refer to

    def records(self, model: type[Record]) -> dict[str, Record]:
        """The records of one noun in the atlas, by slug; those renamed at the desk also by the slugs they had."""
        if model not in self._records:
            found = {record.slug: record for record in model._base_manager.all()}
            kinds = {kind_of(record) for record in found.values()}
            former = {slug: now for (kind, slug), (_kind, now) in self._former.items() if kind in kinds}
            for slug, now in former.items():
                if now in found:
                    found.setdefault(slug, found[now])
            self._records[model], self._slugs[model] = found, former
        return self._records[model]

    def as_now(self, attached: Attached, identity: tuple[str, ...]) -> tuple[str, ...]:
        """What tells a child from every other, with slugs as they are now; for comparing two alone.

        A slug is one of its noun: a record of another noun that was renamed may have had the same.
        """
        pairs = zip(attached.nouns, identity, strict=True)
        return tuple(self._slug_now(noun, value) if noun else value for noun, value in pairs)

    def _slug_now(self, noun: type[Record], slug: str) -> str:
        self.records(noun)
        return self._slugs[noun].get(slug, slug)

    def one(self, model: type[Record], slug: str) -> Record:
        """The record with that slug; raises `Unfit` if it is not in print, `Later` if its row is still to come."""
        noun, record = model._meta.verbose_name, self.records(model).get(slug)
        if record is None:
            # It may be among those that wait to be put in print together.
            self.settle()
            record = self.records(model).get(slug)
        if record is not None:
            if record.status not in IN_PRINT:
                raise Unfit(f"It names the {noun} “{slug}”, which is not in print: publish that first.")
            return record
        if slug in self.coming.get(model, ()):
            raise Later
        raise Unfit(f"It names the {noun} “{slug}”, which {self.why_absent(model, slug)}.")

    def perhaps(self, model: type[Record], slug: str) -> Record | None:
        """The record with that slug, or None if the slug is empty."""
        return self.one(model, slug) if slug else None

    def all(self, model: type[Record], slugs: Iterable[str]) -> list[Record]:
        """The records with those slugs."""
        return [self.one(model, slug) for slug in slugs]

    def why_absent(self, model: type[Record], slug: str) -> str:
        """Why there is no such record, as the end of a sentence."""
        row = self._refused.get((model, slug))
        return f"was refused ({row.where})" if row else "is neither in the files nor in the atlas"

    # --- How it goes on

    def finish(self) -> Report:
        """The report, once every noun is loaded; a row nobody took is refused, so that none is lost in silence."""
        for rows in self.rows.values():
            for row in rows:
                if not self.report.is_settled(row):
                    self.report.refuse(row, "What it belongs to is not in the files.")
        return self.report

    def refuse(self, model: type[Record], row: Row, reason: str) -> None:
        """Refuse the row of a record, so that rows that name it can say why it is not there."""
        self._refused.setdefault((model, row["slug"]), row)
        self.report.refuse(row, reason)

    def check_passage(self, part: Part, record: Record) -> None:
        """Raises `Unfit` if the passage that a part cites cannot be one, or its source is not there."""
        if part.cites:
            self.passages.check(part.row, part.suffix)
            source = words_of(part.row, part.suffix)[0]
            if not (isinstance(record, Source) and record.slug == source):
                self.one(Source, source)

    def bound(self, parts: Iterable[Part], record: Record) -> Iterator[models.Model]:
        """The children, each with its passage; made one by one, because a source must be saved before it is quoted."""
        for part in parts:
            if part.cites:
                slug = words_of(part.row, part.suffix)[0]
                source = record if isinstance(record, Source) and record.slug == slug else self.one(Source, slug)
                part.child.passage = self.passages.of(part.row, source, part.suffix)
            yield part.child
