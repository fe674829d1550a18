"""Places: economies, regions, prefectures, cities and areas, and what prefectures focus on."""

from django.db import models
from django.db.models import Q

from policyatlas.values.vocabularies import PLACE_KIND

from .base import Citation, Record, one_of

# JIS X 0401: 01 Hokkaido to 47 Okinawa.
PREFECTURE_CODES = tuple(f"{number:02}" for number in range(1, 48))


class Place(Record):
    """A place that policies reach or figures speak of."""

    kind = models.CharField(
        max_length=16,
        choices=list(PLACE_KIND),
        help_text="Use “area” where the source does not say whether a city or a prefecture is meant.",
    )
    code = models.CharField(
        "JIS X 0401 code",
        max_length=2,
        blank=True,
        help_text="Two digits, for prefectures only: 03 is Iwate.",
    )
    name_en = models.CharField("name (English)", max_length=120, help_text="Without “Prefecture”: “Iwate”.")
    name_ja = models.CharField("name (Japanese)", max_length=120, blank=True, help_text="In full: 岩手県.")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The next larger place: a prefecture's region, a city's prefecture.",
    )
    meti_bureau = models.CharField(
        "METI bureau",
        max_length=120,
        blank=True,
        help_text="The regional bureau of METI responsible, such as “Tohoku Bureau of Economy, Trade and Industry”.",
    )
    tile_column = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Column on the tile map, 0 at the left. Prefectures only."
    )
    tile_row = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Row on the tile map, 0 at the top. Prefectures only."
    )
    remark = models.TextField(
        blank=True, help_text="What readers should know about the name or the extent, in a sentence."
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=one_of("kind", PLACE_KIND),
                name="place_kind_is_known",
                violation_error_message="The kind of place must be one of the list.",
            ),
            models.UniqueConstraint(
                fields=["kind", "code"],
                condition=~Q(code=""),
                name="place_code_once_per_kind",
                violation_error_message="Another place of this kind has that code.",
            ),
            models.CheckConstraint(
                condition=Q(code__in=["", *PREFECTURE_CODES]),
                name="place_code_is_known",
                violation_error_message="A prefecture's code runs from 01 to 47.",
            ),
            models.CheckConstraint(
                condition=Q(code="") | Q(kind="prefecture"),
                name="place_code_for_prefectures",
                violation_error_message="Only prefectures have a JIS X 0401 code.",
            ),
            models.UniqueConstraint(
                fields=["tile_column", "tile_row"],
                name="place_tile_once",
                violation_error_message="Another prefecture stands on that tile.",
            ),
            models.CheckConstraint(
                condition=Q(tile_column__isnull=True, tile_row__isnull=True)
                | Q(tile_column__isnull=False, tile_row__isnull=False),
                name="place_tile_in_pairs",
                violation_error_message="A tile needs both its column and its row.",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    def ancestors(self) -> list["Place"]:
        """The larger places this one lies in, nearest first; a loop of parents is cut where it closes."""
        if self.parent_id and not Place.parent.is_cached(self):
            # As many as a city of Japan lies in, in one query: hundreds of figures are printed at a time.
            larger = Place._base_manager.select_related("parent__parent__parent")
            self.parent = larger.get(pk=self.parent_id)
        found: list[Place] = []
        place = self.parent
        while place is not None and place not in found and place != self:
            found.append(place)
            place = place.parent
        return found


class PlaceFocus(models.Model):
    """A field of technology that a place's science and technology policy focuses on."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="focuses")
    field = models.ForeignKey(
        "records.Term",
        models.PROTECT,
        related_name="+",
        limit_choices_to={"scheme": "field"},
        help_text="The field of technology, from the list of terms.",
    )
    printed = models.CharField(
        max_length=200, blank=True, help_text="The words of the source, with its additions: “Life science”."
    )
    remark = models.CharField(max_length=200, blank=True, help_text="What the source adds, such as “for nano-tech”.")
    passage = models.ForeignKey(
        "records.Passage", models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it is said."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "field"],
                name="placefocus_field_once",
                violation_error_message="This field is already among the focuses of the place.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.field}"


class PlaceCitation(Citation):
    """A passage that supports a place."""

    record = models.ForeignKey(Place, models.CASCADE, related_name="citations")

    class Meta(Citation.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["record", "passage", "supports"],
                name="placecitation_once",
                violation_error_message="This passage is already cited for that.",
            ),
        ]
