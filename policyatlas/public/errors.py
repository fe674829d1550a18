"""What is said where an address leads nowhere, a form cannot be taken, or the database does not answer."""

import re
import sys

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import set_script_prefix
from django.utils import translation
from django.utils.translation import gettext as _

from policyatlas import outages
from policyatlas.editions.reading import Reading
from policyatlas.outages import Outage

from .data import is_data, refusal
from .frame import unpinned_prefix

# What a form sends besides what a person typed: the token, the buttons, the counts and the keys of its rows.
_NOT_TYPED = re.compile(
    r"csrfmiddlewaretoken|_.*|next|action|index|select_across|expected_version|seen|initial-.*"
    r"|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS|.*-__prefix__-.*|.*-\d+-id"
)
# A field of the form itself, or of a row of it; anybody may send a name that is empty, or has thousands of digits.
_NAME = re.compile(r"(?:(.+)-(\d{1,9})-)?(.*)", re.DOTALL)
# Never shown again, whatever the form calls them.
_SECRET = re.compile("pass(word|phrase)|secret|credential|^code$", re.IGNORECASE)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere: a page with its words to search for; data addresses answer in their form."""
    unknown_edition = _leave_unknown_edition(request)
    # The exception of a path that no pattern matches holds all patterns; only our own sentences are for readers.
    sentence = str(exception) if isinstance(exception, Http404) and _is_sentence(exception) else ""
    sentence = unknown_edition or sentence
    if is_data(request):
        return refusal(request, sentence or _("There is nothing at this address."), 404)
    context = {"sentence": sentence, "guess": _guess(request.path_info)}
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


def form_not_taken(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token does not fit, with the words that were typed into it; it asks no query."""
    context = {"address": request.get_full_path(), "words": _typed(request)}
    # Without the request: what is around other pages would look up who is signed in and which edition is read.
    return HttpResponse(render_to_string("403_csrf.html", context), status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """A failure of the site itself, or of its database alone: a page that says so and asks nothing of either."""
    outage = outages.seen_in(sys.exc_info()[1])
    return _broken(request) if outage is None else _unavailable(request, outage)


def _broken(request: HttpRequest) -> HttpResponse:
    """With the name by which the log has the failure."""
    name = getattr(request, "request_id", "")
    if is_data(request):
        sentence = _("Something went wrong on our side; the failure has been noted as %(name)s.") % {"name": name}
        return refusal(request, sentence, 500)
    return HttpResponse(render_to_string("500.html", {"request_id": name}), status=500)


def _unavailable(request: HttpRequest, outage: Outage) -> HttpResponse:
    # As for a form that was not taken: nothing around the page that would ask the database.
    at_desk = request.path_info.startswith("/admin/")
    language = "ja" if request.path.startswith("/ja/") else "en"
    with translation.override(language):
        if is_data(request):
            said = _("The database of the atlas does not answer at the moment. Try again later.")
            answer = refusal(request, said, 503)
        else:
            context = {"language": language, "at_desk": at_desk, "outage": outage.name}
            if at_desk and request.method == "POST":
                context |= {"was_sent": True, "address": request.get_full_path(), "words": _typed(request)}
            answer = HttpResponse(render_to_string("503.html", context), status=503)
    answer.headers["Retry-After"] = str(outage.value)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Language"] = language
    return answer


def _typed(request: HttpRequest) -> list[dict]:
    """The words in the form that was sent, each as `{"name", "words", "rows"}`; no passwords, no keys of ours."""
    try:
        sent = request.POST
    except (UnreadablePostError, SuspiciousOperation, MultiPartParserError):
        return []
    if any(_SECRET.search(name) for name in sent):
        # A sign-in: nothing in it is worth showing on a screen.
        return []
    return [
        {"name": _in_words(name), "words": words, "rows": min(12, 1 + len(words) // 80 + words.count("\n"))}
        for name, values in sent.lists()
        if not _NOT_TYPED.fullmatch(name)
        for words in values
        if words.strip() and not words.strip().isdecimal()
    ]


def _in_words(name: str) -> str:
    """The name of a form's field as one reads it: “stages-0-title_en” is “stages 1: title en”."""
    part, number, field = _NAME.fullmatch(name).groups()
    plain = field.replace("_", " ")
    return f"{part.replace('_', ' ')} {int(number) + 1}: {plain}" if part else plain
