"""Changes: which entries changed, came and went since an edition or a day, each with the reasons given."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query
from pydantic import Field

from policyatlas.editions.between import Happened, Heading, happened, printings, withdrawals
from policyatlas.editions.models import Edition
from policyatlas.editions.payloads import Address, Ref
from policyatlas.public.changes.spans import Span, span
from policyatlas.public.changes.telling import HOWS
from policyatlas.public.data import label_of
from policyatlas.public.links import address_in, changes_address, within
from policyatlas.public.lists.asking import PAGE_SIZE, page_there_is
from policyatlas.public.words import shortened
from policyatlas.values.kinds import KINDS

from .answers import ROOT, Answer, Part, Title, View, answered, reading_at, with_refusals
from .paging import Wanted, pages

# The names that the API has for the two ends, and those of the page.
_ENDS = {"since": "from", "until": "to"}
_ASKED = {*_ENDS, "page", "per_page"}


class Changed(Part):
    """An entry to which something happened; `was` and `now` are there only where it has, or had, another address."""

    how: str = Field(description="changed, added or removed.")
    kind: str
    slug: str
    title: Title
    address: str = Field(description="The page of the entry, in the later edition that has it.")
    changes: str = Field(description="The page that says what changed in it, cell by cell.")
    reasons: list[str] = Field(description="In the words of the curators, oldest first; empty where none was given.")
    was: Ref | None = Field(None, description="The address that it had before.")
    now: Ref | None = Field(None, description="The entry into which it was merged.")


class ChangesAnswer(Answer):
    """What happened to entries between two editions."""

    since: str = Field(description="The label of the earlier edition.")
    until: str = Field(description="The label of the later one; “open” for what is in print now.")
    counts: dict[str, int] = Field(description="How many entries changed, came and went.")
    total: int
    page: int
    pages: int
    per_page: int
    next: str
    previous: str
    results: list[Changed]


@dataclass(frozen=True)
class Event:
    """What happened to one entry: `how`, its heading, and its address before or after where that is another one."""

    how: str
    heading: Heading
    was: Address | None = None
    now: Address | None = None


def offer(api: NinjaAPI) -> None:
    """Adds the changes to the API."""

    @reading_at(
        api,
        "/changes/",
        url_name="api-changes",
        operation_id="changes",
        summary="What changed since an edition or a day",
        tags=["changes"],
        response=with_refusals(ChangesAnswer, 404, 422),
        openapi_extra={"parameters": parameters()},
    )
    def listed(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
        """Without `since`, since the edition that is read, or the newest closed one."""
        return _answer(request, wanted)


def _answer(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """What happened to entries; seven queries at most, and two more where addresses were left."""
    asked, ignored = _span(request)
    events = [] if asked.same else in_order(happened(asked.before, asked.after))
    size = int(wanted.per_page)
    page, last = page_there_is(wanted.page, len(events), size, ignored)
    address = partial(_address, request, asked, size)
    content = {
        "since": label_of(asked.before),
        "until": label_of(asked.after),
        "counts": {how: sum(event.how == how for event in events) for how in HOWS},
        "total": len(events),
        **pages(page, last, size, address),
        "results": _rows(request, events[(page - 1) * size : page * size], asked),
    }
    view = View(
        stem="changes",
        query="",
        title=_("Changes"),
        cite=f"{within('', 'about/')}#cite",
        asked=(f"{content['since']} – {content['until']}",),
        ignored=tuple(ignored),
        page=request.build_absolute_uri(changes_address("", "", *asked.labels)),
        api=address(page),
        edition=asked.after,
    )
    return answered(request, view, content)


def in_order(what: Happened) -> list[Event]:
    """All that happened, by kind, then what changed before what came and what went, then by slug."""
    events = [Event("changed", heading) for heading in what.changed]
    events += [Event("changed", one.now, was=one.was.ref) for one in what.moved if one.now]
    events += [Event("added", heading) for heading in what.new]
    events += [Event("removed", heading) for heading in what.gone]
    events += [Event("removed", one.was, now=one.to) for one in what.moved if not one.now]
    places = {code: place for place, code in enumerate(KINDS)}
    return sorted(events, key=lambda one: (places[one.heading.ref[0]], HOWS.index(one.how), one.heading.ref[1]))


def _span(request: HttpRequest) -> tuple[Span, list[str]]:
    """The two editions that are asked for, and what had to be left out of the question."""
    ignored: list[str] = []
    question = QueryDict(mutable=True)
    for name, ours in _ENDS.items():
        if value := request.GET.get(name, "").strip():
            question[ours] = _edition_of(value, ignored)
    found = span(question, request.reading.edition if request.reading.pinned else None)
    for name in request.GET:
        if name not in _ASKED:
            said = {"name": shortened(name)}
            ignored.append(_("“%(name)s” is not something this list can be asked, so it was left out.") % said)
    return found, [*(_in_our_names(note) for note in found.notes), *ignored]


def _edition_of(value: str, ignored: list[str]) -> str:
    """The label of the edition that was the newest closed one on a day; what is no day is a label as it stands."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    closed = list(Edition.objects.closed())
    before = [edition for edition in closed if edition.closed_on <= day]
    if closed and not before:
        said = {"day": value, "label": closed[-1].label}
        ignored.append(_("No edition was closed by %(day)s, so the first one, %(label)s, was taken.") % said)
        return closed[-1].label
    return before[0].label if before else ""


def _in_our_names(note: str) -> str:
    for name, ours in _ENDS.items():
        note = note.replace(f"“{ours}”", f"“{name}”")
    return note


def _address(request: HttpRequest, asked: Span, size: int, page: int) -> str:
    """The canonical address of a page; within no edition, for what has changed since is no part of one."""
    query = QueryDict(mutable=True)
    query.update({"since": label_of(asked.before), "until": label_of(asked.after)})
    if page > 1:
        query["page"] = str(page)
    if size != PAGE_SIZE:
        query["per_page"] = str(size)
    return request.build_absolute_uri(within("", f"{ROOT}changes/?{query.urlencode()}"))


def _rows(request: HttpRequest, events: list[Event], asked: Span) -> list[dict]:
    refs = [ref for event in events for ref in (event.heading.ref, event.was) if ref]
    why: dict[Address, list[str]] = defaultdict(list)
    if refs:
        for printing in printings(refs, asked.before, asked.after):
            why[printing.ref].append(printing.reason)
        for ref, reason in withdrawals(refs, asked.before, asked.after).items():
            why[ref].append(reason)
    return [_row(request, event, asked, why) for event in events]


def _row(request: HttpRequest, event: Event, asked: Span, why: dict[Address, list[str]]) -> dict:
    kind, slug = event.heading.ref
    label = asked.labels[0 if event.how == "removed" else 1]
    stem = f"{KINDS[kind].address}/{slug}"
    given = [reason for ref in (event.was, event.heading.ref) if ref for reason in why[ref] if reason]
    row = {
        "how": event.how,
        "kind": kind,
        "slug": slug,
        "title": {"en": event.heading.title_en, "ja": event.heading.title_ja},
        "address": request.build_absolute_uri(address_in(label, kind, slug)),
        "changes": request.build_absolute_uri(changes_address(stem, "", *asked.labels)),
        "reasons": list(dict.fromkeys(given)),
    }
    named = {"was": event.was, "now": event.now}
    return row | {name: {"kind": ref[0], "slug": ref[1]} for name, ref in named.items() if ref}


def parameters() -> list[dict]:
    """What can be asked, in the words of OpenAPI."""
    said = "the label of an edition, such as 2026.1, or a day, such as 2026-05-03: the newest edition closed by then."
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "schema": {"type": "string"},
            "description": f"{what}: {said}",
        }
        for name, what in (("since", "The earlier end"), ("until", "The later end, otherwise now"))
    ]
