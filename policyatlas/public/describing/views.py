"""What crawlers read: which addresses are not for them, and the map of those that are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.public.frame import site_root

from . import sitemaps

# Every page is in the atlas in two languages and in every edition: a star stands for what comes before it then.
_NOT_FOR_CRAWLERS = (
    "{root}admin/",
    "{root}cite/",
    "{root}*/cite/",
    # What changed is told between any two editions.
    "{root}changes/*?",
    "{root}*/changes/*?",
    "{root}search/?",
    "{root}*/search/?",
    # Lists and comparisons of which more than two things are asked: there is no end of them.
    "{root}*?*&*&",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is not for crawlers, and where the map is."""
    _only_at_the_root()
    root = site_root()
    lines = [
        "User-agent: *",
        *(f"Disallow: {path.format(root=root)}" for path in _NOT_FOR_CRAWLERS),
        "",
        f"Sitemap: {request.build_absolute_uri(f'{root}sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The index of the map."""
    _only_at_the_root()
    return _xml(sitemaps.written_index(sitemaps.parts(request.reading), _site(request)))


@require_safe
def sitemap(request: HttpRequest, name: str) -> HttpResponse:
    """One part of the map."""
    _only_at_the_root()
    found = sitemaps.places(request.reading, name)
    if found is None:
        raise Http404(_("The site map has no such part."))
    return _xml(sitemaps.written(found, _site(request)))


def _only_at_the_root() -> None:
    """Refuses an address within an edition or a language: the map is of what is in print now, in both."""
    if get_script_prefix() != site_root():
        raise Http404(_("There is one for the whole site, where its addresses begin."))


def _site(request: HttpRequest) -> str:
    """The address of the site without a path."""
    return request.build_absolute_uri("/").rstrip("/")


def _xml(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
