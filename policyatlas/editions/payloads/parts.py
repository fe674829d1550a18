"""What payloads of several kinds share: the base shape, references, names and evidence."""

from pydantic import BaseModel, ConfigDict, Field

# The keys of a reference as JSON data.
_REFERENCE = {"kind", "slug"}
_NESTED = (dict, list)


class Shape(BaseModel):
    """A frozen shape that refuses keys nobody documented."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ref(Shape):
    """A reference to another entry, resolved among the entries of the same edition."""

    kind: str
    slug: str


class Names(Shape):
    """A name or title in both languages; `ja` is empty where no Japanese form is known."""

    en: str
    ja: str = ""


class Evidence(Shape):
    """A passage that supports what it stands with; `supports` names one attribute, or is empty for the whole.

    `confidence` is left out where nobody has judged it, as in all that was printed before the key came to be.
    """

    source: Ref
    locator: str
    quote: str
    supports: str = ""
    confidence: str = Field(default="", exclude_if=lambda judged: not judged)


def references(data) -> set[tuple[str, str]]:
    """Every `(kind, slug)` that a payload (as JSON data) refers to, however deep."""
    found: set[tuple[str, str]] = set()
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            if one.keys() == _REFERENCE:
                found.add((one["kind"], one["slug"]))
            else:
                left += [value for value in one.values() if isinstance(value, _NESTED)]
        elif isinstance(one, list):
            left += one
    return found
