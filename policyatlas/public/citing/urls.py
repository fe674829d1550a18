"""The addresses of citations: the page beside each view, and the files."""

import re

from django.urls import path, register_converter

from . import views


class Ending:
    """The ending of a file with a citation."""

    regex = "|".join(map(re.escape, views.FORMS))

    def to_python(self, value: str) -> str:
        """The ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it stands."""
        return value


register_converter(Ending, "citation")

urlpatterns = [
    path("cite/<stem:stem>/", views.page, name="cite"),
    path("<stem:stem>.<citation:ending>", views.file, name="citation"),
]
