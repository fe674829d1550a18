"""The states of a record as a table: which verb may start where, where it leads, and the right it needs."""

from django.conf import settings

from policyatlas.records.models.base import IN_PRINT

from .founder import NAME

# verb: {state it may start from: state it leads to}
TRANSITIONS = {
    "edit": {"draft": "draft", "revising": "revising"},
    "restore": {"draft": "draft", "revising": "revising"},
    "submit": {"draft": "submitted", "revising": "revision-submitted"},
    "approve": {"submitted": "approved", "revision-submitted": "revision-approved"},
    "return": {
        "submitted": "draft",
        "approved": "draft",
        "revision-submitted": "revising",
        "revision-approved": "revising",
    },
    "publish": {"approved": "published", "revision-approved": "published"},
    "revise": {
        "published": "revising",
        "withdrawn": "draft",
        "submitted": "draft",
        "approved": "draft",
        "revision-submitted": "revising",
        "revision-approved": "revising",
    },
    "look": {state: state for state in IN_PRINT},
    "rename": {state: state for state in IN_PRINT},
    "merge": dict.fromkeys(IN_PRINT, "withdrawn"),
    "unmerge": {"withdrawn": "draft"},
    "withdraw": dict.fromkeys(IN_PRINT, "withdrawn"),
    "delete": {"draft": ""},
}
# Where one person does everything, nobody else can approve: the way to print is open from the desk as well.
ALONE = {"publish": dict.fromkeys(("draft", "submitted", "revising", "revision-submitted"), "published")}
# verb: the right it needs; `{model}` stands for the name of the record's model
RIGHTS = {
    "edit": "records.change_{model}",
    "restore": "records.change_{model}",
    "submit": "records.change_{model}",
    "approve": "curation.review_records",
    "return": "curation.review_records",
    "publish": "curation.publish_records",
    "revise": "records.change_{model}",
    "look": "records.change_{model}",
    "rename": "curation.publish_records",
    "merge": "curation.withdraw_records",
    "unmerge": "curation.withdraw_records",
    "withdraw": "curation.withdraw_records",
    "delete": "records.delete_{model}",
}
# How a verb is said in a sentence, where not by its name.
SAID = {"look": "look over"}
_TAKE_BACK = " It is being reviewed: press “Revise” to take it back, or ask for it to be returned."
_APPROVE_FIRST = " Somebody else must approve it before it can be published: submit it."
_APPROVE_NOW = " Somebody else must approve it before it can be published."
# (verb, state it was tried from): what to do instead
HINTS = {
    **{
        (verb, state): _TAKE_BACK
        for verb in ("edit", "restore", "delete")
        for state in ("submitted", "approved", "revision-submitted", "revision-approved")
    },
    ("edit", "published"): " Press “Revise” first: what is in print stays as it is until you publish again.",
    ("edit", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("restore", "published"): " Press “Revise” first: what is in print stays as it is until you publish again.",
    ("restore", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("submit", "published"): " Press “Revise” first and change what is to be changed.",
    ("submit", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("approve", "draft"): " Its author submits it first.",
    ("approve", "revising"): " Its author submits it first.",
    ("return", "draft"): " It is with its author already.",
    ("return", "revising"): " It is with its author already.",
    ("publish", "draft"): _APPROVE_FIRST,
    ("publish", "revising"): _APPROVE_FIRST,
    ("publish", "submitted"): _APPROVE_NOW,
    ("publish", "revision-submitted"): _APPROVE_NOW,
    ("publish", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("look", "draft"): " It is not in print yet: submit it when it is right.",
    ("look", "withdrawn"): " Nothing of it is in print.",
    ("rename", "draft"): " Change the slug of a draft in its form; if it has been in print, publish it again first.",
    ("rename", "withdrawn"): " Nothing stands at its address that could be moved.",
    ("merge", "draft"): " A draft is not in print: no address has to lead anywhere.",
    ("merge", "withdrawn"): " Publish it again first, so that its address can lead to the other record.",
    ("unmerge", "draft"): " It is open for editing; what names the other record is changed in its own form.",
    ("withdraw", "draft"): " A draft is not in print, so there is nothing to withdraw.",
}


def transitions(verb: str, *, alone: bool) -> dict[str, str]:
    """Where `verb` may start and leads to; `alone` for people who need no second pair of eyes."""
    return TRANSITIONS[verb] | (ALONE.get(verb, {}) if alone else {})


def works_alone(by) -> bool:
    """Whether nobody else has to approve what `by` publishes: in a one-person team, and for the facts that ship."""
    # The shipped facts were reviewed before they were shipped.
    return not settings.TWO_PAIRS_OF_EYES or by.get_username() == NAME
