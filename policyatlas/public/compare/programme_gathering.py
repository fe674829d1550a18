"""What a comparison of programmes stands on: the policies, their stages and wholes, and the entries about them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from policyatlas.editions.models import Facet
from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.figures import disputed

from .gathering import Filed, Printed, filed, findings_about, key, of_kind, printed, ref_key, references_of
from .items import Scribe


@dataclass(frozen=True)
class Gathered:
    """Everything about some programmes.

    `stages` and `wholes` map a column (`kind:slug`) to the policies that are stages of it, and of which it is one;
    `about` are the entries filed under columns and stages, `counted` the number of findings about each whole.
    """

    subjects: list[Printed]
    neighbours: list[Printed]
    stages: dict[str, list[Printed]]
    wholes: dict[str, list[dict]]
    about: Filed
    counted: dict[str, int]
    scribe: Scribe

    @property
    def columns(self) -> list[str]:
        """The keys of the columns."""
        return [key(entry) for entry in self.subjects]

    def own(self, column: str, kind: str) -> list[Printed]:
        """The entries of one kind that speak of the programme itself."""
        return of_kind(self.about.get(column, []), kind)

    def of_stages(self, column: str, kind: str) -> list[Printed]:
        """The entries of one kind that speak of its stages and not of itself, each once."""
        own = {entry.pk for entry in self.own(column, kind)}
        found = {e.pk: e for stage in self.stages[column] for e in of_kind(self.about.get(key(stage), []), kind)}
        return [entry for pk, entry in found.items() if pk not in own]

    def figures(self) -> dict[str, list[Printed]]:
        """The figures of each programme and of its stages, by column."""
        return {
            column: self.own(column, "observation") + self.of_stages(column, "observation") for column in self.columns
        }


def gather(reading: Reading, slugs: tuple[str, ...], indicators: Iterable[str]) -> Gathered:
    """Everything about the policies `slugs`, and the names of `indicators` (slugs) in any case; five queries."""
    columns = [f"policy:{slug}" for slug in slugs]
    naming = Facet.objects.filter(name="refers", value__in=columns).values("entry")
    near = printed(reading.entries("policy").filter(Q(slug__in=slugs) | Q(pk__in=naming)).order_by())
    # Sorted here, because databases sort text by different rules and what is cited must not depend on them.
    found = {e.slug: e for e in sorted(near, key=lambda one: one.slug)}
    subjects = [found[slug] for slug in slugs]
    stages = {
        column: sorted((e for e in found.values() if _is_stage_of(e, column)), key=_stage_order) for column in columns
    }
    wholes = {key(e): [r["policy"] for r in e.payload["relations"] if r["relation"] == "stage-of"] for e in subjects}
    wanted = {*columns, *(key(stage) for stages_of_one in stages.values() for stage in stages_of_one)}
    about = filed(reading, {"subject": wanted, "programme": columns})
    counted = findings_about(reading, {ref_key(whole) for several in wholes.values() for whole in several})
    entries = list({e.pk: e for several in about.values() for e in several}.values())
    named = references_of([*found.values(), *entries]) | {("indicator", slug) for slug in indicators}
    cards = reading.cards(named)
    disputes = disputed(reading, of_kind(entries, "observation"))
    scribe = Scribe(cards, words.page_language(), disputes)
    return Gathered(subjects, list(found.values()), stages, wholes, about, counted, scribe)


def _is_stage_of(policy: Printed, column: str) -> bool:
    relations = policy.payload["relations"]
    return any(r["relation"] == "stage-of" and ref_key(r["policy"]) == column for r in relations)


def _stage_order(policy: Printed) -> tuple:
    return (policy.year_from is None, policy.year_from or 0, policy.slug)
