"""Terms (fields, dimensions, instruments, target groups) in the reading room: their list, and what their page shows."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.vocabularies import TERM_SCHEME

from .lists.columns import CodedColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries
from .pages.facts import facts
from .pages.gathering import gather
from .pages.judgements import by_dimension
from .pages.sections import contents

LIST = ListPage(
    kind="term",
    intro=_(
        "The words by which the atlas sorts things: fields of technology, dimensions of evaluation, instruments and "
        "target groups; with their codes in the EC-OECD STIP Compass."
    ),
    columns=(
        TitleColumn(_("Term")),
        CodedColumn("scheme", TERM_SCHEME),
        TextColumn("code", _("Code")),
        ReferencesColumn("parent"),
        TextColumn("stip_code"),
    ),
    default_sort="scheme",
    filters=(Choice("scheme", Coded(TERM_SCHEME)), Choice("source", Entries())),
)


def term_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What a term's page shows: what it means elsewhere, and everything that uses it."""
    gathered = gather(reading, entry, language)
    findings = gathered.findings(gathered.referring("finding"))
    dimension = entry.payload["scheme"] == "dimension"
    shown = {
        "terms": [gathered.cards["term", one.slug] for one in gathered.referring("term")],
        "others": gathered.others("term", "finding", "disagreement"),
        "findings": findings,
    }
    names = {kind: len(cards) for kind, cards in shown["others"]}
    return {
        "gathered": gathered,
        **shown,
        "findings": by_dimension(findings),
        # The passage that gives the code stands open below, because it says what the code means.
        "facts": [replace(fact, evidence=[]) for fact in facts(gathered, "scheme", "code", "parent", "stip_code")],
        "evidence": gathered.shown(entry.payload.get("evidence", [])),
        "disagreements": gathered.disagreements,
        "description": f"{entry.title_en}: used by {sum(names.values()) + len(findings)} entries of the atlas.",
        # Only of a dimension is it worth saying that no finding uses it.
        "contents": contents(language, **{part: held for part, held in shown.items() if held or dimension}),
    }
