"""Why lines differ: the reasons given when entries were printed anew, taken out of print or renamed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from policyatlas.editions.between import Printing, printings, withdrawals
from policyatlas.editions.payloads import Address
from policyatlas.public.extracts.table import Line
from policyatlas.values.diffs import Change

from .moves import Moves
from .spans import Span


@dataclass(frozen=True)
class Reasons:
    """What was said about the entries behind the lines that differ."""

    printings: dict[Address, list[Printing]]
    withdrawals: dict[Address, str]
    moves: Moves

    def of(self, change: Change[Line]) -> list[str]:
        """The reasons given for a line that differs, oldest first, each once; none where none was given."""
        return list(dict.fromkeys(reason for ref in bearers([change]) for reason in self._given(ref) if reason))

    def printed(self, change: Change[Line]) -> bool:
        """Whether something happened to the entry that bears the line, and not only to what the line names."""
        known = self.printings.keys() | self.withdrawals.keys() | self.moves.reasons.keys()
        return any(ref in known for ref in bearers([change]))

    def dates(self) -> list[datetime]:
        """When the entries were printed, as far as that is known."""
        return [one.printed_at for found in self.printings.values() for one in found if one.printed_at]

    def _given(self, ref: Address) -> Iterable[str]:
        printed = self.printings.get(ref, [])
        yield from (one.reason for one in printed)
        if not any(one.stayed for one in printed):
            # What was taken out of print and came back was not withdrawn in the end.
            yield self.moves.reasons.get(ref, "") or self.withdrawals.get(ref, "")


def reasons(changes: list[Change[Line]], span: Span) -> Reasons:
    """The reasons for all `changes` at once; two queries."""
    refs = bearers(changes)
    if not refs:
        return Reasons({}, {}, span.moves)
    found: dict[Address, list[Printing]] = defaultdict(list)
    for printing in printings(refs, span.before, span.after):
        found[printing.ref].append(printing)
    return Reasons(dict(found), withdrawals(refs, span.before, span.after), span.moves)


def bearers(changes: list[Change[Line]]) -> dict[Address, None]:
    """The entries that bear the lines, before and after, each once."""
    lines = (line for change in changes for line in (change.before, change.after))
    return dict.fromkeys(line.about for line in lines if line is not None and line.about is not None)
