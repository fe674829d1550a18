"""State changes only through the verbs: no other module writes records, their state or their stamps."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOM = ROOT / "policyatlas"
# What the verbs alone assign.
STATE = {"status", "version", "created_at", "created_by", "updated_at", "updated_by"}
WRITING = {"save", "save_base", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
VERBS = "curation/actions/"
# The modules that may write to the database, and what.
WRITERS = {
    "curation/actions/records.py": "the verbs for records",
    "curation/actions/restoring.py": "the verbs that bring back what was",
    "curation/actions/many.py": "the verbs of an import",
    "curation/actions/wholes.py": "many whole records, for the verbs of an import",
    "curation/actions/change_sets.py": "what the desk knows of an import",
    "curation/actions/moves.py": "the references that a merging moves, for its verbs",
    "curation/actions/passages.py": "the verbs for passages",
    "curation/actions/texts.py": "the verbs for the texts of sources",
    "curation/actions/steps.py": "the steps of all verbs",
    "editions/readdressing.py": "entries that move to another address, for the verbs",
    "editions/stamps.py": "which state of what is in print this is, for whoever writes entries",
    "editions/writing.py": "entries and editions, for the verbs",
    "editions/wordings.py": "what entries are found by, which is made from them",
    "curation/kept_words.py": "what was typed after a session had ended, which is no record",
    "curation/open_forms.py": "who has a form open, which is no record",
    "curation/management/commands/forget_second_factors.py": "second factors, for whoever has lost all of them",
    "curation/founder.py": "the user of the founding facts",
    "curation/preparing.py": "the groups of people",
}
INSTEAD = (
    "Call a verb of policyatlas/curation/actions/ instead: it checks the right, the version and the state, "
    "and logs one event. If none fits, add one there."
)


def breaches(source: str, module: str) -> list[str]:
    """Each line of `source` that writes what only the verbs may write."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) and not module.startswith(VERBS):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            assigned = {
                each.attr for target in targets for each in ast.walk(target) if isinstance(each, ast.Attribute)
            } & STATE
            found += [f"line {node.lineno} assigns .{name}" for name in sorted(assigned)]
        if isinstance(node, ast.Call):
            found += [f"line {node.lineno} {what}" for what in _writing_call(node, module)]
    return found


def _writing_call(call: ast.Call, module: str) -> list[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    receiver = getattr(getattr(call.func, "value", None), "id", "")
    if name == "setattr" and not module.startswith(VERBS):
        names = {arg.value for arg in call.args if isinstance(arg, ast.Constant)} & STATE
        return [f"sets .{each}" for each in sorted(names)]
    if module in WRITERS or receiver == "actions" or not isinstance(call.func, ast.Attribute):
        return []
    if name in WRITING:
        return [f"calls .{name}()"]
    # A dictionary's update() takes a mapping; only a queryset's takes keywords.
    if name == "update" and call.keywords:
        return [f"calls .update({', '.join(f'{word.arg}=…' for word in call.keywords)})"]
    return []


def test_only_the_verbs_write_records():
    found = []
    for path in sorted(ROOM.rglob("*.py")):
        module = path.relative_to(ROOM).as_posix()
        if "/migrations/" not in module:
            found += [f"policyatlas/{module} {what}" for what in breaches(path.read_text(), module)]
    assert not found, "\n".join([*found, INSTEAD])


def test_every_excuse_is_still_needed():
    for module, what in WRITERS.items():
        assert breaches((ROOM / module).read_text(), "elsewhere.py"), (
            f"policyatlas/{module} writes nothing ({what}) any more: take it out of WRITERS in this test."
        )


@pytest.mark.parametrize(
    "line",
    [
        "record.status = 'published'",
        "a, record.version = 1, 2",
        "record.version += 1",
        "record.updated_by: User = kenji",
        "setattr(record, 'status', 'draft')",
        "Policy.objects.filter(pk=1).update(status='published')",
        "Policy.objects.bulk_update(policies, ['status'])",
        "policy.save()",
        "Policy.objects.create(slug='x')",
        "policy.delete()",
    ],
)
def test_a_breach_is_found(line):
    assert len(breaches(line, "public/lists/views.py")) == 1


@pytest.mark.parametrize(
    "line", ["status = 'draft'", "actions.delete(record, by=kenji)", "context.update({'status': 1})", "found.pop()"]
)
def test_what_writes_nothing_is_left_alone(line):
    assert breaches(line, "public/lists/views.py") == []
