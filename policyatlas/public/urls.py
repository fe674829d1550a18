"""The addresses of the reading room."""

from django.urls import include, path, register_converter

from policyatlas.values.kinds import BY_ADDRESS

from . import home, search
from .editions import views as editions
from .editions.files import FORMATS
from .extracts.finding import STEM
from .files import views as files
from .files.links import ENDINGS
from .lists import views as lists
from .pages import views as pages


class Address:
    """The first part of an address: the plural of a kind of entry."""

    regex = "|".join(BY_ADDRESS)

    def to_python(self, value: str) -> str:
        """The address as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The address as it stands."""
        return value


class Stem:
    """What stands before the ending of a file, and before the last slash of a page that can be downloaded and cited."""

    regex = STEM

    def to_python(self, value: str) -> str:
        """The stem as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The stem as it stands."""
        return value


class WholeEnding:
    """The ending of a file that holds a whole edition."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """The ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it stands."""
        return value


class Ending:
    """The ending of a file that holds a view."""

    regex = "|".join(ENDINGS)

    def to_python(self, value: str) -> str:
        """The ending as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The ending as it stands."""
        return value


register_converter(Address, "address")
register_converter(Stem, "stem")
register_converter(WholeEnding, "whole")
register_converter(Ending, "ending")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("search/", search.search, name="search"),
    path("editions/", editions.index, name="editions"),
    path("editions/<str:label>/", editions.edition, name="edition"),
    path("changes/", include("policyatlas.public.changes.urls")),
    path("editions/<str:label>.<whole:ending>", editions.whole, name="edition-data"),
    path("compare/", include("policyatlas.public.compare.urls")),
    path("", include("policyatlas.public.citing.urls")),
    path("<address:address>/", lists.page, name="list"),
    path("<address:address>/<slug:slug>/", pages.record, name="record"),
    path("<stem:stem>.<ending:ending>", files.file, name="file"),
]
