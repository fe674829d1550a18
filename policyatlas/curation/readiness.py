"""What a record still needs before it is fit to print, said in sentences that name the field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import prefetch_related_objects

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading
from policyatlas.editions.writing import Sheet
from policyatlas.press.printing import sheets, targets, unprinted_targets
from policyatlas.records.models import (
    Cluster,
    Disagreement,
    Evaluation,
    Framework,
    Observation,
    Place,
    Policy,
    Record,
    Source,
    Term,
)
from policyatlas.values.kinds import KINDS

from .history import ever_published, is_taken, perhaps_taken
from .snapshots import parts_of


@dataclass(frozen=True)
class Problem:
    """One thing that is missing: a sentence, and the form's field or section that mends it.

    Where it is a row of a section, `part` is its primary key and `within` the name of the field in it.
    """

    sentence: str
    field: str
    part: int | None = None
    within: str = "passage"

    @property
    def anchor(self) -> str:
        """Where on the record's form it is mended, as an id; empty if nowhere in particular."""
        if not self.field:
            return ""
        if self.part is not None:
            # By its primary key and not by its number on the page, which other pages do not know.
            return f"{self.field}_{self.part}_{self.within}"
        return f"id_{self.field}" if self.field in ("source", "framework", "slug") else f"{self.field}-group"


def problems(record: Record) -> list[Problem]:
    """What keeps `record` from being printed; empty if it is fit to print."""
    # The press cannot set a record with such gaps, so its references are looked at only once they are closed.
    return gaps(record) or unprinted(record, sheets(record))


def gaps(record: Record) -> list[Problem]:
    """What `record` itself lacks."""
    return [*_address(record), *_without_evidence(record), *_RULES.get(type(record), _nothing)(record)]


def gaps_of(records: Sequence[Record]) -> dict[Record, list[Problem]]:
    """The same of several records of one noun, in few queries."""
    taken = set(perhaps_taken(records))
    lacking = without_evidence(records)
    return {one: [*(_address(one) if one in taken else ()), *lacking[one]] for one in records}


def without_evidence(records: Iterable[Record]) -> dict[Record, list[Problem]]:
    """What each of several records of one noun lacks of its own; as many queries as for one of them."""
    found = list(records)
    if found:
        prefetch_related_objects(found, *_PARTS.get(type(found[0]), ("citations",)))
    return {one: [*_without_evidence(one), *_RULES.get(type(one), _nothing)(one)] for one in found}


def unprinted(record: Record, printed: list[Sheet]) -> list[Problem]:
    """What `record`, set in the sheets `printed`, refers to and readers cannot find."""
    return list(_targets(record, unprinted_targets(record, printed)))


def unfound(printed: Iterable[tuple[Record, list[Sheet]]]) -> dict[Record, list[Problem]]:
    """The same of several records, each with its sheets; one query, and some more for each that cannot be printed."""
    named = {record: targets(sheets) for record, sheets in printed}
    absent = set().union(*named.values())
    absent -= Reading.now().printed(absent)
    return {record: list(_targets(record, sorted(some & absent))) for record, some in named.items() if some & absent}


def _nothing(record: Record) -> Iterator[Problem]:
    yield from ()


def _address(record: Record) -> Iterator[Problem]:
    # A record that was in print has its address for ever; only a new one can have chosen that of another.
    if (
        record.status in ("draft", "submitted", "approved")
        and is_taken(record, record.slug)
        and not ever_published(record)
    ):
        yield Problem(
            f"The address “{record.slug}” was that of another {record._meta.verbose_name}, and researchers may have "
            f"cited it: choose another slug.",
            "slug",
        )


def _without_evidence(record: Record) -> Iterator[Problem]:
    if isinstance(record, (Source, Term)) or not hasattr(record, "citations"):
        # A source is its own evidence; a term is a word of ours; others carry their evidence in their parts.
        return
    if not record.citations.exists():
        what = "figure" if isinstance(record, Observation) else "record"
        yield Problem(
            f"No citation: add at least one passage that supports this {what}. "
            f"Nothing goes into print without a source.",
            "citations",
        )


def _rows(record: Record, name: str) -> Iterable[models.Model]:
    """The parts of a record with what their names need; those of `without_evidence` are there already."""
    if name in getattr(record, "_prefetched_objects_cache", ()):
        return getattr(record, name).all()
    return getattr(record, name).select_related(*NAMED_BY.get(name, ()))


def _parts(record: Record, name: str, noun: str) -> Iterator[Problem]:
    for part in _rows(record, name):
        if part.passage_id is None:
            yield Problem(f"The {noun} “{part}” has no passage: say where the source says it.", name, part.pk)


def _policy(policy: Policy) -> Iterator[Problem]:
    yield from _parts(policy, "stages", "dated event")
    yield from _parts(policy, "relations", "relation")


def _cluster(cluster: Cluster) -> Iterator[Problem]:
    yield from _parts(cluster, "designations", "designation")


def _place(place: Place) -> Iterator[Problem]:
    yield from _parts(place, "focuses", "focus")


def _framework(framework: Framework) -> Iterator[Problem]:
    yield from _parts(framework, "criteria", "criterion")
    if not framework.criteria.exists():
        yield Problem("No criterion: a framework needs at least one.", "criteria")


def _evaluation(evaluation: Evaluation) -> Iterator[Problem]:
    if evaluation.source is None:
        yield Problem("No source: say in which document you read this evaluation.", "source")
    if not evaluation.findings.exists() and not evaluation.ratings.exists():
        yield Problem("No finding and no rating: an evaluation needs at least one of them.", "findings")
    yield from _parts(evaluation, "findings", "finding")
    yield from _parts(evaluation, "ratings", "rating")
    yield from _criteria(evaluation)


def _criteria(evaluation: Evaluation) -> Iterator[Problem]:
    framework = evaluation.framework
    if framework is None:
        if evaluation.ratings.exists():
            yield Problem("Ratings without a framework: say by whose criteria it rates.", "framework")
        return
    for rating in _rows(evaluation, "ratings"):
        if rating.criterion.framework_id != framework.pk:
            yield Problem(
                f"The rating “{rating}” is by a criterion of “{rating.criterion.framework}”; this evaluation rates by "
                f"“{framework}”: choose one of its criteria.",
                "ratings",
                rating.pk,
                "criterion",
            )


def _disagreement(disagreement: Disagreement) -> Iterator[Problem]:
    if disagreement.positions.count() < 2:
        yield Problem("Fewer than two positions: a disagreement needs at least two.", "positions")
    yield from _parts(disagreement, "positions", "position")


_RULES: dict[type[Record], Callable[..., Iterator[Problem]]] = {
    Policy: _policy,
    Cluster: _cluster,
    Place: _place,
    Framework: _framework,
    Evaluation: _evaluation,
    Disagreement: _disagreement,
}


# What the names of parts need, by the relation under which a record has them.
NAMED_BY: dict[str, tuple[str, ...]] = {
    "relations": ("other",),
    "designations": ("programme",),
    "focuses": ("place", "field"),
    "ratings": ("criterion__framework",),
}
# What the rules about each noun look at, to be read for several records at once.
_PARTS: dict[type[Record], tuple[str, ...]] = {
    Policy: ("citations", "stages", "relations__other"),
    Cluster: ("citations", "designations__programme"),
    Place: ("citations", "focuses__field"),
    Framework: ("citations", "criteria"),
    Evaluation: ("source", "framework", "findings", "ratings__criterion__framework"),
    Disagreement: ("positions",),
    Source: (),
    Term: (),
}


def _targets(record: Record, absent: list[Address]) -> Iterator[Problem]:
    moved = Reading.now().moved(absent) if absent else {}
    citing = _citing(record) if any(kind == "source" for kind, slug in absent) else {}
    for kind, slug in absent:
        named = f"It refers to the {KINDS[kind].en.lower()} “{slug}”"
        if (kind, slug) in moved:
            other = moved[kind, slug][1]
            yield Problem(
                f"{named}, which was merged into “{other}”: refer to that one, or publish “{slug}” again first.", ""
            )
        else:
            sentence = f"{named}, which is not in print: publish that first, or remove the reference."
            yield Problem(sentence, *citing.get((kind, slug), ("", None)))


def _citing(record: Record) -> dict[Address, tuple[str, int]]:
    """The section and the row in which `record` cites a passage of each source."""
    found: dict[Address, tuple[str, int]] = {}
    for name, model in parts_of(type(record)).items():
        if any(field.name == "passage" for field in model._meta.fields):
            for slug, pk in getattr(record, name).values_list("passage__source__slug", "pk"):
                found.setdefault(("source", slug), (name, pk))
    return found
