"""Terms (fields, dimensions, instruments) in the reading room: what their page shows."""

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading

from .facts import facts
from .gathering import gather
from .judgements import by_dimension
from .sections import contents


def term_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a term's page shows: what it means elsewhere, and everything that uses it."""
    gathered = gather(reading, entry, language)
    findings = gathered.findings(gathered.referring("finding"))
    shown = {
        "terms": [gathered.cards["term", one.slug] for one in gathered.referring("term")],
        "others": gathered.others("term", "finding", "disagreement"),
        "findings": findings,
    }
    names = {kind: len(cards) for kind, cards in shown["others"]}
    return {
        **shown,
        "findings": by_dimension(findings),
        "facts": facts(gathered, "scheme", "code", "parent", "stip_code"),
        "disagreements": gathered.disagreements,
        "description": f"{entry.title_en}: used by {sum(names.values()) + len(findings)} entries of the atlas.",
        "contents": contents(language, **shown),
    }
