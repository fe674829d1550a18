"""What the edition calls the entries that the code of comparisons, or an address, knows by the slug of another one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policyatlas.editions.payloads import Address


@dataclass(frozen=True)
class Names:
    """Where addresses have moved to in the edition that is read: `(kind, slug)` by `(kind, slug)`; the others stay."""

    moved: Mapping[Address, Address] = field(default_factory=dict)

    def told(self, address: Address) -> Address:
        """The address in this edition."""
        return self.moved.get(address, address)

    def one(self, kind: str, slug: str) -> str:
        """The slug in this edition; the same where it leads to another kind, for that is not what is meant."""
        to_kind, to_slug = self.told((kind, slug))
        return to_slug if to_kind == kind else slug

    def here(self, kind: str, slugs: Iterable[str]) -> tuple[str, ...]:
        """The slugs in this edition, in their order; those that were merged stand once."""
        return tuple(dict.fromkeys(self.one(kind, slug) for slug in slugs))


# Where nothing was renamed, or nobody asked.
AS_WRITTEN = Names()


def addresses(kind: str, slugs: Iterable[str]) -> frozenset[Address]:
    """The addresses of entries of one kind."""
    return frozenset((kind, slug) for slug in slugs)
