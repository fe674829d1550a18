"""A contributor imports a table: all its mistakes at once, then drafts that nobody else sees, then everything undone."""

import pytest
from playwright.sync_api import expect

from tests.browser.soundness import WCAG, Listener, accessibility_faults, width_faults
from tests.curation.tables import table

TITLE, ADDRESS = "Hiranuma Plan", "/policies/hiranuma-plan/"
BEGUN, ENDED = "Kamaishi Steel Plan", "/policies/kamaishi-steel-plan/"
WRONG = table(
    {"slug": "hiranuma-plan", "title_en": "Hiranuma Scheme", "kind": "plan", "places": "japan", "start_yeer": "2001"},
    {"slug": "kamaishi-steel-plan", "title_en": BEGUN, "kind": "plam", "places": "iwatte", "start_yeer": "1989"},
    {"slug": "kamaishi-steel-plan", "title_en": "Kamaishi again", "kind": "plan", "places": "iwate"},
)
RIGHT = table(
    {"slug": "hiranuma-plan", "title_en": "Hiranuma Scheme", "kind": "plan"},
    {"slug": "kamaishi-steel-plan", "title_en": BEGUN, "kind": "plan", "start_year": "1989"},
)
