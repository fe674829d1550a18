"""Loads places, with the fields of technology that prefectures focus on."""

from policyatlas.records.models import Place, PlaceCitation, PlaceFocus

from .nouns import load
from .rows import Row
from .run import Attached, Draft, Part, Run, further_passages
from .terms import term


def load_places(run: Run) -> None:
    """places.csv and prefecture_focus.csv."""
    load(
        run,
        Place,
        run.rows["places"],
        _place,
        attached=[_FOCUSES, further_passages("places", PlaceCitation)],
        needs=lambda row: [row["parent_slug"]],
    )


def _place(run: Run, row: Row) -> Draft:
    place = Place(
        slug=row["slug"],
        kind=row["kind"],
        code=row["code"],
        name_en=row["name_en"],
        name_ja=row["name_ja"],
        parent=run.perhaps(Place, row["parent_slug"]),
        meti_bureau=row["meti_bureau"],
        tile_column=row.whole("tile_column"),
        tile_row=row.whole("tile_row"),
        remark=row["remark"],
        note=row["note"],
    )
    return Draft(place, [Part(PlaceCitation(record=place), row)])


def _focus(run: Run, row: Row, place: Place, parts: list[Part]) -> PlaceFocus:
    return PlaceFocus(
        place=place, field=term(run, "field", row["field_code"]), printed=row["focus_printed"], remark=row["note"]
    )


_FOCUSES = Attached(
    file="prefecture_focus",
    parent=lambda row: row["prefecture_slug"],
    build=_focus,
    model=PlaceFocus,
    fields=("place__slug", "field__code"),
    columns=("prefecture_slug", "field_code"),
)
