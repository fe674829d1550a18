"""Indicators and their figures in the reading room: their lists, and what their pages show."""

from django.utils.translation import gettext_lazy as _

from policyatlas.editions.models import Entry
from policyatlas.editions.reading import Reading
from policyatlas.values.vocabularies import DIRECTION, RANK

from . import words
from .figures import figure
from .lists.columns import CodedColumn, ReferencesColumn, TextColumn, TitleColumn
from .lists.declarations import ListPage
from .lists.filters import Choice
from .lists.sayings import Entries, Given, Kinds, Units
from .lists.year_columns import EvidenceColumn, PeriodColumn, QuantityColumn, UnitColumn
from .pages.facts import Fact, facts, own_evidence
from .pages.gathering import Gathered, gather
from .pages.sections import contents

_FACTS = ("unit", "direction")


LIST = ListPage(
    kind="indicator",
    intro=_("What has been counted or measured, in which unit and by which definition. The numbers are figures."),
    columns=(
        TitleColumn(_("Name")),
        UnitColumn(),
        TextColumn("definition"),
        CodedColumn("direction", DIRECTION, _("Which way is better")),
    ),
    further=(EvidenceColumn(),),
    default_sort="title",
    filters=(
        Choice("unit", Units()),
        Choice("source", Entries()),
    ),
)

FIGURES = ListPage(
    kind="observation",
    intro=_(
        "Every number in the atlas, with what it counts, of whom, and when. Each opens to the passage it came from."
    ),
    columns=(
        TitleColumn(_("Figure")),
        QuantityColumn("value"),
        PeriodColumn("period"),
        ReferencesColumn("subject"),
    ),
    further=(
        ReferencesColumn("indicator"),
        CodedColumn("rank", RANK),
        TextColumn("remark"),
        EvidenceColumn(),
    ),
    default_sort="title",
    years="span",
    filters=(
        Choice("indicator", Entries()),
        Choice("subject", Entries()),
        Choice("subject_kind", Kinds(), _("Kind of subject")),
        Choice("place", Entries(), _("Place")),
        Choice("value_missing", Given(), _("Value")),
        Choice("source", Entries()),
    ),
)


def indicator_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What an indicator's page shows: its definition, and all its figures across subjects."""
    gathered = gather(reading, entry, language)
    found, prose = facts(gathered, *_FACTS), facts(gathered, "definition")
    shown = {
        "figures": gathered.figures(gathered.referring("observation")),
        "others": gathered.others("observation", "disagreement"),
    }
    return {
        "gathered": gathered,
        **shown,
        "facts": found,
        "summary": prose,
        "disagreements": gathered.disagreements,
        "evidence": own_evidence(gathered, found, prose),
        "description": entry.payload["definition"],
        "contents": contents(language, **shown),
    }


def observation_page(reading: Reading, entry: Entry, language: str) -> dict:
    """What the page of one figure shows: the figure, and the others for the same indicator and subject."""
    data = entry.payload
    same = (
        reading.entries("observation")
        .with_facet("indicator", [f"indicator:{data['indicator']['slug']}"])
        .with_facet("subject", [f"{data['subject']['kind']}:{data['subject']['slug']}"])
    )
    gathered = gather(reading, entry, language, further=same)
    this = figure(entry, gathered.cards, language=language, disputes=gathered.disputes)
    shown = {
        "other_figures": gathered.figures(
            other for other in gathered.around.get("observation", []) if other.pk != entry.pk
        ),
        "others": gathered.others("observation", "disagreement"),
    }
    return {
        "gathered": gathered,
        **shown,
        "figure": this,
        "facts": _figure_facts(gathered),
        "disagreements": gathered.disagreements,
        "evidence": this.evidence,
        "description": f"{entry.title_en}: {this.words}.",
        "contents": contents(language, **shown),
    }


def _figure_facts(gathered: Gathered) -> list[Fact]:
    data, language = gathered.data, gathered.language
    found = facts(gathered, "indicator", "subject")
    if data["period_printed"]:
        found.append(Fact("period", words.attribute("period_printed", language), text=data["period_printed"]))
    found += facts(gathered, "period_start", "period_end")
    if data["period_start"] or data["period_end"]:
        found.append(
            Fact("fiscal", words.attribute("fiscal", language), text=words.yes_or_no(data["fiscal"], language))
        )
    return found + facts(gathered, "unit", "qualifier", "rank", "remark")
