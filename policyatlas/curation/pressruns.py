"""Publishing all that waits for it, some hundred records at a time: those are in print before the next are read."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser

from policyatlas.records.models import Record

from . import actions
from .actions.publishing import BATCH
from .refusals import Refused
from .states import transitions, works_alone


@dataclass
class Pressrun:
    """What came of it so far: how many are in print of those that waited, and why the others are not."""

    waited: int
    printed: int = 0
    refused: dict[Record, Refused] = field(default_factory=dict)


def publishing(
    models: Iterable[type[Record]], *, by: AbstractBaseUser, reason: str = ""
) -> Generator[str, None, Pressrun]:
    """Publish every record of the nouns that `by` may publish now; says after each batch how far it is.

    Those refused are asked for again as long as others come into print: so it does not matter which of two records
    names the other. Whatever ends the work before its end, what is in print stays there.
    """
    states = transitions("publish", alone=works_alone(by))
    waiting = {model: _keys(model, states) for model in models}
    run = Pressrun(sum(map(len, waiting.values())))
    while any(waiting.values()):
        before, run.refused = run.printed, {}
        for model, keys in waiting.items():
            left: list[int] = []
            for begin in range(0, len(keys), BATCH):
                left += _print(run, model, keys[begin : begin + BATCH], by, reason)
                yield f"{run.printed:,} of {run.waited:,} in print."
            waiting[model] = left
        if run.printed == before:
            break
    return run


def _print(run: Pressrun, model: type[Record], keys: Sequence[int], by: AbstractBaseUser, reason: str) -> list[int]:
    """Publish one batch; the keys of those that were refused. Whatever was deleted meanwhile is left out."""
    found = model.objects.in_bulk(keys)
    records = [found[key] for key in keys if key in found]
    refused = actions.publish_many(records, by=by, reason=reason)
    run.printed += len(records) - len(refused)
    run.refused |= refused
    return [record.pk for record in refused]


def _keys(model: type[Record], states: Iterable[str]) -> list[int]:
    return list(model.objects.filter(status__in=states).order_by("pk").values_list("pk", flat=True))
