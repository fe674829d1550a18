"""What can be compared: each noun with its address, its choices and how it is laid out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policyatlas.editions.reading import Reading

from . import cluster_choices, clusters, prefecture_choices, prefectures, programme_choices, programmes
from .choices import Choices
from .table import Comparison


@dataclass(frozen=True)
class Noun:
    """One comparison page: `choices` reads what can be chosen, `compare` lays the chosen side by side."""

    address: str
    kind: str
    plural: Promise
    lead: Promise
    choices: Callable[[Reading, Iterable[str]], Choices]
    compare: Callable[[Reading, tuple[str, ...], Choices], Comparison]


NOUNS = {
    noun.address: noun
    for noun in (
        Noun(
            "prefectures",
            "prefecture",
            _("Prefectures"),
            _("Science and technology policy, Technopolis results, policies, clusters and findings, side by side."),
            prefecture_choices.choices,
            prefectures.compare,
        ),
        Noun(
            "programmes",
            "policy",
            _("Programmes"),
            _("Who leads, which stages, how much money, how they are governed, and what evaluations found."),
            programme_choices.choices,
            programmes.compare,
        ),
        Noun(
            "clusters",
            "cluster",
            _("Clusters"),
            _("What they were formed on, who designated them, ratings by condition of success, figures, findings."),
            cluster_choices.choices,
            clusters.compare,
        ),
    )
}
