"""The forms of citation that programs read."""

from collections.abc import Callable
from dataclasses import dataclass

from policyatlas.values.citations import Citation


@dataclass(frozen=True)
class Form:
    """A form of citation that programs read: its name for people, the type of its file, and who writes it."""

    name: str
    type: str
    write: Callable[[Citation], str]


FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex", Citation.bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", Citation.ris),
    "csl.json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", Citation.csl_json),
}
