"""The verbs: the only way in which records change state, each atomic and logged as one event.

Every verb takes who does it (`by`) and, for a record that exists, the version the person last saw
(`expected_version`); a refusal raises a `Refused` with sentences for the person, and nothing is written.
"""

from policyatlas.curation.states import TRANSITIONS

from .addresses import merge, rename
from .editions import add_erratum, check_erratum, close_edition
from .passages import add_passage, check_passage, delete_passage, edit_passage, fingerprint
from .records import check_edit, create, delete, edit, possible, publish, revise, withdraw
from .restoring import restore, undelete
from .reviewing import approve, return_, submit

__all__ = [
    "TRANSITIONS",
    "add_erratum",
    "add_passage",
    "approve",
    "check_edit",
    "check_erratum",
    "check_passage",
    "close_edition",
    "create",
    "delete",
    "delete_passage",
    "edit",
    "edit_passage",
    "fingerprint",
    "merge",
    "possible",
    "publish",
    "rename",
    "restore",
    "return_",
    "revise",
    "submit",
    "undelete",
    "verb_named",
    "withdraw",
]


def verb_named(name: str):
    """The verb that the table of states calls `name`; one of them is a word of Python."""
    return return_ if name == "return" else globals()[name]
