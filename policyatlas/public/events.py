"""Context events in the reading room: their list, and what their page shows."""

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.vocabularies import EVENT_KIND

from . import words
from .lists.columns import CodedColumn, ReferencesColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Coded, Entries
from .lists.year_columns import EvidenceColumn, SpanColumn
from .pages.facts import Fact, facts, own_evidence
from .pages.gathering import gather
from .pages.sections import contents

LIST = ListPage(
    kind="event",
    intro=_("Dated events that belong to no single policy: phases, shocks, publications, changes of institutions."),
    columns=(
        SpanColumn("year", "end_year"),
        TitleColumn(_("Event")),
        CodedColumn("kind", EVENT_KIND),
        ReferencesColumn("place"),
    ),
    further=(EvidenceColumn(),),
    default_sort="years",
    years="span",
    filters=(
        Choice("kind", Coded(EVENT_KIND)),
        Choice("place", Entries(), _("Place")),
        Choice("source", Entries()),
    ),
)


def event_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What an event's page shows."""
    gathered = gather(reading, entry, language)
    data = entry.payload
    years = words.years(data["year"], data["end_year"] or data["year"], language)
    found = [Fact("years", words.attribute("years", language), text=years), *facts(gathered, "kind", "place")]
    shown = {"others": gathered.others("disagreement")}
    return {
        "gathered": gathered,
        **shown,
        "facts": found,
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, found),
        "description": f"{years}: {entry.title_en}",
        "contents": contents(language, **shown),
    }
