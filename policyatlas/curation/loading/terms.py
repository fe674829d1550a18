"""Loads terms."""

from policyatlas.records.models import Term, TermCitation

from .nouns import load
from .rows import Row, Unfit
from .run import Draft, Run, further_passages


def load_terms(run: Run) -> None:
    """terms.csv, with the passages of passages.csv that say what a term is called elsewhere."""
    slugs = {(row["scheme"], row["code"]): row["slug"] for row in run.rows["terms"]}

    def needs(row: Row) -> list[str]:
        return [slugs.get((row["scheme"], row["parent_code"]), "")]

    load(run, Term, run.rows["terms"], _term, attached=[further_passages("terms", TermCitation)], needs=needs)


def term(run: Run, scheme: str, code: str) -> Term:
    """The term of that list and code; raises `Unfit` if it is not in print."""
    found = next((t for t in run.records(Term).values() if (t.scheme, t.code) == (scheme, code)), None)
    if found is None:
        raise Unfit(f"It names the {scheme} “{code}”, which is not in terms.csv, or was refused there.")
    return run.one(Term, found.slug)


def _term(run: Run, row: Row) -> Draft:
    return Draft(
        Term(
            slug=row["slug"],
            scheme=row["scheme"],
            code=row["code"],
            label_en=row["label_en"],
            label_ja=row["label_ja"],
            stip_code=row["stip_code"],
            parent=term(run, row["scheme"], row["parent_code"]) if row["parent_code"] else None,
            note=row["note"],
        )
    )
