"""What an address says before its path: which edition is read (`/2026.1/…`), or what is in print now."""

import re

from django.http import Http404, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils.functional import SimpleLazyObject

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading

# The desk works on what is in print now: it has no address within an edition.
_PINNED = re.compile(r"^/(?P<label>\d{4}\.\d+)(?=/)(?!/admin/)")
# An edition without the slash after its label.
_BARE = re.compile(r"^/\d{4}\.\d+$")


class EditionMiddleware:
    """Sets `request.reading`; strips a leading edition label from the path and makes every link keep it.

    The label becomes part of the script prefix, so `{% url %}` and `reverse()` stay inside the edition.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _BARE.match(request.path_info):
            return HttpResponseRedirect(f"{request.path}/")
        pinned = _PINNED.match(request.path_info)
        if pinned is None:
            request.reading = SimpleLazyObject(Reading.now)
            return self.get_response(request)
        label = pinned["label"]
        prefix = get_script_prefix()
        set_script_prefix(f"{prefix.rstrip('/')}/{label}/")
        request.path_info = request.path_info[pinned.end() :]
        request.reading = SimpleLazyObject(lambda: _pinned(label))
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(prefix)


def _pinned(label: str) -> Reading:
    edition = Edition.objects.closed().filter(label=label).first()
    if edition is None:
        raise Http404(f"There is no edition {label}.")
    return Reading(edition, pinned=True)
