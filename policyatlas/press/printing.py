"""Printing a record: which printer serves which noun, and what a record's entries refer to."""

from collections.abc import Callable

from policyatlas.editions.payloads import references
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import Sheet, put_in_print, take_out_of_print
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


def print_record(record: Record, reason: str = "") -> None:
    """Put the entries of `record` in print in the open edition; `reason` says to readers why it differs from before."""
    put_in_print(origin(record), sheets(record), reason)


def withdraw_record(record: Record, reason: str) -> None:
    """Take the entries of `record` out of print with the open edition; closed editions keep them."""
    take_out_of_print(origin(record), reason)


def origin(record: Record) -> str:
    """The name under which a record's entries are kept together: noun and primary key, since slugs may be renamed."""
    return f"{record._meta.model_name}:{record.pk}"


def targets(record: Record) -> set[tuple[str, str]]:
    """The `(kind, slug)` of every entry that `record` would refer to, its own entries left out."""
    printed = sheets(record)
    own = {(sheet.kind, sheet.slug) for sheet in printed}
    named = {pair for sheet in printed for pair in references(sheet.payload.model_dump(mode="json"))}
    return named - own


def unprinted_targets(record: Record) -> list[tuple[str, str]]:
    """The targets of `record` that are not in print now, sorted."""
    named = targets(record)
    return sorted(named - Reading.now().cards(named).keys())
