"""Loading the whole atlas: every file, in an order in which whatever a record refers to is in print before it."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import transaction

from policyatlas.curation.founder import founder

from .clusters import load_clusters
from .disagreements import load_disagreements
from .evaluations import load_evaluations, load_frameworks
from .events import load_events
from .indicators import load_indicators, load_observations
from .organisations import load_organisations
from .places import load_places
from .policies import load_policies
from .report import Report
from .run import Run
from .sources import load_sources
from .terms import load_terms

FIXTURES: Path = settings.BASE_DIR / "fixtures"

_STEPS: tuple[tuple[str, Callable[[Run], None]], ...] = (
    ("Sources", load_sources),
    ("Terms", load_terms),
    ("Places", load_places),
    ("Organisations", load_organisations),
    ("Policies", load_policies),
    ("Events", load_events),
    ("Clusters", load_clusters),
    ("Indicators", load_indicators),
    ("Figures", load_observations),
    ("Frameworks", load_frameworks),
    ("Evaluations", load_evaluations),
    ("Disagreements", load_disagreements),
)


def load_atlas(folder: Path = FIXTURES, say: Callable[[str], object] = lambda line: None) -> Report:
    """Load the CSV files of `folder` into the atlas and put them in print, in one transaction.

    What is in the atlas already stays as it is, so that loading twice changes nothing and curators' work is kept. Rows
    that cannot be loaded are in the report, each with its reason; the others are loaded. `say` is told of each step.
    """
    begin = monotonic()
    with transaction.atomic():
        run = Run(Path(folder), founder())
        for name, step in _STEPS:
            before, since = run.report.created(), monotonic()
            step(run)
            say(f"  {name:14} {run.report.created() - before:5} rows loaded {monotonic() - since:6.1f} s")
        report = run.finish()
    report.seconds = monotonic() - begin
    return report
