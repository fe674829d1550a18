"""What is wrong in a form that was refused, as one list for its top: each mistake with the field it is in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.admin.helpers import InlineAdminFormSet
from django.forms import BaseForm
from django.forms.forms import NON_FIELD_ERRORS
from django.utils.text import capfirst


@dataclass(frozen=True)
class Mistake:
    """One sentence about one field: `anchor` is the field's id on the page, empty for none in particular."""

    anchor: str
    name: str
    sentence: str


def mistakes(form: BaseForm, parts: Iterable[InlineAdminFormSet]) -> list[Mistake]:
    """What is wrong in `form` and in the rows of its `parts`, from the top; what Django says above is left out."""
    found = [mistake for mistake in _of_form(form, "", "") if mistake.anchor]
    for part in parts:
        noun, formset = capfirst(part.opts.verbose_name), part.formset
        found += [Mistake(f"{formset.prefix}-group", noun, said) for said in formset.non_form_errors()]
        for number, row in enumerate(formset.forms):
            if row.errors and not formset._should_delete_form(row):
                found += _of_form(row, f"{noun} {number + 1}", f"{formset.prefix}-{number}")
    return found


def _of_form(form: BaseForm, row: str, anchor: str) -> Iterator[Mistake]:
    for name, sentences in form.errors.items():
        if name == NON_FIELD_ERRORS:
            yield from (Mistake(anchor, row, said) for said in sentences)
            continue
        field = form[name]
        label = f"{row}, {field.label}" if row else capfirst(field.label)
        yield from (Mistake(field.id_for_label, label, said) for said in sentences)
