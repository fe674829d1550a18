"""The addresses of the reading room."""

from django.urls import include, path

from . import converters, home, search
from .bibliography import views as bibliography
from .changes import views as changes
from .describing import views as describing
from .editions import views as editions
from .evidence_map import views as evidence_map
from .files import views as files
from .lists import views as lists
from .pages import views as pages
from .styleguide import views as styleguide

converters.register()

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("evidence/", evidence_map.evidence, name="evidence"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("search/", search.search, name="search"),
    path("editions/", editions.index, name="editions"),
    path("editions/<str:label>/", editions.edition, name="edition"),
    path("bibliography/", bibliography.page, name="bibliography"),
    path("bibliography.<citation:ending>", bibliography.file, name="bibliography-file"),
    path("bibliography/<slug:slug>.<citation:ending>", bibliography.reference, name="reference-file"),
    path("changes.atom", changes.whole_as_atom, name="changes-whole"),
    path("robots.txt", describing.robots, name="robots"),
    path("sitemap.xml", describing.sitemap_index, name="sitemap"),
    path("sitemap-<slug:name>.xml", describing.sitemap, name="sitemap-part"),
    path("changes/", include("policyatlas.public.changes.urls")),
    path("editions/<str:label>.<whole:ending>", editions.whole, name="edition-data"),
    path("api/v1/", include("policyatlas.public.api.urls")),
    path("compare/", include("policyatlas.public.compare.urls")),
    path("", include("policyatlas.public.timeline.urls")),
    path("", include("policyatlas.public.map.urls")),
    path("", include("policyatlas.public.citing.urls")),
    path("<address:address>/", lists.page, name="list"),
    path("<address:address>/<slug:slug>/", pages.record, name="record"),
    path("<stem:stem>.<ending:ending>", files.file, name="file"),
]
