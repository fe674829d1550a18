"""What is said where an entry is not in print in the edition that is read, as a page and as data."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from policyatlas.editions.models import Edition
from policyatlas.public import words
from policyatlas.public.data import is_api, is_data, refusal
from policyatlas.public.links import address_in
from policyatlas.values.kinds import BY_ADDRESS, KINDS, Kind

from .lives import past


def none_at(request: HttpRequest, stem: str) -> HttpResponse:
    """What is said for the `stem` of a view of which the edition has nothing: only a record can be out of print."""
    address, slug = stem.split("/")
    return not_in_print(request, BY_ADDRESS[address], slug)


def not_in_print(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """301 to where it went, or 302 to where this edition has it; else 410 for what was in print and is not any more,
    404 for what came later; a plain 404 for what never was.
    """
    reading = request.reading
    moved = reading.forwarding(kind.code, slug)
    if moved is not None:
        return _elsewhere(request, kind, slug, *moved)
    seen, withdrawal = reading.last_seen(kind.code, slug), reading.withdrawal(kind.code, slug)
    if seen is None and withdrawal is None:
        raise Http404(words.never_in_print(kind, slug))
    entry, seen_in = seen or (withdrawal, None)
    later = seen is not None and entry.since_id > reading.edition.number
    context = {
        "kind": kind,
        "title": (entry.title_ja if words.page_language() == "ja" else "") or entry.title_en,
        "later": later,
        "sentence": _came_later(reading.edition, entry.since) if later else _("It was taken out of print."),
        "reason": withdrawal.reason if withdrawal and not later else "",
        # Where it can still be read: the last closed edition that has it, or what is in print now.
        "seen_in": seen_in,
        "seen_address": address_in(seen_in.label if seen_in else "", kind.code, slug) if seen_in or later else "",
        "list_address": reverse("list", args=[kind.address]),
        "past": past(entry, reading) if seen and not later else [],
    }
    status = 404 if later else 410
    if is_data(request):
        return refusal(request, _in_one_line(request, context), status)
    return render(request, "public/not_in_print.html", context, status=status)


def _elsewhere(request: HttpRequest, kind: Kind, slug: str, to_kind: str, to_slug: str) -> HttpResponse:
    """Leads to the same page, file or question of the entry at its address in this edition."""
    before, _named, after = request.path_info.rpartition(f"{kind.address}/{slug}")
    question = request.META.get("QUERY_STRING", "")
    path = f"{get_script_prefix().rstrip('/')}{before}{KINDS[to_kind].address}/{to_slug}{after}"
    address = path + (f"?{question}" if question else "")
    if request.reading.pinned:
        # Nothing is permanent about how an edition is asked for what it knows by another address.
        return HttpResponseRedirect(address)
    response = HttpResponsePermanentRedirect(address)
    # Browsers keep these for ever unless told; a record that gets its old address back would send them in circles.
    response["Cache-Control"] = "no-cache"
    return response


def _came_later(read: Edition, since: Edition) -> str:
    names = {"read": read.label, "since": since.label}
    before = _("It was not yet in print in edition %(read)s, which you are reading.") % names
    if since.label:
        return before + " " + _("It has been in print since edition %(since)s.") % names
    return before + " " + _("It came into print after the last edition was closed.")


def _in_one_line(request: HttpRequest, context: dict) -> str:
    """What the page says, for programs: what happened, the reason, and where the entry can still be read."""
    parts = [f"{context['title']}: {context['sentence']}"]
    if context["reason"]:
        parts.append(_("The reason given:") + f" “{context['reason']}”")
    if context["seen_address"]:
        address = request.build_absolute_uri(_as_data(request, context["seen_address"]))
        parts.append(_("Read it at %(address)s") % {"address": address})
    return " ".join(parts)


def _as_data(request: HttpRequest, page: str) -> str:
    """Where the entry with that `page` is as what was asked for: in the API, or as a file of the same ending."""
    if is_api(request):
        stem = "/".join(page.rstrip("/").split("/")[-2:])
        before = page.removesuffix(f"{stem}/")
        return f"{before}api/v1/{stem}/"
    ending = request.path_info.partition(".")[2]
    return f"{page.rstrip('/')}.{ending}"
