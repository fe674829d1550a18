"""Loads sources, with their sections and the works they cite."""

from datetime import date

from policyatlas.records.models import Section, Source, SourceCitation, WorkCited

from .nouns import load
from .rows import Row, Unfit
from .run import Attached, Draft, Part, Run, further_passages


def load_sources(run: Run) -> None:
    """sources.csv and sections.csv."""
    load(
        run,
        Source,
        run.rows["sources"],
        _source,
        attached=[_SECTIONS, further_passages("sources", SourceCitation)],
        # A work is quoted from the sources that cite it, so they have to be in print.
        needs=lambda row: [*row.several("cited_by"), row["source"]],
    )


def _source(run: Run, row: Row) -> Draft:
    source = Source(
        slug=row["slug"],
        kind=row["kind"],
        heading=row["heading"],
        title=row["title"],
        title_ja=row["title_ja"],
        authors=row["authors"],
        year=row.whole("year"),
        year_printed=row["year_printed"],
        container=row["container"],
        publisher=row["publisher"],
        language=row["language"],
        date_note=row["date_note"],
        url=row["url"],
        date_read=_day(row["date_read"]),
        licence=row["licence"],
        printed_reference=row["printed_reference"],
    )
    citations = [
        # Its passage says where it is cited, if that is where the passage was read.
        Part(WorkCited(work=source, citing=run.one(Source, slug)), row, cites=slug == row["source"])
        for slug in row.several("cited_by")
    ]
    return Draft(source, [Part(SourceCitation(record=source), row), *citations])


def _section(run: Run, row: Row, source: Source, parts: list[Part]) -> Section:
    return Section(source=source, order=row.whole("order"), locator=row["locator"], starts_with=row["starts_with"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unfit(f"date_read is “{text}”, which is no date such as 2026-04-01.") from None


_SECTIONS = Attached(
    file="sections",
    parent=lambda row: row["source"],
    build=_section,
    model=Section,
    fields=("source__slug", "locator"),
    columns=("source", "locator"),
    cites=False,
)
