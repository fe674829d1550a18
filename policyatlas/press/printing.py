"""Printing a record: which printer serves which noun, and what a record's entries refer to."""

from collections.abc import Callable, Iterable

from policyatlas.editions.payloads import Address, references
from policyatlas.editions.readdressing import merge_entries, rename_entry
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import Sheet, put_all_in_print, put_in_print, take_out_of_print
from policyatlas.records.models import (
    Cluster,
    ContextEvent,
    Disagreement,
    Evaluation,
    Framework,
    Indicator,
    Observation,
    Organisation,
    Place,
    Policy,
    Record,
    Source,
    Term,
)
from policyatlas.values.kinds import KINDS

from . import (
    clusters,
    disagreements,
    evaluations,
    events,
    frameworks,
    indicators,
    organisations,
    places,
    policies,
    sources,
    terms,
)
from .parts import kind_of

_PRINTERS: dict[type[Record], Callable[..., list[Sheet]]] = {
    Policy: policies.sheets,
    Cluster: clusters.sheets,
    Evaluation: evaluations.sheets,
    Framework: frameworks.sheets,
    Indicator: indicators.indicator_sheets,
    Observation: indicators.observation_sheets,
    Disagreement: disagreements.sheets,
    ContextEvent: events.sheets,
    Organisation: organisations.sheets,
    Place: places.sheets,
    Source: sources.sheets,
    Term: terms.sheets,
}


def sheets(record: Record) -> list[Sheet]:
    """The entries `record` would print as it stands; the first one is its own, further ones are its parts."""
    return _PRINTERS[type(record)](record)


def print_record(record: Record, reason: str = "", printed: list[Sheet] | None = None) -> None:
    """Put the entries of `record` in print in the open edition; `reason` says to readers why it differs from before.

    Whoever has set its sheets already hands them over as `printed`.
    """
    put_in_print(origin(record), sheets(record) if printed is None else printed, reason)


def print_records(printed: Iterable[tuple[Record, list[Sheet]]], reason: str = "") -> None:
    """The same for several records, each with the sheets that were set of it; no more queries than for one."""
    put_all_in_print({origin(record): set_ for record, set_ in printed}, reason)


def withdraw_record(record: Record, reason: str) -> None:
    """Take the entries of `record` out of print with the open edition; closed editions keep them."""
    take_out_of_print(origin(record), reason)


def rename_record(record: Record, slug: str, reason: str) -> None:
    """Give what is in print of `record` the address `slug`, and print anew what names it.

    All of it is made from what is printed: what `record` holds now plays no part.
    """
    kind = kind_of(record)
    said = f"{KINDS[kind].en} “{record.slug}” was renamed “{slug}”: {reason}"
    rename_entry((kind, record.slug), (kind, slug), reason=reason, said=said)


def merge_record(record: Record, winner: Record, reason: str) -> None:
    """Take the entries of `record` out of print and lead their addresses to `winner`; what named it names that."""
    said = f"{KINDS[kind_of(record)].en} “{record.slug}” was merged into “{winner.slug}”: {reason}"
    merge_entries(origin(record), (kind_of(winner), winner.slug), reason=reason, said=said)


def origin(record: Record) -> str:
    """The name under which a record's entries are kept together: noun and primary key, since slugs may be renamed."""
    return f"{record._meta.model_name}:{record.pk}"


def targets(printed: list[Sheet]) -> set[Address]:
    """The `(kind, slug)` of every entry that the sheets of a record refer to, its own entries left out."""
    return {pair for sheet in printed for pair in references(sheet.data)} - {sheet.address for sheet in printed}


def unprinted_targets(record: Record, printed: list[Sheet] | None = None) -> list[Address]:
    """The targets of `record` that are not in print now, sorted; `printed` as for `print_record`."""
    named = targets(sheets(record) if printed is None else printed)
    return sorted(named - Reading.now().printed(named))
