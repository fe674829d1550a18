"""The states of a record as a table: which verb may start where, where it leads, and the right it needs."""

# verb: {state it may start from: state it leads to}
TRANSITIONS = {
    "edit": {"draft": "draft", "revising": "revising"},
    "publish": {"draft": "published", "revising": "published"},
    "revise": {"published": "revising", "withdrawn": "draft"},
    "rename": {"published": "published", "revising": "revising"},
    "merge": {"published": "withdrawn", "revising": "withdrawn"},
    "withdraw": {"published": "withdrawn", "revising": "withdrawn"},
    "delete": {"draft": ""},
}
# verb: the right it needs; `{model}` stands for the name of the record's model
RIGHTS = {
    "edit": "records.change_{model}",
    "publish": "curation.publish_records",
    "revise": "records.change_{model}",
    "rename": "curation.publish_records",
    "merge": "curation.withdraw_records",
    "withdraw": "curation.withdraw_records",
    "delete": "records.delete_{model}",
}
# (verb, state it was tried from): what to do instead
HINTS = {
    ("edit", "published"): " Press “Revise” first: what is in print stays as it is until you publish again.",
    ("edit", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("publish", "withdrawn"): " Press “Revise” first: it becomes a draft again.",
    ("rename", "draft"): " Change the slug of a draft in its form; if it has been in print, publish it again first.",
    ("rename", "withdrawn"): " Nothing stands at its address that could be moved.",
    ("merge", "draft"): " A draft is not in print: no address has to lead anywhere.",
    ("merge", "withdrawn"): " Publish it again first, so that its address can lead to the other record.",
    ("withdraw", "draft"): " A draft is not in print, so there is nothing to withdraw.",
}
