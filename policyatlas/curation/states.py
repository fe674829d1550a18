"""The states of a record as a table: which verb may start where, where it leads, and the right it needs."""

# verb: {state it may start from: state it leads to}
TRANSITIONS = {
    "edit": {"draft": "draft", "revising": "revising"},
    "publish": {"draft": "published", "revising": "published"},
    "revise": {"published": "revising", "withdrawn": "draft"},
    "withdraw": {"published": "withdrawn", "revising": "withdrawn"},
    "delete": {"draft": ""},
}
# verb: the right it needs; `{model}` stands for the name of the record's model
RIGHTS = {
    "edit": "records.change_{model}",
    "publish": "curation.publish_records",
    "revise": "records.change_{model}",
    "withdraw": "curation.withdraw_records",
    "delete": "records.delete_{model}",
}
# (verb, state it was tried from): what to do instead
HINTS = {
    ("edit", "published"): " Press “Revise” first: what is in print stays as it is until you publish again.",
    ("edit", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("publish", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("withdraw", "draft"): " A draft is not in print, so there is nothing to withdraw.",
}
