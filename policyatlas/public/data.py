"""What data answers have in common: the name of their edition, their licence, and how they refuse."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from policyatlas.editions.models import Edition

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


# What stands in addresses and data for the label of the open edition.
OPEN = "open"

_API = "/api/"
_ENDINGS = (".json", ".csv", ".xlsx", ".bib", ".ris", ".svg", ".atom", ".xml", ".txt", ".zip", ".sqlite")


def label_of(edition: Edition) -> str:
    """The label of an edition, such as `2026.1`; `open` for what is in print now."""
    return edition.label or OPEN


def is_api(request: HttpRequest) -> bool:
    """Whether the address is one of the API, whose guide is a page."""
    return request.path_info.startswith(_API) and request.path_info != f"{_API}v1/"


def is_data(request: HttpRequest) -> bool:
    """Whether the address asks for data and not for a page."""
    return request.path_info.endswith(_ENDINGS) or is_api(request)


def refusal(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """What a data address answers where there are none: the sentence as JSON, or as plain text instead of a table."""
    if request.path_info.endswith(".json") or is_api(request):
        return JsonResponse({"error": sentence}, status=status, json_dumps_params={"ensure_ascii": False})
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
