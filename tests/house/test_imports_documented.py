"""docs/imports.md says every column that a file can have, with what belongs there."""

import re

import pytest

from policyatlas.curation.exchange.blanks import explained
from policyatlas.curation.exchange.shapes import shape_of
from policyatlas.records.models import RECORDS
from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model._meta.model_name)
def test_every_column_is_documented_as_it_is(model):
    shape = shape_of(model)
    section = re.search(rf"^### .*\(`{shape.noun}`\)$(.*?)(?=^### |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert section, f"docs/imports.md has no heading for {shape.noun}."
    lines = [line for line in section[1].splitlines() if line.startswith("| `")]
    wanted = [
        f"| `{heading}` | {'yes' if needed else ''} | {about.replace('|', chr(92) + '|')} |"
        for heading, needed, about in explained(shape)
    ]
    assert lines == wanted, f"Bring the table of {shape.noun} in docs/imports.md in line with the shape."
