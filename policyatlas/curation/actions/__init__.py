"""The verbs: the only way in which records change state, each atomic and logged as one event.

Every verb takes who does it (`by`) and, for a record that exists, the version the person last saw
(`expected_version`); a refusal raises a `Refused` with sentences for the person, and nothing is written.
"""

from policyatlas.curation.states import TRANSITIONS

from .addresses import rename
from .change_sets import keep_plan, note_applied, note_undone, stage
from .editions import add_erratum, check_erratum, close_edition
from .many import Past, add_passages, create_many, delete_many, edit_many, put_back_many
from .merging import check_merge, merge, unmerge
from .passages import add_passage, check_passage, check_quotation, delete_passage, edit_passage, fingerprint
from .publishing import publish, publish_many
from .records import check_edit, create, delete, edit, possible, revise, withdraw
from .restoring import restore, restore_passage, restored, undelete
from .reviewing import approve, look_over, return_, submit
from .texts import remove_text, set_text, text_stamp

__all__ = [
    "TRANSITIONS",
    "Past",
    "add_erratum",
    "add_passage",
    "add_passages",
    "approve",
    "check_edit",
    "check_erratum",
    "check_merge",
    "check_passage",
    "check_quotation",
    "close_edition",
    "create",
    "create_many",
    "delete",
    "delete_many",
    "delete_passage",
    "edit",
    "edit_many",
    "edit_passage",
    "fingerprint",
    "keep_plan",
    "look_over",
    "merge",
    "note_applied",
    "note_undone",
    "possible",
    "publish",
    "publish_many",
    "put_back_many",
    "remove_text",
    "rename",
    "restore",
    "restore_passage",
    "restored",
    "return_",
    "revise",
    "set_text",
    "stage",
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
