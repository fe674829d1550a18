"""What an address says before its path: the language of the page (`/ja/…`) and which edition is read (`/2026.1/…`)."""

import re

from django.http import Http404, HttpResponseRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from policyatlas.editions.models import Edition
from policyatlas.editions.reading import Reading

# The desk works on what is in print now, and the health of the site is that of the whole: they have no addresses within
# an edition or a language.
_WHOLE = r"(?=/)(?!/(?:admin/|healthz$|readyz$))"
_PINNED = re.compile(rf"^/(?P<label>\d{{4}}\.\d+){_WHOLE}")
# An edition without the slash after its label.
_BARE = re.compile(r"^/\d{4}\.\d+$")
# Japanese is in the address; English, the language of the shortest addresses, is not. The desk is in English.
_JAPANESE = re.compile(rf"^/ja{_WHOLE}")


class LanguageMiddleware:
    """Makes the pages below `/ja/` Japanese and all others English, whatever the browser wishes or a cookie says.

    The language becomes part of the script prefix, so `{% url %}` and `reverse()` stay in it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/ja":
            return HttpResponseRedirect(request.get_full_path(force_append_slash=True))
        japanese = _JAPANESE.match(request.path_info)
        prefix = get_script_prefix()
        if japanese:
            set_script_prefix(f"{prefix}ja/")
            request.path_info = request.path_info[japanese.end() :]
        language = "ja" if japanese else "en"
        try:
            with translation.override(language):
                response = self.get_response(request)
        finally:
            set_script_prefix(prefix)
        response.headers["Content-Language"] = language
        return response


class EditionMiddleware:
    """Sets `request.reading`; strips a leading edition label from the path and makes every link keep it.

    The label becomes part of the script prefix, so `{% url %}` and `reverse()` stay inside the edition.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _BARE.match(request.path_info):
            return HttpResponseRedirect(request.get_full_path(force_append_slash=True))
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
        raise Http404(_("There is no edition %(label)s.") % {"label": label})
    return Reading(edition, pinned=True)
