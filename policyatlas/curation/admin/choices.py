"""How the forms of the desk name the records one can choose: with what tells a record from its namesakes."""

from collections.abc import Iterable

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.db import models
from django.forms import Field, ModelChoiceField, ModelMultipleChoiceField
from django.urls import reverse

from policyatlas.records.models import Criterion, Observation, Passage, Place, Record
from policyatlas.records.models.base import IN_PRINT
from policyatlas.values.quantities import Quantity
from policyatlas.values.typed import whole_number


def label(thing: models.Model) -> str:
    """The name of `thing` for a choice: “Kyoto (prefecture)”, “A plan · draft”."""
    name = str(thing)
    if isinstance(thing, Place):
        name = f"{name} ({thing.get_kind_display().lower()})"
    if isinstance(thing, Criterion):
        name = f"{thing.framework}: {name}"
    if isinstance(thing, Record) and thing.status not in IN_PRINT:
        # Whoever refers to it cannot publish before it is in print.
        name = f"{name} · {thing.get_status_display().lower()}"
    return name


def links(things: Iterable[models.Model]) -> list[tuple[str, str]]:
    """`(address at the desk, name)` of each of several records and passages, sorted by name."""
    found = [
        (
            reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]),
            f"{thing._meta.verbose_name.capitalize()}: {label(thing)}",
        )
        for thing in things
    ]
    return sorted(found, key=lambda link: link[1])


class RecordChoice(ModelChoiceField):
    """Chooses one record or passage."""

    def label_from_instance(self, obj):
        """The choice in words."""
        return label(obj)


class RecordChoices(ModelMultipleChoiceField):
    """Chooses several records or passages."""

    def label_from_instance(self, obj):
        """The choice in words."""
        return label(obj)


class Searched(AutocompleteSelect):
    """A search field for one thing, which does not look up the name of what its form knows already.

    `narrowed_by` says which other field of the form narrows its answers: `{"source": "passage_source"}` is the field of
    that name in the same row, `{"framework": "#id_framework"}` one elsewhere.
    """

    known: dict[str, str]

    def __init__(self, field, admin_site, attrs=None, choices=(), using=None, narrowed_by=None):
        super().__init__(field, admin_site, attrs, choices, using)
        self.known = {}
        for name, other in (narrowed_by or {}).items():
            self.attrs |= {"data-narrowed-as": name, "data-narrowed-by": other}

    def optgroups(self, name, value, attr=None):
        """What is chosen, as options."""
        chosen = _keys(value)
        if any(one not in self.known for one in chosen):
            return super().optgroups(name, chosen, attr)
        none = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*none, *(self.create_option(name, one, self.known[one], True, 1) for one in chosen)], 0)]


class SearchedMany(AutocompleteSelectMultiple):
    """A search field for several things, each with a cross of its own.

    Without the one that takes out all of them at once: it would stand in the list as what is no item of it.
    """

    def build_attrs(self, base_attrs, extra_attrs=None):
        """As Django says, but for that cross."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}

    def optgroups(self, name, value, attr=None):
        """What is chosen, as options."""
        return super().optgroups(name, _keys(value), attr)


def _keys(chosen: Iterable[object]) -> list[str]:
    """What can be keys of records among what a form was sent; Django would ask the database for anything."""
    return [key for key in map(str, chosen) if whole_number(key) is not None]


def choosable(model: type[models.Model]) -> models.QuerySet:
    """Everything of `model` one can choose, with what its label needs."""
    things = model._default_manager.all()
    if model is Passage:
        return things.select_related("source")
    if model is Criterion:
        return things.select_related("framework")
    return things


def choosing(db_field, given: dict, form_class: type[ModelChoiceField] = RecordChoice) -> dict:
    """The arguments of `db_field.formfield` for a choice with such labels; what is `given` wins."""
    return {"form_class": form_class, "queryset": choosable(db_field.remote_field.model)} | given


def without_deletion(field: Field | None) -> Field | None:
    """`field` with two buttons beside it: change what is chosen, add another; not the one that deletes it."""
    if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = False
        field.widget.can_view_related = False
    return field


def quantity(figure: Observation) -> str:
    """A figure as readers will see it: “about 26 sites”."""
    return Quantity(
        value=figure.value,
        unit=figure.indicator.unit,
        upper=figure.upper_value,
        qualifier=figure.qualifier or "exact",
        missing=figure.missing,
    ).words()
