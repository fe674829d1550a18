"""What can be compared: each noun with its address, its choices and how it is laid out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policyatlas.editions.payloads import Address
from policyatlas.editions.reading import Reading

from . import cluster_choices, clusters, prefecture_choices, prefectures, programme_choices, programmes
from .choices import Choices
from .names import Names
from .table import Comparison


@dataclass(frozen=True)
class Noun:
    """One comparison page: `choices` reads what can be chosen, `compare` lays the chosen side by side.

    `named` are the entries that the code of both names by the slugs they had when it was written.
    """

    address: str
    kind: str
    plural: Promise
    lead: Promise
    choices: Callable[[Reading, Iterable[str], Names], Choices]
    compare: Callable[[Reading, tuple[str, ...], Choices], Comparison]
    named: frozenset[Address]


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
            prefectures.NAMED | prefecture_choices.NAMED,
        ),
        Noun(
            "programmes",
            "policy",
            _("Programmes"),
            _("Who leads, which stages, how much money, how they are governed, and what evaluations found."),
            programme_choices.choices,
            programmes.compare,
            programmes.NAMED | programme_choices.NAMED,
        ),
        Noun(
            "clusters",
            "cluster",
            _("Clusters"),
            _("What they were formed on, who designated them, ratings by condition of success, figures, findings."),
            cluster_choices.choices,
            clusters.compare,
            clusters.NAMED | cluster_choices.NAMED,
        ),
    )
}
