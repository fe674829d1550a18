"""The verbs: the only way in which records change state, each atomic and logged as one event.

Every verb takes who does it (`by`) and, for a record that exists, the version the person last saw
(`expected_version`); a refusal raises a `Refused` with sentences for the person, and nothing is written.
"""

from policyatlas.curation.states import TRANSITIONS

from .addresses import rename
from .editions import add_erratum, check_erratum, close_edition
from .merging import check_merge, merge, unmerge
from .passages import add_passage, check_passage, check_quotation, delete_passage, edit_passage, fingerprint
from .records import check_edit, create, delete, edit, possible, publish, revise, withdraw
from .restoring import restore, restore_passage, restored, undelete
from .reviewing import approve, look_over, return_, submit
from .texts import remove_text, set_text, text_stamp

__all__ = [
    "TRANSITIONS",
    "add_erratum",
    "add_passage",
    "approve",
    "check_edit",
    "check_erratum",
    "check_merge",
    "check_passage",
    "check_quotation",
    "close_edition",
    "create",
    "delete",
    "delete_passage",
    "edit",
    "edit_passage",
    "fingerprint",
    "look_over",
    "merge",
    "possible",
    "publish",
    "remove_text",
    "rename",
    "restore",
    "restore_passage",
    "restored",
    "return_",
    "revise",
    "set_text",
    "submit",
    "text_stamp",
    "undelete",
    "unmerge",
    "verb_named",
    "withdraw",
]


def verb_named(name: str):
    """The verb that the table of states calls `name`; two of them have longer names here."""
    return {"return": return_, "look": look_over}.get(name) or globals()[name]
