"""The pages of a record's verbs: the buttons that apply one at once, and those that first ask for what it needs."""

from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from policyatlas.curation import actions, kept_words
from policyatlas.curation.differences import beside
from policyatlas.curation.history import merger_of
from policyatlas.curation.holders import holders
from policyatlas.curation.moving import Plan, unmerging
from policyatlas.editions.reading import Reading
from policyatlas.press.parts import kind_of
from policyatlas.records.models import Record

from . import verbs
from .choices import links


class VerbPages:
    """Of an admin of records: the addresses of its verbs."""

    def get_urls(self):
        """Also the addresses of the verbs."""
        wrap = self.admin_site.admin_view
        ours = [
            path(
                f"<path:object_id>/{verb}/",
                wrap(partial(view, verb=verb)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{verb}",
            )
            for verb, view in (
                ("submit", self.verb_view),
                ("approve", self.verb_view),
                ("return", self.return_view),
                ("publish", self.verb_view),
                ("revise", self.verb_view),
                ("look", self.verb_view),
                ("rename", self.rename_view),
                ("merge", self.merge_view),
                ("unmerge", self.unmerge_view),
                ("withdraw", self.withdraw_view),
            )
        ]
        return [*ours, *super().get_urls()]

    def verb_view(self, request, object_id, verb):
        """Applies `verb` when its button is pressed, and goes back to the record."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        record = self._record(request, object_id)
        sent = verbs.SaidForm(request.POST)
        if not sent.is_valid():
            messages.error(request, "The button did not say which version you saw. Press it again.")
            done = False
        else:
            done = verbs.apply(self, request, record, verb, **sent.cleaned_data)
        if verb != "revise":
            verbs.keep_reason(request, record, "" if done else request.POST.get("reason", ""))
        return HttpResponseRedirect(self._address("change", object_id))

    def rename_view(self, request, object_id, verb):
        """Asks for the new slug and a reason, then renames."""
        record = self._record(request, object_id)
        return self._asking(request, record, verb, verbs.RenameForm, f"Rename “{record}”", {"slug": record.slug})

    def merge_view(self, request, object_id, verb):
        """Asks for the other record and a reason, then merges; shows the two beside each other before."""
        record = self._record(request, object_id)
        asked = partial(verbs.MergeForm, record=record)
        others = self.model._default_manager.in_print().exclude(pk=record.pk)
        # Asked of the database before any form has looked at it, and PostgreSQL takes no NUL.
        into = request.POST.get("into", request.GET.get("into", "")).replace("\0", "")
        other = others.filter(slug=into).first()
        shown = {"holders": links(holders(record)), "other": other}
        if other is not None:
            shown |= {"beside": beside(record, other), "plan": actions.check_merge(record, other)}
        return self._asking(
            request,
            record,
            verb,
            asked,
            f"Merge “{record}” into another record",
            {"into": other and other.slug},
            **shown,
        )

    def unmerge_view(self, request, object_id, verb):
        """Says what would move back, asks for a reason, then undoes a merging."""
        record = self._record(request, object_id)
        cause = merger_of(record)
        plan = unmerging(cause) if cause else Plan()
        going = [one for model, rows in plan.wholes.items() for one in model._base_manager.filter(pk__in=[*rows])]
        shown = {"cause": cause, "holders": links(going), "plan": plan}
        answer = self._asking(request, record, verb, verbs.UnmergeForm, f"Undo the merging of “{record}”", **shown)
        if answer.status_code == 302 and plan.obstacles:
            messages.warning(request, f"Left as it is: {' '.join(plan.obstacles)}")
        return answer

    def return_view(self, request, object_id, verb):
        """Asks for a comment, then returns the record to its author."""
        record = self._record(request, object_id)
        return self._asking(request, record, verb, verbs.ReturnForm, f"Return “{record}” to its author")

    def withdraw_view(self, request, object_id, verb):
        """Asks for a reason, then withdraws."""
        record = self._record(request, object_id)
        return self._asking(request, record, verb, verbs.WithdrawForm, f"Withdraw “{record}” from print")

    def _asking(self, request, record: Record, verb: str, asked: type[Form], title: str, initial=None, **further):
        """The page that asks for what `verb` needs; applies it once all is there, and else keeps every word."""
        kept = kept_words.waiting(request)
        if request.method == "POST":
            form = asked(request.POST)
            wanted = form.is_valid() and "_compare" not in request.POST
            if wanted and verbs.apply(self, request, record, verb, **form.cleaned_data):
                kept_words.forget(request.user, request.POST.get("_kept", ""))
                return HttpResponseRedirect(self._address("change", record.pk))
        else:
            typed = kept_words.sent(kept).dict() if kept else {}
            form = asked(initial=(initial or {}) | typed | {"expected_version": record.version})
        # As stored: a refused verb has changed nothing.
        stored = self.model._default_manager.get(pk=record.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": stored,
            "form": form,
            "kept": {"key": kept.pk, "forget": self._address("forget", kept.pk)} if kept else None,
            "referring": Reading.now().referring_to(kind_of(stored), stored.slug),
            **further,
        }
        return TemplateResponse(request, f"admin/record_{verb}.html", context)

    def _record(self, request, object_id: str) -> Record:
        record = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if record is None:
            raise Http404(f"There is no such {self.opts.verbose_name}.")
        return record

    def _address(self, page: str, *args) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=args, current_app=self.admin_site.name)
