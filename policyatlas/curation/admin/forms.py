"""The forms of the desk: they carry the version the person saw, and refuse a stale form without losing a word."""

from itertools import count
from typing import ClassVar

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from policyatlas.curation import actions
from policyatlas.curation.history import ever_published
from policyatlas.curation.refusals import Refused, Stale, Unconfirmed
from policyatlas.records.models import Observation, Passage
from policyatlas.records.models.base import SLUG_RULE
from policyatlas.records.models.indicators import SUBJECTS
from policyatlas.values.canonical import canonical, digest


def uncut(field: forms.Field | None) -> forms.Field | None:
    """`field` so that browsers take every word: they would cut what is pasted at its greatest length, silently."""
    if isinstance(field, forms.CharField):
        field.widget.attrs.pop("maxlength", None)
    return field


# Why a form is only shown again, by the mark that the desk has put into what was sent.
_NOT_SAVED = {
    "overtaken": "Nothing is saved yet: somebody changed this after you opened it. Look through what is below, then "
    "save again.",
    "undecided": "Nothing is saved yet: pick whose words stand, then save again.",
    "session": "Your session had ended. What you typed is below; it is not saved yet.",
    "deleted": "Somebody deleted this after you opened it. What you typed is below, and nothing of it is saved: save "
    "it as a new one, or bring the old one back from the history.",
}


def not_saved(form: forms.BaseForm) -> bool:
    """Whether `form` is only to be shown again, which it then says."""
    said = [_NOT_SAVED[mark] for mark in form.data.getlist("_not_saved") if mark in _NOT_SAVED] if form.data else []
    for sentence in said:
        form.add_error(None, sentence)
    return bool(said)


class RecordForm(forms.ModelForm):
    """The form of any record.

    `refusal` is what a verb answered when the words that are sent were to be saved: they are shown again with it.
    """

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    refusal: Refused | None = None

    @property
    def to_confirm(self) -> list[tuple[str, str]]:
        """`(key, subject)` of what a check box is to confirm before the same is sent again."""
        if not isinstance(self.refusal, Unconfirmed):
            return []
        return list(zip(self.refusal.keys, self.refusal.subjects, strict=True))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expected_version"].initial = self.instance.version
        if "slug" in self.fields:
            self.fields["slug"].error_messages["unique"] = (
                f"Another {self._meta.model._meta.verbose_name} has this slug. If it is about the same thing, work on "
                f"that one and leave this form; otherwise choose another slug."
            )

    def _post_clean(self):
        # After the instance has its new values and before anything is written: the admin keeps what was typed.
        super()._post_clean()
        if self.refusal is not None:
            self.add_error(None, _with_way_out(self.refusal, self.instance))
        if not_saved(self) or self.instance._state.adding:
            return
        expected = self.cleaned_data.get("expected_version")
        if expected is None:
            self.add_error(None, "The form does not say which version you saw. Open the record again.")
            return
        try:
            actions.check_edit(self.instance, expected_version=expected)
        except Refused as refusal:
            self.add_error(None, _with_way_out(refusal, self.instance))


class ObservationForm(RecordForm):
    """The form of a figure, which has no title: its address is made from what it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # It is not there for somebody who may only look, nor once it has been in print.
        if "slug" in self.fields:
            field = self.fields["slug"]
            field.required = False
            field.help_text = f"Leave it blank to have it made from indicator, subject and years. {field.help_text}"

    def clean(self):
        """With an address, if none was typed and what it is made from is there."""
        cleaned = super().clean() or self.cleaned_data
        if "slug" not in cleaned or cleaned["slug"]:
            return cleaned
        subject = next((cleaned[name] for name in SUBJECTS if cleaned.get(name)), None)
        indicator = cleaned.get("indicator")
        if indicator is None or subject is None:
            self.add_error("slug", "Choose the indicator and what the figure is about, or type an address.")
            return cleaned
        years = dict.fromkeys(str(cleaned[name]) for name in ("period_start", "period_end") if cleaned.get(name))
        cleaned["slug"] = self._free("-".join((indicator.slug, subject.slug, *years)))
        return cleaned

    def _free(self, wished: str) -> str:
        """`wished`, shortened to fit, with a number behind it if another figure has that address."""
        others = Observation.objects.exclude(pk=self.instance.pk)
        longest = Observation._meta.get_field("slug").max_length
        for number in count(1):
            behind = f"-{number}" if number > 1 else ""
            slug = wished[: longest - len(behind)].rstrip("-") + behind
            if not others.filter(slug=slug).exists():
                return slug
        raise AssertionError("There is always a further number.")


class PartForm(forms.ModelForm):
    """The form of a part of a record, such as a stage or a finding."""

    def clean_slug(self):
        """The slug of a part, permanent once its record has been in print."""
        slug = self.cleaned_data["slug"]
        SLUG_RULE(slug)
        if not self.instance._state.adding and slug != self.initial["slug"] and ever_published(self._record()):
            raise forms.ValidationError(
                f"“{self.initial['slug']}” is permanent, because it has been in print: leave it as it is."
            )
        return slug

    def _record(self):
        return self.instance.policy if hasattr(self.instance, "policy") else self.instance.evaluation


class PassageForm(forms.ModelForm):
    """The form of a passage; it carries the fingerprint of the words the person saw.

    The check box `confirmed` is there only after words were refused that the text of their source does not have; it
    sends back which words they were, so that it confirms these and no others.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    confirmed = forms.CharField(
        label="The print says exactly this: keep it",
        required=False,
        widget=forms.HiddenInput,
        help_text="Texts are often read wrongly by machines. Look at the document itself before you tick this.",
    )

    class Meta:
        model = Passage
        fields = ("source", "locator", "quote", "confidence")
        error_messages: ClassVar = {
            "quote": {
                "max_length": "The quotation has %(show_value)d characters; at most %(limit_value)d are printed: "
                "shorten it to the words that matter, mark the gap with …"
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["seen"].initial = actions.fingerprint(self.instance)

    def _post_clean(self):
        super()._post_clean()
        if not_saved(self):
            return
        try:
            if not self.instance._state.adding:
                actions.check_passage(self.instance, seen=self.cleaned_data.get("seen", ""))
        except Refused as refusal:
            self.add_error(None, _with_way_out(refusal, self.instance))
        if not self.errors:
            self._check_quotation()

    def _check_quotation(self):
        try:
            actions.check_quotation(self.instance)
        except Unconfirmed as refusal:
            words = digest(canonical([self.instance.source_id, self.instance.quote]))
            if self.cleaned_data.get("confirmed") != words:
                self.add_error("quote", refusal.sentences)
                # Never ticked of its own accord, also if other words were confirmed before.
                self.fields["confirmed"].widget = forms.CheckboxInput({"value": words}, check_test=lambda value: False)


def _with_way_out(refusal: Refused, thing) -> list[str]:
    if not isinstance(refusal, Stale):
        return refusal.sentences
    meta = thing._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
    link = format_html(
        'What you typed is still below: <a href="{}" target="_blank">open the newer version in a new tab</a> '
        "and carry over what is still right.",
        address,
    )
    return [*refusal.sentences, link]
