"""What a browser sends to the desk (a form as it was rendered, with some fields typed over), and what it is told."""

import re

from django.urls import reverse

from policyatlas.curation import actions


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


def send(browser, record, words: dict, button: str = "_save"):
    """Press `button` on the form of `record`, after typing `words` into it; the page one lands on."""
    sent = form_of(browser, record) | words | {button: "on"}
    return browser.post(page(record, "change", record.pk), sent, follow=True)


def ask(browser, record, verb: str, **words):
    """What a page of a verb answers to these words; the page one lands on."""
    given = {"expected_version": record.version} | words
    return browser.post(page(record, verb, record.pk), given, follow=True)


def told(answer) -> list[str]:
    """The messages of a page."""
    return [str(message) for message in answer.context["messages"]]


def text(answer) -> str:
    """The page, with all white space as single spaces."""
    return re.sub(r"\s+", " ", answer.content.decode())


def stored(record):
    """The record as it is in the database now."""
    return type(record).objects.get(pk=record.pk)


def apply(verb: str, record, by, **given):
    """Ask `verb` of `record`, with whatever else it needs."""
    needs = {"reason": "Entered twice."} if verb in ("rename", "merge", "unmerge", "withdraw", "return") else {}
    if verb == "rename":
        needs["slug"] = f"{record.slug}-renamed"
    if verb == "merge":
        needs["into"] = type(record).objects.in_print().exclude(pk=record.pk).first() or record
    if verb == "restore":
        needs["version"] = 1
    return actions.verb_named(verb)(record, by=by, **{"expected_version": record.version} | needs | given)


def _of(form) -> dict:
    found = {}
    for field in form:
        value = field.value()
        if value is True:
            found[field.html_name] = "on"
        elif value is not None and value is not False:
            found[field.html_name] = [getattr(v, "pk", v) for v in value] if isinstance(value, list) else value
    return found
