"""Prints places; prefectures become entries of a kind of their own."""

from policyatlas.editions.payloads import Focus, PlacePayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Place, PlaceFocus
from policyatlas.values.folding import fold

from .parts import cited, evidence, key, kind_of, missing, names, nonblank, place_keys, ref, source_keys


def sheets(place: Place) -> list[Sheet]:
    """One entry: the place with the places it lies in and the fields it focuses on."""
    focuses = list(place.focuses.select_related("field", "passage__source").order_by("pk"))
    ancestors = place.ancestors()
    payload = PlacePayload(
        name=names(place.name_en, place.name_ja),
        place_kind=place.kind,
        code=place.code,
        parent=ref(place.parent) if place.parent else None,
        within=[ref(ancestor) for ancestor in ancestors],
        meti_bureau=place.meti_bureau,
        tile_column=place.tile_column,
        tile_row=place.tile_row,
        remark=place.remark,
        focuses=[
            Focus(field=ref(focus.field), printed=focus.printed, remark=focus.remark, evidence=evidence(focus.passage))
            for focus in focuses
        ],
        evidence=cited(place),
        missing=missing(parent=place.parent) | _missing_of_prefecture(place, focuses),
    )
    return [
        Sheet(
            kind=kind_of(place),
            slug=place.slug,
            payload=payload,
            title_en=place.name_en,
            title_ja=place.name_ja,
            text=fold(place.name_en, place.name_ja, place.remark, *(f.field.label_en for f in focuses)),
            facets={
                "place_kind": [place.kind],
                "within": place_keys([place.parent]) if place.parent else [],
                "bureau": nonblank(place.meti_bureau),
                "field": [key(focus.field) for focus in focuses],
                "source": source_keys(payload),
            },
        )
    ]


def _missing_of_prefecture(place: Place, focuses: list[PlaceFocus]) -> dict[str, str]:
    if place.kind != "prefecture":
        return {}
    absent = missing(meti_bureau=place.meti_bureau)
    if not focuses:
        # The sources in hand speak of the six prefectures of Tohoku alone: nobody has looked up the others' focuses.
        absent["focuses"] = "not-yet-researched"
    return absent
