"""The sections of a record’s form: how many rows each has, what is wrong or missing in it, and what is unfolded."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminForm, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import capfirst

from policyatlas.curation.readiness import Problem

# Of more rows than these, each is folded to one line.
UNFOLDED = 3


@dataclass(frozen=True)
class Row:
    """One row of a part; `name` is what it is called, `lacks` what keeps it from print."""

    form: InlineAdminForm
    anchor: str
    name: str
    lacks: list[str]
    is_empty: bool
    is_open: bool


@dataclass(frozen=True)
class Section:
    """One section of the form; `rows` only of parts, `fieldset` only of the record itself."""

    name: str
    anchor: str
    mistakes: int
    lacks: list[str]
    is_open: bool
    fieldset: Fieldset | None = None
    part: InlineAdminFormSet | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """How many rows it has; None if it is no list."""
        return None if self.part is None else sum(not row.is_empty for row in self.rows)


def sections(form: AdminForm, parts: Iterable[InlineAdminFormSet], problems: list[Problem]) -> list[Section]:
    """The sections from the top: those of the record, then its parts."""
    found = [_of_fieldset(fieldset, number, problems) for number, fieldset in enumerate(form)]
    # What is only for colleagues comes last, after the parts.
    return [*found[:-1], *(_of_part(part, problems) for part in parts), *found[-1:]]


def _of_fieldset(fieldset: Fieldset, number: int, problems: list[Problem]) -> Section:
    names = flatten(fieldset.fields)
    mistakes = sum(len(fieldset.form.errors[name]) for name in names if name in fieldset.form.errors)
    lacks = [one.sentence for one in problems if one.field in names]
    filled = any(_value(fieldset.form, name) for name in names)
    is_open = "collapse" not in fieldset.classes or bool(mistakes or lacks or filled)
    name = fieldset.name or capfirst(fieldset.form._meta.model._meta.verbose_name)
    return Section(name, f"section-{number}", mistakes, lacks, is_open, fieldset=fieldset)


def _value(form, name: str) -> object:
    return form[name].value() if name in form.fields else getattr(form.instance, name, None)


def _of_part(part: InlineAdminFormSet, problems: list[Problem]) -> Section:
    prefix = part.formset.prefix
    mine = [one for one in problems if one.field == prefix]
    rows, number = list(part), sum(not form.empty_permitted for form in part.formset.forms)
    found = [_row(part, form, place, number, mine) for place, form in enumerate(rows)]
    mistakes = sum(len(said) for row in part.formset.errors for said in row.values())
    mistakes += len(part.formset.non_form_errors())
    is_open = "collapse" not in part.classes or bool(mistakes or mine)
    name = capfirst(part.opts.verbose_name_plural)
    return Section(name, f"{prefix}-group", mistakes, [one.sentence for one in mine], is_open, part=part, rows=found)


def _row(part: InlineAdminFormSet, form: InlineAdminForm, place: int, number: int, problems: list[Problem]) -> Row:
    is_empty = form.form.prefix.endswith("__prefix__")
    stored = form.original
    lacks = [one.sentence for one in problems if stored is not None and one.part == stored.pk]
    is_open = stored is None or number <= UNFOLDED or bool(form.form.is_bound and form.form.errors)
    return Row(
        form,
        f"{part.formset.prefix}_{stored.pk}" if stored is not None else "",
        _named(form, place),
        lacks,
        is_empty,
        is_open,
    )


def _named(form: InlineAdminForm, place: int) -> str:
    """What a row is called; where what is typed into it lacks what its name needs, as it is stored."""
    row = form.original
    if row is None:
        return f"#{place + 1}"
    try:
        return str(row)
    except ObjectDoesNotExist:
        return str(type(row)._base_manager.filter(pk=row.pk).first() or f"#{place + 1}")
