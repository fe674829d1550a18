"""How the tests of the printers write down what they expect: references, evidence, and a whole sheet."""

from policyatlas.editions.writing import Sheet


def ref(kind: str, slug: str) -> dict:
    """A reference in a payload."""
    return {"kind": kind, "slug": slug}


def evidence(passage, supports: str = "") -> dict:
    """A passage as the evidence of a payload."""
    return {
        "source": ref("source", passage.source.slug),
        "locator": passage.locator,
        "quote": passage.quote,
        "supports": supports,
    }


def first_passage(record):
    """The passage of a record's first citation, which the desk makes."""
    return record.citations.order_by("pk")[0].passage


def sources(*passages) -> list[str]:
    """The values of the facet `source` for evidence from `passages`."""
    return sorted({f"source:{passage.source.slug}" for passage in passages})


def card(sheet: Sheet) -> dict:
    """The index card and the facets of a sheet: all of it but the payload."""
    return {name: value for name, value in vars(sheet).items() if name != "payload"}


def payload(sheet: Sheet) -> dict:
    """The payload of a sheet as JSON data."""
    return sheet.payload.model_dump(mode="json")
