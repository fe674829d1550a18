"""What the forms and lists of all records have in common: state through the verbs only, and a panel that says it."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.contrib.admin.utils import quote
from django.http import HttpResponseRedirect
from django.utils import timezone

from policyatlas.curation import actions
from policyatlas.curation.history import ever_published
from policyatlas.curation.refusals import Refused
from policyatlas.curation.states import works_alone
from policyatlas.records.models import Record
from policyatlas.records.models.base import EDITABLE
from policyatlas.values.typed import whole_number

from . import history, notices, preview, verb_pages, verbs
from .addressing import address
from .at_desk import AtDeskFilter
from .choices import RecordChoices, SearchedMany, choosing, without_deletion
from .citing import add_passages
from .exports import EXPORTS
from .forms import RecordForm, uncut
from .keeping import KeepsWords
from .log import Logged
from .mistakes import mistakes
from .panel import panel
from .sections import sections

# The last fieldset of every form.
FOR_COLLEAGUES = ("For colleagues", {"fields": ("note",), "classes": ("collapse",)})


class RecordAdmin(KeepsWords, Logged, admin.ModelAdmin):
    """The desk's form and list of one noun."""

    form = RecordForm
    change_form_template = "admin/record_form.html"
    list_per_page = 50
    show_facets = admin.ShowFacets.ALWAYS
    actions = (
        "submit_selected",
        "approve_selected",
        "publish_selected",
        "revise_selected",
        "look_over_selected",
        *EXPORTS,
    )
    action_form = verbs.ListForm
    slug_from = "title_en"

    def get_urls(self):
        """Before Django’s pages of a record, the desk’s own."""
        return [
            *verb_pages.urls(self),
            *preview.urls(self),
            *notices.urls(self),
            *history.urls(self),
            *super().get_urls(),
        ]

    # --- Lists

    @admin.display(description="updated", ordering="updated_at")
    def updated(self, record: Record) -> str:
        """The day on which the record last changed."""
        return f"{timezone.localtime(record.updated_at):%Y-%m-%d}" if record.updated_at else "–"

    def get_list_filter(self, request):
        """The noun’s own filters, and what waits at the desk."""
        return (*super().get_list_filter(request), AtDeskFilter)

    def get_actions(self, request):
        """The verbs for several records; drafts are deleted one at a time, on purpose."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    @admin.action(description="Submit the selected records for review", permissions=["change"])
    def submit_selected(self, request, queryset):
        """Submit each selected record, or say why not."""
        verbs.apply_to_many(self, request, queryset, "submit", request.POST.get("reason", ""))

    @admin.action(description="Approve the selected records", permissions=["review"])
    def approve_selected(self, request, queryset):
        """Approve each selected record, or say why not."""
        verbs.apply_to_many(self, request, queryset, "approve", request.POST.get("reason", ""))

    @admin.action(description="Publish the selected records", permissions=["publish"])
    def publish_selected(self, request, queryset):
        """Publish each selected record, or say why not."""
        verbs.apply_to_many(self, request, queryset, "publish", request.POST.get("reason", ""))

    @admin.action(description="Open the selected records for revision", permissions=["change"])
    def revise_selected(self, request, queryset):
        """Open each selected record for revision, or say why not."""
        verbs.apply_to_many(self, request, queryset, "revise", request.POST.get("reason", ""))

    @admin.action(description="Say that the selected records are still right", permissions=["change"])
    def look_over_selected(self, request, queryset):
        """Log that each selected record was looked at and is still right, or say why not."""
        verbs.apply_to_many(self, request, queryset, "look", request.POST.get("reason", ""))

    def has_review_permission(self, request):
        """Whether the person may approve and return what others submit."""
        return request.user.has_perm("curation.review_records")

    def has_publish_permission(self, request):
        """Whether the person may publish at all."""
        return request.user.has_perm("curation.publish_records")

    # --- Who may do what

    def has_change_permission(self, request, obj=None):
        """Whether the form can be edited: with the right to, and while the record is a draft or being revised."""
        allowed = super().has_change_permission(request, obj)
        # A form that was opened before the record was locked still arrives; the form refuses it and keeps every word.
        return allowed and (obj is None or request.method == "POST" or obj.status in EDITABLE)

    def has_delete_permission(self, request, obj=None):
        """Whether it can be deleted: only a draft that was never in print."""
        return super().has_delete_permission(request, obj) and (
            obj is None or "delete" in actions.possible(obj, request.user)
        )

    def get_readonly_fields(self, request, obj=None):
        """An address that has been in print is permanent."""
        fixed = ("slug",) if obj is not None and ever_published(obj) else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_prepopulated_fields(self, request, obj=None):
        """The address of a new record is made from its English name."""
        return {"slug": (self.slug_from,)} if obj is None else {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A field without the button that would delete what it points to, and without a silent limit."""
        return uncut(without_deletion(super().formfield_for_dbfield(db_field, request, **kwargs)))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A choice that tells namesakes apart."""
        return super().formfield_for_foreignkey(db_field, request, **choosing(db_field, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Choices that tell namesakes apart."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchedMany(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **choosing(db_field, kwargs, RecordChoices))

    # --- Saving

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form, which shows what the verb has refused."""
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; “Save and publish” publishes once the words are stored, so that no refusal can lose them."""
        try:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            # Nothing was saved: the same words once more, so that the form shows them with the refusal.
            request.refusal = refusal
            response = super().changeform_view(request, object_id, form_url, extra_context)
        record = getattr(request, "saved_record", None)
        if record is not None:
            reason = request.POST.get("reason", "")
            given = {"expected_version": record.version, "reason": reason}
            verb = next((verb for verb in ("publish", "submit") if f"_{verb}" in request.POST), None)
            done = verb is not None and verbs.apply(self, request, record, verb, **given)
            verbs.keep_reason(request, record, "" if done else reason)
        return response

    def save_model(self, request, obj, form, change):
        """Nothing yet: the verbs save the record in `save_related`, together with its links and parts."""

    def save_related(self, request, form, formsets, change):
        """Saves the record with its links and parts, as one new version if anything changed at all."""
        record, save = form.instance, partial(super().save_related, request, form, formsets, change)
        if not change:
            actions.create(record, by=request.user, saving=save)
        elif form.has_changed() or any(formset.has_changed() for formset in formsets):
            expected = form.cleaned_data["expected_version"]
            confirmed = request.POST.getlist("confirmed")
            actions.edit(record, by=request.user, expected_version=expected, saving=save, confirmed=confirmed)
        else:
            save()  # It finds nothing to save, and tells Django so.

    def save_formset(self, request, form, formset, change):
        """Saves the rows of a part, the passages that were typed into them first."""
        add_passages(request, [row for row in formset.forms if not formset._should_delete_form(row)])
        super().save_formset(request, form, formset, change)

    def delete_model(self, request, obj):
        """Deletes a draft by the verb."""
        reason = request.POST.get("reason", "").strip()
        seen = whole_number(request.POST.get("expected_version", ""))
        expected = obj.version if seen is None else seen
        actions.delete(obj, by=request.user, expected_version=expected, reason=reason)

    def delete_view(self, request, object_id, extra_context=None):
        """Asks before deleting; a refusal is told on the record's page."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(address(self, "change", object_id))

    def response_add(self, request, obj, post_url_continue=None):
        """After adding: back to the record, where the desk says what is still missing."""
        return self._response(request, obj, super().response_add, f"“{obj}” is saved as a draft.")

    def response_change(self, request, obj):
        """After saving: back to the record."""
        changed = str(obj.version) != request.POST["expected_version"]
        said = f"Saved as version {obj.version}." if changed else "Nothing was changed, so there is nothing to save."
        return self._response(request, obj, super().response_change, said)

    def _response(self, request, obj, stock, said: str):
        request.saved_record = obj
        if IS_POPUP_VAR in request.POST or not self.has_view_permission(request, obj):
            return stock(request, obj)
        messages.success(request, said)
        if "_addanother" in request.POST:
            back = address(self, "add")
        else:
            back = address(self, "withdraw" if "_withdraw" in request.POST else "change", quote(obj.pk))
        kept = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return HttpResponseRedirect(add_preserved_filters(kept, back))

    # --- The panel

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The form with the panel that says the record's state, what is missing, and what happened last."""
        if obj is not None:
            # As stored: what a refused form has typed into `obj` is not in the database.
            context["desk"] = panel(
                self.model._default_manager.get(pk=obj.pk), request.user, alone=works_alone(request.user)
            )
            context["preview"] = address(self, "preview", quote(obj.pk))
            context["reason"] = verbs.kept_reason(request, obj)
        context["mistakes"] = mistakes(context["adminform"].form, context["inline_admin_formsets"])
        found = context["desk"]["problems"] if obj is not None else []
        context["sections"] = sections(context["adminform"], context["inline_admin_formsets"], found)
        context["may_publish"] = self.has_publish_permission(request) and works_alone(request.user)
        return super().render_change_form(request, context, add, change, form_url, obj)
