"""Whether what is in print and what the desk says of it agree: states, origins, and what the press would print now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Q

from policyatlas.curation.flags import passages_of
from policyatlas.curation.models import Event
from policyatlas.editions.hashing import index_card
from policyatlas.editions.models import Entry
from policyatlas.editions.payloads import SHAPES
from policyatlas.editions.readdressing import ADDRESSED
from policyatlas.editions.writing import Sheet
from policyatlas.press.parts import kind_of
from policyatlas.press.printing import origin, sheets
from policyatlas.records.models import RECORDS, Record
from policyatlas.records.models.base import IN_PRINT
from policyatlas.values.typed import whole_number

AT_ONCE = 500
_MODELS = {model._meta.model_name: model for model in RECORDS}


def batches(model: type[Record], **which) -> Iterator[list[Record]]:
    """The records of a model, some at a time."""
    last = 0
    while found := list(model._base_manager.filter(pk__gt=last, **which).order_by("pk")[:AT_ONCE]):
        yield found
        last = found[-1].pk


def states_and_print() -> Iterator[str]:
    """That the entry of every record in print stands at its address, and that nothing of the others is in print."""
    for model in RECORDS:
        for records in batches(model):
            addresses = _in_print(records)
            for record in records:
                there = addresses[origin(record)]
                if record.status in IN_PRINT and (kind_of(record), record.slug) not in there:
                    yield f"{_named(record)} is “{record.status}”, and its entry is not in print."
                if record.status not in IN_PRINT and there:
                    yield f"{_named(record)} is “{record.status}”, and something of it is in print."


def origins() -> Iterator[str]:
    """That every entry was printed from a record that is still there."""
    keys = defaultdict(list)
    for name in Entry.objects.order_by("origin").values_list("origin", flat=True).distinct().iterator():
        noun, _, key = name.partition(":")
        keys[noun].append(key)
        if len(keys[noun]) == AT_ONCE:
            yield from _lost(noun, keys.pop(noun))
    for noun, some in keys.items():
        yield from _lost(noun, some)


def what_is_printed() -> Iterator[str]:
    """That printing every published record again would change nothing, unless what it names was changed since."""
    for model in RECORDS:
        for records in batches(model, status="published"):
            printed = _entries(records)
            for record in records:
                yield from _differing(record, printed[origin(record)])


def _in_print(records: Iterable[Record]) -> dict[str, set[tuple[str, str]]]:
    found = defaultdict(set)
    entries = Entry.objects.filter(origin__in=[origin(record) for record in records], until=None).order_by()
    for name, kind, slug in entries.values_list("origin", "kind", "slug"):
        found[name].add((kind, slug))
    return found


def _entries(records: Iterable[Record]) -> dict[str, list[Entry]]:
    found = defaultdict(list)
    for entry in Entry.objects.filter(origin__in=[origin(record) for record in records], until=None):
        found[entry.origin].append(entry)
    return found


def _lost(noun: str, keys: list[str]) -> Iterator[str]:
    model = _MODELS.get(noun)
    numbers = {whole_number(key) for key in keys} - {None}
    there = model._base_manager.filter(pk__in=numbers).values_list("pk", flat=True) if model else ()
    for key in sorted({*keys} - {str(pk) for pk in there}):
        yield f"What was printed from {noun}:{key} stands there, and no such record does."


def _differing(record: Record, printed: list[Entry]) -> Iterator[str]:
    now = sheets(record)
    wanted = {sheet.address: (index_card(sheet), sheet.data) for sheet in now}
    stored = {(entry.kind, entry.slug): (index_card(entry), _as_now(entry)) for entry in printed}
    if wanted != stored and not _changed_since(record, now, printed):
        wrong = sorted(key for key in wanted.keys() | stored.keys() if wanted.get(key) != stored.get(key))
        yield (
            f"{_named(record)} is published, and the press would now print something else at "
            f"{', '.join(':'.join(address) for address in wrong)}: look at it, and publish it again if that is better."
        )


def _as_now(entry: Entry) -> dict:
    """The payload with what shapes have got since it was printed."""
    return SHAPES[entry.kind].model_validate(entry.payload).model_dump(mode="json")


def _changed_since(record: Record, now: list[Sheet], printed: list[Entry]) -> bool:
    """Whether a passage on which it rests or a record that it names was changed since it was published; or it was
    given another one to name by a merging, of which readers were told without printing it.
    """
    events = Event.objects.filter(pk__gt=_last_printing(record))
    own = Q(noun=record._meta.model_name, record_id=record.pk)
    quoted = Q(noun="passage", record_id__in=passages_of(record).values("pk"))
    named = {value for sheet in now for name, value in sheet.pairs if name in ADDRESSED}
    for entry in printed:
        named |= {*entry.facets.filter(name__in=ADDRESSED).values_list("value", flat=True)}
    return events.filter(own & ~Q(because_of=None) | quoted | _about(named)).exists()


def _last_printing(record: Record) -> int:
    published = Event.objects.filter(noun=record._meta.model_name, record_id=record.pk, action="publish")
    return published.order_by("pk").values_list("pk", flat=True).last() or 0


def _about(named: Iterable[str]) -> Q:
    """That an event concerns what stands at one of the addresses `named`, each as `kind:slug`."""
    found, slugs = Q(pk__in=[]), defaultdict(list)
    for address in named:
        kind, _, slug = address.partition(":")
        slugs[kind].append(slug)
    for kind, some in slugs.items():
        for name in Entry.objects.filter(kind=kind, slug__in=some).values_list("origin", flat=True).distinct():
            noun, _, key = name.partition(":")
            found |= Q(noun=noun, record_id=int(key))
    return found


def _named(record: Record) -> str:
    return f"{record._meta.verbose_name.capitalize()} “{record.slug}”"
