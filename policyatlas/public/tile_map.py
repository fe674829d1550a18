"""The 47 prefectures as tiles roughly where they lie, shaded by how much in print concerns them."""

from dataclasses import dataclass

from policyatlas.editions.reading import Reading

from .links import address_of

# In the units of the drawing: the step from tile to tile, and the tile itself.
STEP_X, STEP_Y = 60, 42
WIDTH, HEIGHT = 57, 39
COLUMNS, ROWS = 14, 12
# The least number of entries for each shade after the lightest.
_SHADES = (1, 3, 6, 12)


@dataclass(frozen=True)
class Tile:
    """A prefecture on the map; `shade` is 0 (nothing in print) to 4."""

    name: str
    name_ja: str
    address: str
    x: int
    y: int
    count: int
    shade: int

    @property
    def middle(self) -> int:
        """Where its name stands, across."""
        return self.x + WIDTH // 2

    @property
    def line(self) -> int:
        """Where its name stands, down."""
        return self.y + 17

    @property
    def second_line(self) -> int:
        """Where its number stands, down."""
        return self.y + 32


def tiles(reading: Reading) -> list[Tile]:
    """The tiles from north to south; two queries."""
    located = reading.entries().filter(kind__in=("policy", "cluster"))
    counts = reading.facet_counts({"place": located})["place"]
    rows = reading.entries("prefecture").values_list(
        "slug", "title_en", "title_ja", "payload__tile_column", "payload__tile_row"
    )
    made = [
        _tile(slug, en, ja, column, row, counts.get(f"prefecture:{slug}", 0))
        for slug, en, ja, column, row in rows
        if column is not None and row is not None
    ]
    return sorted(made, key=lambda tile: (tile.y, tile.x))


def _tile(slug: str, en: str, ja: str, column: int, row: int, count: int) -> Tile:
    return Tile(
        name=en.removesuffix(" Prefecture"),
        name_ja=ja,
        address=address_of("prefecture", slug),
        x=column * STEP_X + 1,
        y=row * STEP_Y + 1,
        count=count,
        shade=sum(count >= least for least in _SHADES),
    )
