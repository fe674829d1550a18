"""The addresses of the comparisons: each as a page."""

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
    path("<compared:noun>.svg", pictures.as_svg, name="compare-svg"),
]
