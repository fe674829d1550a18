"""The addresses of the reading room."""

from django.urls import include, path

from . import converters, home, search
from .editions import views as editions
from .files import views as files
from .lists import views as lists
from .pages import views as pages
from .styleguide import views as styleguide

converters.register()

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
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
