"""What figures and judgements are about: the nouns a row may name as its subject."""

from policyatlas.records.models import Cluster, Indicator, Organisation, Place, Policy, Record

from .rows import Unfit
from .run import Run

SUBJECTS: dict[str, type[Record]] = {
    "place": Place,
    "policy": Policy,
    "cluster": Cluster,
    "organisation": Organisation,
    "indicator": Indicator,
}


def subject(run: Run, kind: str, slug: str) -> Record:
    """The record that a row names by kind and slug; raises `Unfit` if there is none such in print."""
    if kind not in SUBJECTS:
        raise Unfit(f"It is about a “{kind}”; that must be one of {', '.join(SUBJECTS)}.")
    return run.one(SUBJECTS[kind], slug)
