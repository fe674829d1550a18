"""The pages of the handbook at the desk, and its pictures."""

from django.http import FileResponse, Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import path, reverse

from policyatlas.curation import handbook


def addresses(site) -> list:
    """The addresses of the handbook."""

    def page_view(request: HttpRequest, name: str = "") -> TemplateResponse:
        if name not in handbook.PAGES:
            raise Http404("The handbook has no such page.")
        context = {
            **site.each_context(request),
            "title": handbook.title(name),
            "handbook": handbook.page(name, of_page=_of_page, of_picture=_of_picture),
            "further": name != "",
        }
        return TemplateResponse(request, "admin/handbook.html", context)

    def picture_view(request: HttpRequest, name: str) -> FileResponse:
        found = handbook.picture(name)
        if found is None:
            raise Http404("The handbook has no such picture.")
        return FileResponse(found.open("rb"), content_type="image/png")

    return [
        path("handbook/", site.admin_view(page_view), name="handbook"),
        path("handbook/pictures/<str:name>", site.admin_view(picture_view), name="handbook_picture"),
        path("handbook/<slug:name>/", site.admin_view(page_view), name="handbook_page"),
    ]


def _of_page(name: str) -> str:
    return reverse("admin:handbook_page", args=[name]) if name else reverse("admin:handbook")


def _of_picture(name: str) -> str:
    return reverse("admin:handbook_picture", args=[name])
