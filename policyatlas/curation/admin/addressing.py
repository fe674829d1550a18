"""The pages that a noun has at the desk besides those of Django’s admin: their addresses, and the record at one."""

from collections.abc import Callable, Iterable
from functools import partial

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from policyatlas.records.models import Record

# It takes the admin of the noun, the request, and what its route captures.
Page = Callable[..., HttpResponseBase]


def patterns(model_admin: ModelAdmin, pages: Iterable[tuple[str, Page, str]]) -> list[URLPattern]:
    """The URL patterns of `pages`, each a route, a view and a name, for those who may enter the desk."""
    wrap = model_admin.admin_site.admin_view
    return [path(route, wrap(partial(view, model_admin)), name=_name(model_admin, name)) for route, view, name in pages]


def address(model_admin: ModelAdmin, page: str, *args) -> str:
    """The address of a page of the noun, by its name: one of ours, or `add`, `change`, `changelist`, …"""
    return reverse(f"admin:{_name(model_admin, page)}", args=args, current_app=model_admin.admin_site.name)


def record_at(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> Record:
    """The record of that key in an address, for whoever may see it."""
    record = model_admin.get_object(request, unquote(object_id))
    if not model_admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    if record is None:
        raise Http404(f"There is no such {model_admin.opts.verbose_name}.")
    return record


def _name(model_admin: ModelAdmin, page: str) -> str:
    return f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_{page}"
