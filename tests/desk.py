"""The desk of the tests: the smallest records of every noun that are fit to print, made through the verbs alone."""

from decimal import Decimal
from itertools import count

from policyatlas.curation import actions
from policyatlas.editions.models import Edition, Erratum
from policyatlas.press.printing import unprinted_targets
from policyatlas.records import models as records
from policyatlas.records.models import Passage, Record
from policyatlas.records.models.base import EDITABLE

_MODELS = {
    "policy": records.Policy,
    "cluster": records.Cluster,
    "evaluation": records.Evaluation,
    "prefecture": records.Place,
    "place": records.Place,
    "organisation": records.Organisation,
    "indicator": records.Indicator,
    "observation": records.Observation,
    "source": records.Source,
    "framework": records.Framework,
    "disagreement": records.Disagreement,
    "event": records.ContextEvent,
    "term": records.Term,
}


class Desk:
    """Makes drafts as the curator, has them approved and prints them; every record gets a slug of its own."""

    def __init__(self, curator, reviewer, publisher):
        self.curator = curator
        self.reviewer = reviewer
        self.publisher = publisher
        self._numbers = count(1)

    # --- The verbs

    def create(self, record: Record, *parts, **links) -> Record:
        """`record` as a draft, with its parts and its many-to-many `links`."""
        return actions.create(record, by=self.curator, parts=parts, links=links)

    def publish(self, record: Record, reason: str = "") -> Record:
        """`record` in print, and before it whatever it refers to that is not."""
        for kind, slug in unprinted_targets(record):
            self.publish(_MODELS[kind].objects.get(slug=slug))
        self.approve(record)
        return actions.publish(record, by=self.publisher, expected_version=record.version, reason=reason)

    def submit(self, record: Record) -> Record:
        """`record` with the reviewers."""
        return actions.submit(record, by=self.curator, expected_version=record.version)

    def approve(self, record: Record) -> Record:
        """`record` with the publishers, submitted before if it was not."""
        if record.status in EDITABLE:
            self.submit(record)
        if record.status in ("submitted", "revision-submitted"):
            actions.approve(record, by=self.reviewer, expected_version=record.version)
        return record

    def revise(self, record: Record) -> Record:
        """`record` opened for revision; what is in print stays."""
        return actions.revise(record, by=self.curator, expected_version=record.version)

    def edit(self, record: Record, **fields) -> Record:
        """`record` with changed `fields`, saved but not printed."""
        for name, value in fields.items():
            setattr(record, name, value)
        # The quotations of the tests give no figures.
        return actions.edit(record, by=self.curator, expected_version=record.version, confirmed=True)

    def republish(self, record: Record, reason: str = "", **fields) -> Record:
        """A published record revised, changed and printed again."""
        return self.publish(self.edit(self.revise(record), **fields), reason)

    def rename(self, record: Record, slug: str, reason: str = "It has another name now.") -> Record:
        """`record` at another address."""
        return actions.rename(record, by=self.publisher, expected_version=record.version, slug=slug, reason=reason)

    def merge(self, record: Record, into: Record, reason: str = "It was entered twice.") -> Record:
        """`record` out of print, its address leading to `into`."""
        return actions.merge(record, by=self.publisher, expected_version=record.version, into=into, reason=reason)

    def withdraw(self, record: Record, reason: str = "It was entered twice.") -> Record:
        """`record` out of print."""
        return actions.withdraw(record, by=self.publisher, expected_version=record.version, reason=reason)

    def close(self, label: str):
        """The open edition closed under `label`."""
        return actions.close_edition(by=self.publisher, label=label)

    def add_erratum(
        self, edition: Edition, text: str = "It was 12, not 13.", kind: str = "", slug: str = ""
    ) -> Erratum:
        """What is wrong in a closed edition, or in one entry of it."""
        return actions.add_erratum(by=self.publisher, edition=edition, text=text, kind=kind, slug=slug)

    # --- The nouns

    def a_source(self, **fields) -> records.Source:
        """A report."""
        return self.create(self._new(records.Source, fields, kind="report", heading="A report"))

    def a_passage(self, source: records.Source | None = None, **fields) -> Passage:
        """A passage of `source`, or of a new report."""
        words = {"locator": "p. 1", "quote": f"Words number {next(self._numbers)} of the report."} | fields
        return actions.add_passage(Passage(source=source or self.a_source(), **words), by=self.curator)

    def a_term(self, scheme: str = "field", **fields) -> records.Term:
        """A term of `scheme`."""
        number = next(self._numbers)
        given = {"slug": f"{scheme}-term-{number}", "code": f"term-{number}", "label_en": f"Term {number}"} | fields
        return self.create(records.Term(scheme=scheme, **given))

    def a_place(self, **fields) -> records.Place:
        """A city; its kind, parent and code as wished."""
        return self._cited(records.PlaceCitation, self._new(records.Place, fields, kind="city", name_en="A city"))

    def an_organisation(self, **fields) -> records.Organisation:
        """A university."""
        made = self._new(records.Organisation, fields, kind="university", name_en="A university")
        return self._cited(records.OrganisationCitation, made)

    def a_policy(self, *, places=(), instruments=(), target_groups=(), **fields) -> records.Policy:
        """A plan with one citation."""
        made = self._new(records.Policy, fields, kind="plan", title_en="A plan")
        named = {"places": places, "instruments": instruments, "target_groups": target_groups}
        return self._cited(records.PolicyCitation, made, **named)

    def a_cluster(self, *, places=(), terms=(), **fields) -> records.Cluster:
        """A cluster with one citation."""
        made = self._new(records.Cluster, fields, name_en="A cluster")
        return self._cited(records.ClusterCitation, made, places=places, fields=terms)

    def an_indicator(self, **fields) -> records.Indicator:
        """An indicator counted in persons."""
        made = self._new(records.Indicator, fields, name_en="Staff", unit="persons", definition="Full-time.")
        return self._cited(records.IndicatorCitation, made)

    def an_observation(self, **fields) -> records.Observation:
        """A figure of 12 for a new policy, unless another subject, value or kind of missing is given."""
        given = dict(fields)
        if not given.keys() & {"place", "policy", "cluster", "organisation"}:
            given["policy"] = self.a_policy()
        if not given.keys() & {"value", "missing"}:
            given["value"] = Decimal(12)
        given.setdefault("indicator", None)
        given["indicator"] = given["indicator"] or self.an_indicator()
        return self._cited(records.ObservationCitation, self._new(records.Observation, given))

    def a_framework(self, **fields) -> records.Framework:
        """A framework of one criterion."""
        framework = self._new(records.Framework, fields, name_en="A framework")
        criterion = records.Criterion(framework=framework, number=1, label="A criterion", passage=self.a_passage())
        return self._cited(records.FrameworkCitation, framework, criterion)

    def an_evaluation(self, *, verdict: str = "positive", **fields) -> records.Evaluation:
        """An evaluation of a new policy, unless another subject is given, with one finding."""
        given = dict(fields)
        if not given.keys() & {"place", "policy", "cluster", "organisation"}:
            given["policy"] = self.a_policy()
        given.setdefault("source", None)
        given["source"] = given["source"] or self.a_source()
        evaluation = self._new(records.Evaluation, given, title_en="An evaluation", evaluator="Evaluator")
        finding = records.Finding(
            evaluation=evaluation,
            slug=f"{evaluation.slug}-finding",
            title_en="A finding",
            statement="It worked.",
            verdict=verdict,
            dimension=self.a_term("dimension"),
            passage=self.a_passage(evaluation.source),
        )
        return self.create(evaluation, finding)

    def a_disagreement(self, *, policies=None, **fields) -> records.Disagreement:
        """A disagreement of two positions about a new policy."""
        disagreement = self._new(records.Disagreement, fields, topic_en="A disagreement")
        positions = [
            records.Position(disagreement=disagreement, claim=claim, passage=self.a_passage())
            for claim in ("It was 12.", "It was 13.")
        ]
        return self.create(disagreement, *positions, policies=[self.a_policy()] if policies is None else policies)

    def an_event(self, **fields) -> records.ContextEvent:
        """Something that happened in 1995."""
        made = self._new(records.ContextEvent, fields, kind="context", title_en="An event", year=1995)
        return self._cited(records.ContextEventCitation, made)

    def one_of_each(self) -> list[Record]:
        """A draft of every noun."""
        return [
            self.a_policy(),
            self.a_cluster(),
            self.an_evaluation(),
            self.an_indicator(),
            self.an_observation(),
            self.a_disagreement(),
            self.a_framework(),
            self.an_event(),
            self.an_organisation(),
            self.a_place(),
            self.a_source(),
            self.a_term(),
        ]

    def _new(self, model: type[Record], fields: dict, **defaults) -> Record:
        slug = f"test-{model._meta.model_name}-{next(self._numbers)}"
        return model(**{"slug": slug} | defaults | fields)

    def _cited(self, citation, record: Record, *parts, **links) -> Record:
        return self.create(record, citation(record=record, passage=self.a_passage()), *parts, **links)
