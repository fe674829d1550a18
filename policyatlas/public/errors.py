"""What is said where an address leads nowhere."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import set_script_prefix

from policyatlas.editions.reading import Reading

from .frame import unpinned_prefix


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere, with the words of the address to search for."""
    unknown_edition = _leave_unknown_edition(request)
    # The exception of a path that no pattern matches holds all patterns; only our own sentences are for readers.
    sentence = str(exception) if isinstance(exception, Http404) and _is_sentence(exception) else ""
    context = {"sentence": unknown_edition or sentence, "guess": _guess(request.path_info)}
    return render(request, "404.html", context, status=404)


def _leave_unknown_edition(request: HttpRequest) -> str:
    """Where the address names an edition there is not: what to say of it; the page then stands in the open one."""
    try:
        _looked_up = request.reading.edition
    except AttributeError:
        # A refusal before the edition was looked at.
        request.reading = Reading.now()
    except Http404 as unknown:
        request.reading = Reading.now()
        set_script_prefix(unpinned_prefix())
        return str(unknown)
    return ""


def _is_sentence(exception: Http404) -> bool:
    return bool(exception.args) and isinstance(exception.args[0], str)


def _guess(path: str) -> str:
    """The last words of the path, as something to search for."""
    last = path.rstrip("/").rpartition("/")[2].rpartition(".")[0] or path.rstrip("/").rpartition("/")[2]
    words = re.findall(r"\w+", last.replace("_", " "))
    return " ".join(words)[:80]
