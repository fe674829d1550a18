"""Whether the log tells what is there: the version, state and words of every record, and what became of the rest."""

from collections.abc import Iterator

from django.db.models import Max, OuterRef, Subquery

from policyatlas.curation.models import Event
from policyatlas.curation.snapshots import Snapshot, snapshots
from policyatlas.curation.states import TRANSITIONS
from policyatlas.records.models import RECORDS, Passage

from .records import AT_ONCE

# The states in which a verb can have left a record. Not of those that can leave it in any.
_LEFT = {verb: {*ways.values()} for verb, ways in TRANSITIONS.items() if verb not in ("edit", "restore", "delete")}
_LEFT |= {"create": {"draft"}}


def versions() -> Iterator[str]:
    """That every record has the version and state in which its last event left it."""
    for model in RECORDS:
        noun = model._meta.model_name
        events = Event.objects.filter(noun=noun, record_id=OuterRef("pk"), version__isnull=False).order_by("-pk")
        last = {name: Subquery(events.values(name)[:1]) for name in ("version", "action")}
        rows = model._base_manager.annotate(logged=last["version"], verb=last["action"]).order_by("pk")
        for slug, status, version, logged, verb in rows.values_list(
            "slug", "status", "version", "logged", "verb"
        ).iterator():
            if version != logged:
                yield f"{noun} “{slug}” has version {version}; the log knows it in version {logged}."
            elif verb == "delete" or status not in _LEFT.get(verb, {status}):
                yield f"{noun} “{slug}” is “{status}”; the last that the log tells is “{verb}”."


def deletions() -> Iterator[str]:
    """That whatever the log tells of and does not say to be deleted is there."""
    for model in (*RECORDS, Passage):
        noun = model._meta.model_name
        last = Event.objects.filter(noun=noun).order_by().values("record_id").annotate(last=Max("pk"))
        living = Event.objects.filter(pk__in=last.values("last")).exclude(action="delete")
        lost = living.exclude(record_id__in=model._base_manager.values("pk"))
        for key, slug in lost.order_by("pk").values_list("record_id", "slug").iterator():
            yield f"{noun} {key} “{slug}” is not there, and the log does not say that it was deleted."


def words() -> Iterator[str]:
    """That every record and passage has the fields, links and parts of the last whole one that the log kept."""
    for model in (*RECORDS, Passage):
        noun, keys = model._meta.model_name, model._base_manager.order_by("pk").values_list("pk", flat=True)
        last = 0
        while some := list(keys.filter(pk__gt=last)[:AT_ONCE]):
            last = some[-1]
            whole = Event.objects.filter(noun=noun, record_id__in=some, snapshot__isnull=False).order_by()
            newest = whole.values("record_id").annotate(last=Max("pk")).values("last")
            logged = dict(Event.objects.filter(pk__in=newest).values_list("record_id", "snapshot"))
            for key, now in snapshots(model, some).items():
                if key not in logged:
                    yield f"{noun} {key} is there, and the log has never kept it."
                elif not _same(logged[key], now):
                    yield f"{noun} {key} is not what the log last kept of it."


def _same(logged: Snapshot, now: Snapshot) -> bool:
    """Whether two snapshots agree in all they both know of: fields come and go with upgrades."""
    if not all(_agree(logged[name], now[name]) for name in ("fields", "links")):
        return False
    for name in logged["parts"].keys() & now["parts"].keys():
        before, after = ({row["id"]: row for row in one["parts"][name]} for one in (logged, now))
        if before.keys() != after.keys() or not all(_agree(before[key], after[key]) for key in before):
            return False
    return True


def _agree(one: dict, other: dict) -> bool:
    return all(one[name] == other[name] for name in one.keys() & other.keys())
