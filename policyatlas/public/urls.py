"""The addresses of the reading room."""

from importlib.util import find_spec

from django.urls import include, path, register_converter

from policyatlas.values.kinds import BY_ADDRESS

from . import home, lists, search


class Address:
    """The first part of an address: the plural of a kind of entry."""

    regex = "|".join(BY_ADDRESS)

    def to_python(self, value: str) -> str:
        """The address as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The address as it stands."""
        return value


register_converter(Address, "address")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("search/", search.search, name="search"),
    path("editions/", home.editions, name="editions"),
    path("editions/<str:label>/", home.edition, name="edition"),
    path("<address:address>/", lists.page, name="list"),
]
if find_spec("policyatlas.public.pages"):
    from . import pages

    urlpatterns += [
        path("<address:address>/<slug:slug>/", pages.record, name="record"),
        path("<address:address>/<slug:slug>.json", pages.data, name="record-data"),
    ]
if find_spec("policyatlas.public.compare"):
    urlpatterns += [path("compare/", include("policyatlas.public.compare.urls"))]
