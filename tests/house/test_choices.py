"""Nothing that grows is offered as a list to scroll through: every choice among records at the desk is searched for."""

import pytest
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms import ModelChoiceField
from django.test import RequestFactory

from policyatlas.editions.models import Edition, Erratum
from policyatlas.records.models import Passage
from policyatlas.records.models.base import Record

pytestmark = pytest.mark.django_db
# What may be a plain list, and why.
PLAIN = {(Erratum, "edition"): "there is one edition more a year, and only closed ones can be corrected"}
OURS = ("records", "curation", "editions")


def forms_of_the_desk(request):
    """`(model, form)` of every form and of every row of a form that is ours."""
    for model, ours in admin.site._registry.items():
        if model._meta.app_label not in OURS or not ours.has_add_permission(request):
            # What nobody adds there is only looked at.
            continue
        yield model, ours.get_form(request)
        for part in ours.get_inline_instances(request):
            yield part.model, part.get_formset(request).form


@pytest.fixture
def asked(admin_user):
    """An administrator who asks for the forms."""
    request = RequestFactory().get("/admin/")
    request.user = admin_user
    return request


def test_every_choice_among_records_is_searched_for(asked):
    plain, seen = [], 0
    for model, form in forms_of_the_desk(asked):
        for name, field in form.base_fields.items():
            if isinstance(field, ModelChoiceField) and name != "id" and not getattr(field, "parent_instance", None):
                seen += 1
                widget = getattr(field.widget, "widget", field.widget)
                searched = isinstance(widget, AutocompleteSelect | AutocompleteSelectMultiple)
                if not searched and (model, name) not in PLAIN:
                    plain.append(f"{model.__name__}.{name}")
    assert seen > 40, "The forms of the desk have more choices than this test has seen."
    assert not plain, f"Put these into autocomplete_fields, or say in PLAIN why they stay short: {plain}"


def test_every_excuse_is_still_needed(asked):
    found = {(model, name) for model, form in forms_of_the_desk(asked) for name in form.base_fields}
    assert PLAIN.keys() <= found, f"Take these out of PLAIN: {PLAIN.keys() - found}"


def test_what_narrows_a_search_is_a_field_of_what_is_searched():
    narrowed = {model: ours for model, ours in admin.site._registry.items() if hasattr(ours, "narrowed_by")}
    assert Passage in narrowed
    for model, ours in narrowed.items():
        for name in ours.narrowed_by:
            assert issubclass(model._meta.get_field(name).related_model, Record)
    assert Edition not in narrowed
