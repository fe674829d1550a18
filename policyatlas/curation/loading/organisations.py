"""Loads organisations."""

from policyatlas.records.models import Organisation, OrganisationCitation, Place

from .nouns import load
from .rows import Row
from .run import Draft, Part, Run, further_passages


def load_organisations(run: Run) -> None:
    """organisations.csv."""
    load(
        run,
        Organisation,
        run.rows["organisations"],
        _organisation,
        attached=[further_passages("organisations", OrganisationCitation)],
        needs=lambda row: [row["successor_slug"]],
    )


def _organisation(run: Run, row: Row) -> Draft:
    organisation = Organisation(
        slug=row["slug"],
        name_en=row["name_en"],
        name_ja=row["name_ja"],
        abbreviation=row["abbreviation"],
        kind=row["kind"],
        place=run.perhaps(Place, row["place_slug"]),
        founded=row.whole("founded_year"),
        ended=row.whole("ended_year"),
        successor=run.perhaps(Organisation, row["successor_slug"]),
        description=row["description"],
    )
    return Draft(organisation, [Part(OrganisationCitation(record=organisation), row)])
