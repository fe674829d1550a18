"""What a browser sends: the fields of a form of the desk as they were rendered, with some of them typed over."""

from django.urls import reverse


def page(thing, name: str, *args) -> str:
    """The address of a page of the desk for a model or a record: `page(policy, "change", policy.pk)`."""
    meta = thing._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)


def form_of(client, record) -> dict:
    """Everything the form of `record` would send if its button were pressed at once."""
    return fields(client.get(page(record, "change", record.pk)))


def fields(answer) -> dict:
    """Everything the form in `answer` would send, rows included."""
    found = _of(answer.context["adminform"].form)
    for rows in answer.context["inline_admin_formsets"]:
        found |= _of(rows.formset.management_form)
        for row in rows.formset.forms:
            found |= _of(row)
    return found


def row(prefix: str, number: int, **words) -> dict:
    """One more row in the part of the form named `prefix`, as its script would add it."""
    return {f"{prefix}-{number}-{name}": value for name, value in words.items()} | {f"{prefix}-TOTAL_FORMS": number + 1}


def _of(form) -> dict:
    found = {}
    for field in form:
        value = field.value()
        if value is True:
            found[field.html_name] = "on"
        elif value is not None and value is not False:
            found[field.html_name] = [getattr(v, "pk", v) for v in value] if isinstance(value, list) else value
    return found
