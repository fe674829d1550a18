"""Pages of answers: which one is asked for, within which limits, and where the next one is."""

from collections.abc import Callable
from enum import IntEnum

from django.http import QueryDict
from ninja import Schema
from pydantic import Field

from policyatlas.public.lists.asking import PAGE_SIZE, PAGE_SIZES

# Nine digits are more pages than there can be, and fit every database.
LAST_PAGE = 999_999_999

PageSize = IntEnum("PageSize", {f"ROWS_{size}": size for size in PAGE_SIZES})


class Wanted(Schema):
    """Which page of the rows."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description="The number of the page, from 1.")
    per_page: PageSize = Field(PageSize(PAGE_SIZE), description="How many rows a page has.")

    def within(self, parameters: QueryDict) -> QueryDict:
        """The question of an address with just this page of it."""
        question = parameters.copy()
        question["page"], question["per_page"] = str(self.page), str(int(self.per_page))
        return question


def pages(page: int, last: int, size: int, address: Callable[[int], str]) -> dict:
    """What an answer says of its pages; `address` gives that of each."""
    return {
        "page": page,
        "pages": last,
        "per_page": size,
        "next": address(page + 1) if page < last else "",
        "previous": address(page - 1) if page > 1 else "",
    }
