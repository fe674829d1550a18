"""Loads clusters, with their designations."""

from policyatlas.records.models import Cluster, ClusterCitation, Designation, Place, Policy

from .nouns import load
from .rows import Row, Unfit
from .run import Draft, Part, Run, further_passages
from .terms import term


def load_clusters(run: Run) -> None:
    """clusters.csv."""
    load(
        run,
        Cluster,
        run.rows["clusters"],
        _cluster,
        attached=[further_passages("clusters", ClusterCitation)],
    )


def _cluster(run: Run, row: Row) -> Draft:
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
            *(Part(Designation(cluster=cluster, programme=programme, year=year), row) for programme in programmes),
        ],
        {
            "places": run.all(Place, row.several("places")),
            "fields": [term(run, "field", code) for code in row.several("fields")],
        },
    )
