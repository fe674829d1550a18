"""The desk's pages of imports: what each would do, the button that writes it, and the one that undoes it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from policyatlas.curation.exchange.applying import ANOTHER, applying
from policyatlas.curation.exchange.rows import Row
from policyatlas.curation.exchange.shapes import nouns, shape_of
from policyatlas.curation.exchange.undoing import obstacles, undo
from policyatlas.curation.models import OUTCOME, ChangeSet, PlannedRow
from policyatlas.curation.refusals import Refused, Stale
from policyatlas.values.typed import whole_number

from .imports import answer, may_import, page_of
from .reading_only import ReadOnly

ROWS_SHOWN = 100
MISTAKES_SHOWN = 200


class ChangeSetAdmin(ReadOnly, admin.ModelAdmin):
    """The imports."""

    list_display = ("page", "noun", "rows_told", "by", "at", "state")
    list_display_links = None
    list_filter = ("state", "noun", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("by",)
    change_list_template = "admin/change_set_list.html"

    def get_queryset(self, request):
        """The imports without all that was wrong with them, which stands on their pages."""
        return super().get_queryset(request).defer("mistakes")

    @admin.display(description="import", ordering="pk")
    def page(self, change_set: ChangeSet) -> str:
        """Its name, linked."""
        return format_html('<a href="{}">{}</a>', page_of(change_set), str(change_set))

    @admin.display(description="rows")
    def rows_told(self, change_set: ChangeSet) -> str:
        """How many rows have which outcome: “3 new, 2 unchanged”."""
        counts = [(outcome, change_set.counts.get(outcome)) for outcome in OUTCOME.codes]
        told = [f"{number:,} {OUTCOME.label(outcome)}" for outcome, number in counts if number]
        return ", ".join(told) or "none"

    def has_view_permission(self, request, obj=None):
        """Whoever may import."""
        return may_import(request.user)

    def has_module_permission(self, request):
        """Whoever may import."""
        return may_import(request.user)

    def get_urls(self):
        """Its page, and its two buttons."""
        wrap = self.admin_site.admin_view
        ours = [
            path("<int:pk>/", wrap(self.page_view), name="curation_changeset_page"),
            path("<int:pk>/write/", wrap(self.write_view), name="curation_changeset_write"),
            path("<int:pk>/undo/", wrap(self.undo_view), name="curation_changeset_undo"),
        ]
        return [*ours, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Its page."""
        if whole_number(object_id) is None or not self.has_view_permission(request):
            raise Http404("There is no such import.")
        return HttpResponseRedirect(page_of(get_object_or_404(ChangeSet, pk=object_id)))

    def page_view(self, request, pk: int):
        """What each row would do, or has done."""
        change_set = self._change_set(request, pk)
        outcome = request.GET.get("outcome", "")
        rows = change_set.rows.filter(outcome=outcome) if outcome in OUTCOME else change_set.rows.all()
        first = Case(
            *(When(outcome=code, then=Value(place)) for place, code in enumerate(OUTCOME.codes)),
            output_field=IntegerField(),
        )
        rows = Paginator(rows.order_by(first, "place"), ROWS_SHOWN).get_page(request.GET.get("page"))
        counts = change_set.counts
        context = {
            **self.admin_site.each_context(request),
            "title": str(change_set),
            "opts": self.opts,
            "change_set": change_set,
            "noun": nouns()[change_set.noun]._meta.verbose_name_plural,
            "outcome": outcome,
            "counts": [(code, OUTCOME.label(code), counts.get(code, 0)) for code in OUTCOME.codes],
            "total": sum(counts.values()),
            "mistakes": change_set.mistakes[:MISTAKES_SHOWN],
            "more_mistakes": max(0, len(change_set.mistakes) - MISTAKES_SHOWN),
            "rows": rows,
            "shown": [_shown(change_set, row) for row in rows],
            "pages": rows.paginator.get_elided_page_range(rows.number),
            "to_write": counts.get("new", 0) + counts.get("changed", 0),
            "is_broken": bool(change_set.mistakes or counts.get("error")),
            "obstacles": _linked(obstacles(change_set)) if change_set.state == "applied" else [],
        }
        return TemplateResponse(request, "admin/change_set.html", context)

    def write_view(self, request, pk: int):
        """Writes what the plan says."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        change_set = self._change_set(request, pk)
        if request.POST.get("digest") != change_set.digest:
            messages.error(request, ANOTHER)
            return HttpResponseRedirect(page_of(change_set))
        try:
            return answer(
                request,
                self.admin_site,
                lambda: _written(change_set, request.user),
                f"Writing “{change_set}”",
                "Look at what was written",
                sum(change_set.counts.values()),
            )
        except Refused as refusal:
            level = messages.WARNING if isinstance(refusal, Stale) else messages.ERROR
            for sentence in refusal.sentences:
                messages.add_message(request, level, sentence)
        return HttpResponseRedirect(page_of(change_set))

    def undo_view(self, request, pk: int):
        """Undoes what was written."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        change_set = self._change_set(request, pk)
        try:
            undo(change_set, by=request.user)
        except Refused as refusal:
            messages.error(request, "Nothing was undone. " + " ".join(refusal.sentences[:5]))
        else:
            messages.success(request, "The import is undone: everything is as it was before it.")
        return HttpResponseRedirect(page_of(change_set))

    def _change_set(self, request, pk: int) -> ChangeSet:
        change_set = get_object_or_404(ChangeSet.objects.select_related("by", "applied_by", "undone_by"), pk=pk)
        if not may_import(request.user, nouns()[change_set.noun]):
            raise PermissionDenied
        return change_set


def _written(change_set: ChangeSet, person):
    return (yield from applying(change_set, by=person))


def _shown(change_set: ChangeSet, row: PlannedRow) -> dict:
    """One row as the page shows it."""
    address = ""
    if row.record_id is not None and not (change_set.state == "undone" and row.before is None and row.version):
        address = reverse(f"admin:records_{change_set.noun}_change", args=[row.record_id])
    given = Row.from_data(row.given)
    cells = list(given.cells.items())
    cells += [
        (f"{sort}.{name}", text)
        for sort, parts in given.parts.items()
        for part in parts
        for name, text in part.cells.items()
    ]
    # JSON does not keep their order on every database.
    order = {heading: place for place, heading in enumerate(shape_of(nouns()[change_set.noun]).headings)}
    cells.sort(key=lambda cell: order.get(cell[0], len(order)))
    return {
        "line": row.line,
        "slug": row.slug,
        "address": address,
        "outcome": row.outcome,
        "label": OUTCOME.label(row.outcome),
        "changes": row.told["changes"],
        "mistakes": row.told["mistakes"],
        "remarks": row.told["remarks"],
        "cells": [(name, text) for name, text in cells if text] if row.outcome == "new" else [],
    }


def _linked(found) -> list[tuple[str, str]]:
    return [(reverse(f"admin:records_{one.noun}_change", args=[one.pk]), one.sentence) for one in found]
