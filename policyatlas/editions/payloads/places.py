"""The shape of a place in print, prefectures included."""

from .parts import Evidence, Names, Ref, Shape


class Focus(Shape):
    """A field of technology a place focuses on."""

    field: Ref
    printed: str
    remark: str
    evidence: list[Evidence]


class PlacePayload(Shape):
    """A place in print; prefectures are printed with the same shape under a kind of their own."""

    name: Names
    place_kind: str
    code: str
    parent: Ref | None
    within: list[Ref]
    meti_bureau: str
    tile_column: int | None
    tile_row: int | None
    remark: str
    focuses: list[Focus]
    evidence: list[Evidence]
    missing: dict[str, str]
