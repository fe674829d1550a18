"""The desk's forms and lists of indicators and of the figures that sources give for them."""

from django.contrib import admin

from policyatlas.records.models import IndicatorCitation, Observation, ObservationCitation

from .at_desk import CitedFilter
from .base import FOR_COLLEAGUES, RecordAdmin
from .choices import quantity
from .forms import ObservationForm
from .inlines import citations


class IndicatorAdmin(RecordAdmin):
    """Indicators at the desk."""

    slug_from = "name_en"
    list_display = ("name_en", "status", "unit", "direction", "updated")
    list_filter = ("status", "direction", CitedFilter)
    search_fields = ("slug", "name_en", "name_ja", "unit", "definition")
    search_help_text = "Searches the address, the names, the unit and the definition."
    ordering = ("name_en",)
    fieldsets = (
        (None, {"fields": ("name_en", "name_ja", "slug")}),
        (
            "What is measured",
            {
                "fields": ("unit", "definition", "direction"),
                "description": "Figures are compared within one indicator: what is counted differently is another.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(IndicatorCitation),)


class ObservationAdmin(RecordAdmin):
    """Figures at the desk."""

    form = ObservationForm
    list_display = ("slug", "status", "about", "period", "figure", "rank", "updated")
    list_filter = ("status", "rank", "missing", "qualifier", CitedFilter)
    list_select_related = ("indicator", "place", "policy", "cluster", "organisation")
    search_fields = (
        "slug",
        "indicator__name_en",
        "indicator__name_ja",
        "place__name_en",
        "place__name_ja",
        "policy__title_en",
        "policy__title_ja",
        "cluster__name_en",
        "organisation__name_en",
        "remark",
    )
    search_help_text = "Searches the address, the indicator, what the figure is about, and the remark."
    ordering = ("slug",)
    autocomplete_fields = ("indicator", "place", "policy", "cluster", "organisation")
    fieldsets = (
        (None, {"fields": ("slug", "indicator")}),
        (
            "What it is about",
            {
                "fields": ("place", "policy", "cluster", "organisation"),
                "description": "Exactly one of the four.",
            },
        ),
        (
            "When",
            {
                "fields": (("period_start", "period_end", "fiscal_year"), "period_printed"),
                "description": "The years it covers, and the words of the source where they are not plain years.",
            },
        ),
        (
            "The figure",
            {
                "fields": (("value", "upper_value", "qualifier"), "missing", "rank", "remark"),
                "description": "A value in full units, or the reason why there is none. Never both, never neither; a "
                "dash is never 0.",
            },
        ),
        FOR_COLLEAGUES,
    )
    inlines = (citations(ObservationCitation),)

    def get_prepopulated_fields(self, request, obj=None):
        """None: a figure has no title; its form makes the address when it is saved."""
        return {}

    @admin.display(description="about")
    def about(self, observation: Observation) -> str:
        """What the figure is about."""
        return str(observation.subject)

    @admin.display(description="period", ordering="period_start")
    def period(self, observation: Observation) -> str:
        """The years, or the words of the source."""
        years = [str(year) for year in (observation.period_start, observation.period_end) if year is not None]
        return observation.period_printed or "–".join(dict.fromkeys(years))

    @admin.display(description="figure", ordering="value")
    def figure(self, observation: Observation) -> str:
        """The quantity as readers will see it."""
        return quantity(observation)
