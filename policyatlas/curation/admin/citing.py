"""How a part of a record names its passage: one chooses among those of a source, or types a new one into the row."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.http import HttpRequest

from policyatlas.curation import actions
from policyatlas.curation.refusals import Unconfirmed
from policyatlas.records.models import Passage, Source
from policyatlas.records.models.sources import QUOTE_LENGTH
from policyatlas.values.canonical import canonical, digest

from .choices import RecordChoice, Searched, label
from .forms import PartForm, PassageForm

_SOURCE = Passage._meta.get_field("source")
_LOCATOR = Passage._meta.get_field("locator")
_CONFIRMED = PassageForm.base_fields["confirmed"]
# The fields of a passage, by the fields of the row in which they are typed.
_TYPED = {"source": "passage_source", "locator": "passage_locator", "quote": "passage_quote"}


class CitingForm(PartForm):
    """The form of a part that rests on a passage.

    What is typed as a new passage is added by the verb when the record is saved; see `add_passages`.
    """

    may_add = False  # Whether the person may add passages; set for each request.

    passage_source = RecordChoice(
        Source.objects.all(),
        label="Source",
        required=False,
        widget=RelatedFieldWidgetWrapper(
            Searched(_SOURCE, admin.site), _SOURCE.remote_field, admin.site, can_add_related=True
        ),
    )
    passage_locator = forms.CharField(
        label="Where it stands",
        required=False,
        max_length=_LOCATOR.max_length,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=_LOCATOR.help_text,
    )
    passage_quote = forms.CharField(
        label="Quotation",
        required=False,
        max_length=QUOTE_LENGTH,
        error_messages=PassageForm.Meta.error_messages["quote"],
        widget=forms.Textarea({"class": "vLargeTextField", "rows": 3}),
        help_text=Passage._meta.get_field("quote").help_text,
    )

    # There only after words were refused that the text of the source does not have; see `PassageForm`.
    passage_confirmed = forms.CharField(
        label=_CONFIRMED.label, required=False, widget=forms.HiddenInput, help_text=_CONFIRMED.help_text
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.new_passage: Passage | None = None
        self.found_passage: Passage | None = None
        for name in ("passage_locator", "passage_quote"):
            # Browsers would cut what is pasted at its greatest length, silently.
            self.fields[name].widget.attrs.pop("maxlength", None)
        passage = self.instance.passage if self.instance.passage_id else None
        if passage is not None:
            self.initial["passage_source"] = passage.source_id
            _know(self.fields["passage_source"], passage.source)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and name in self.instance._state.fields_cache:
                _know(field, self.instance._state.fields_cache[name])

    @property
    def types_passage(self) -> bool:
        """Whether somebody has begun to type a new passage."""
        return any(self[name].value() or self[name].errors for name in ("passage_locator", "passage_quote"))

    def clean(self):
        """With the passage that is chosen, or the new one that is typed; what is missing is said at its field."""
        cleaned = super().clean() or self.cleaned_data
        if "passage" not in self.fields or {"passage", *_TYPED.values()} & self.errors.keys():
            return cleaned
        if cleaned["passage_locator"] or cleaned["passage_quote"]:
            self._take_typed(cleaned)
        else:
            self._take_chosen(cleaned["passage"], cleaned["passage_source"])
        return cleaned

    def _take_chosen(self, passage: Passage | None, source: Source | None) -> None:
        if passage is None and source is not None and not ("passage" in self.changed_data and self.instance.pk):
            self.add_error("passage", f"Choose a passage of “{source}”, or type a new one.")
        elif passage is None and not self._meta.model._meta.get_field("passage").null:
            self.add_error("passage", "Choose a passage, or type a new one.")
        elif passage is not None and "passage_source" in self.changed_data and source not in (None, passage.source):
            self.add_error(
                "passage", f"This passage is of “{passage.source}”: choose one of “{source}”, or type a new one."
            )

    def _take_typed(self, cleaned: dict) -> None:
        if not self.may_add:
            self.add_error("passage_quote", "You may not add passages: choose one that is there.")
            return
        if cleaned["passage"] is not None and "passage" in self.changed_data:
            self.add_error("passage", "One passage is chosen and another one is typed: keep one of the two.")
        for name, sentence in (
            ("passage_source", "Choose the source in which you read it."),
            ("passage_locator", "Say where in the source it stands: “p. 231”, “Table 1”."),
            ("passage_quote", "Copy the words of the source: a passage needs its quotation."),
        ):
            if not cleaned.get(name):
                self.add_error(name, sentence)
        if self.errors.keys() & {"passage", *_TYPED.values()}:
            return
        typed = {name: cleaned[field] for name, field in _TYPED.items()}
        found = Passage.objects.filter(**typed).select_related("source").first()
        if found is not None:
            cleaned["passage"] = self.found_passage = found
            return
        passage = Passage(**typed)
        try:
            passage.full_clean()
        except forms.ValidationError as refused:
            for name, sentences in refused.message_dict.items():
                self.add_error(_TYPED.get(name, "passage_quote"), sentences)
            return
        if self._is_quoted(passage, cleaned.get("passage_confirmed", "")):
            self.new_passage = passage

    def _is_quoted(self, passage: Passage, confirmed: str) -> bool:
        """Whether the text of its source has the quotation, or somebody has confirmed just this one."""
        try:
            actions.check_quotation(passage)
        except Unconfirmed as refusal:
            words = digest(canonical([passage.source_id, passage.quote]))
            if confirmed != words:
                self.add_error("passage_quote", refusal.sentences)
                # Never ticked of its own accord, also if other words were confirmed before.
                self.fields["passage_confirmed"].widget = forms.CheckboxInput(
                    {"value": words}, check_test=lambda value: False
                )
                return False
        return True


def add_passages(request: HttpRequest, rows: list[forms.BaseForm]) -> None:
    """Add the passages that are typed into `rows`, each once, and tell of those that were there already.

    Called while the verb saves the record, in its transaction.
    """
    added = request.__dict__.setdefault("added_passages", {})
    for row in rows:
        new = getattr(row, "new_passage", None)
        if new is not None:
            words = new.source_id, new.locator, new.quote
            if words not in added:
                added[words] = actions.add_passage(
                    new, by=request.user, confirmed=bool(row.cleaned_data["passage_confirmed"])
                )
            row.instance.passage = added[words]
        elif getattr(row, "found_passage", None) is not None:
            messages.info(request, f"The passage {row.found_passage} was there already: it is not added twice.")


def words_of(row: forms.BaseForm) -> tuple | None:
    """Source, locator and quotation of the new passage that is typed into a row, if there is one."""
    new = getattr(row, "new_passage", None)
    return (new.source_id, new.locator, new.quote) if new is not None else None


def _know(field: forms.ModelChoiceField, thing) -> None:
    """Tell a search field what it has chosen, so that it need not ask."""
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, Searched) and thing is not None:
        widget.known = {str(thing.pk): label(thing)}
