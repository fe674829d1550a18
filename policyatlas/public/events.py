"""Context events in the reading room: what their page shows."""

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from . import words
from .facts import Fact, facts, own_evidence
from .gathering import gather
from .sections import contents


def event_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What an event's page shows."""
    gathered = gather(reading, entry, language)
    data = entry.payload
    years = words.years(data["year"], data["end_year"] or data["year"], language)
    shown = {"others": gathered.others("disagreement")}
    return {
        **shown,
        "facts": [Fact("years", words.attribute("years", language), text=years), *facts(gathered, "kind", "place")],
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, "place"),
        "description": f"{years}: {entry.title_en}",
        "contents": contents(language, **shown),
    }
