"""The addresses of the comparisons: each as a page and as data."""

from django.urls import path, register_converter

from . import pictures, views
from .nouns import NOUNS


class Compared:
    """The part of an address that names what is compared."""

    regex = "|".join(NOUNS)

    def to_python(self, value: str) -> str:
        """The word as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The word as it stands."""
        return value


register_converter(Compared, "compared")

urlpatterns = [
    path("", views.index, name="compare-index"),
    path("<compared:noun>/", views.comparison, name="compare"),
    path("<compared:noun>.csv", views.as_csv, name="compare-csv"),
    path("<compared:noun>.json", views.as_json, name="compare-json"),
    path("<compared:noun>.svg", pictures.as_svg, name="compare-svg"),
]
