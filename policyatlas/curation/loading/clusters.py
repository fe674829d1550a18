"""Loads clusters, with their designations."""

from policyatlas.records.models import Cluster, ClusterCitation, Designation, Place, Policy

from .nouns import load
from .rows import Row, Unfit
from .run import Attached, Draft, Part, Run, further_passages
from .terms import term


def load_clusters(run: Run) -> None:
    """clusters.csv and designations.csv."""
    told = {(row["cluster_slug"], row["programme"]) for row in run.rows["designations"] if not row["stage"]}
    load(
        run,
        Cluster,
        run.rows["clusters"],
        lambda run, row: _cluster(run, row, told),
        attached=[_DESIGNATIONS, further_passages("clusters", ClusterCitation)],
    )


def _cluster(run: Run, row: Row, told: set[tuple[str, str]]) -> Draft:
    """A cluster with its designations, except those that designations.csv has `told` more of."""
    cluster = Cluster(
        slug=row["slug"],
        name_en=row["name_en"],
        name_ja=row["name_ja"],
        formation_base=row["formation_base"],
        fields_printed=row["fields_printed"],
        summary=row["summary"],
    )
    programmes, year = run.all(Policy, row.several("programmes")), row.whole("designated_year")
    if year is not None and len(programmes) != 1:
        raise Unfit("It has a designated_year, so it must name the one programme that designated it.")
    return Draft(
        cluster,
        [
            Part(ClusterCitation(record=cluster), row),
            *(
                Part(Designation(cluster=cluster, programme=programme, year=year), row)
                for programme in programmes
                if (row["slug"], programme.slug) not in told
            ),
        ],
        {
            "places": run.all(Place, row.several("places")),
            "fields": [term(run, "field", code) for code in row.several("fields")],
        },
    )


def _designation(run: Run, row: Row, cluster: Cluster, parts: list[Part]) -> Designation:
    return Designation(
        cluster=cluster,
        programme=run.one(Policy, row["programme"]),
        stage=row["stage"],
        year=row.whole("year"),
        end_year=row.whole("end_year"),
        year_missing=row["missing"],
    )


_DESIGNATIONS = Attached(
    file="designations",
    parent=lambda row: row["cluster_slug"],
    build=_designation,
    model=Designation,
    fields=("cluster__slug", "programme__slug", "stage"),
    columns=("cluster_slug", "programme", "stage"),
)
