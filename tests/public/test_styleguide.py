"""The colours can be told apart by everybody, and the style guide shows the real components."""

from itertools import combinations

import pytest

from policyatlas.editions.models import Entry
from policyatlas.public.styleguide import colours, examples
from policyatlas.values.vocabularies import VERDICT

# How the light of a colour reaches people without red cones and without green cones (Viénot, Brettel & Mollon 1999,
# “Digital video colourmaps for checking the legibility of displays by dichromats”), rows for red, green and blue.
_PROTANOPE = ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0))
_DEUTERANOPE = ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0))
# What only a page that holds everything can show.
DRAWN = ("lineage", "phases", "timeline", "evidence-map", "charts", "disagreement", "columns", "cards")
_EVERYBODY = ((1, 0, 0), (0, 1, 0), (0, 0, 1))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), colours.PAIRS)
def test_words_and_marks_stand_out_from_their_ground(front, ground, least, scheme):
    palette = colours.palettes()[scheme]
    assert colours.contrast(palette[front], palette[ground]) >= least, f"--{front} on --{ground} is too faint"


@pytest.mark.parametrize("eyes", [_EVERYBODY, _PROTANOPE, _DEUTERANOPE], ids=["all", "no red", "no green"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_indigo_and_vermilion_differ_for_all_eyes(scheme, eyes):
    palette = colours.palettes()[scheme]
    seen = {name: _seen(palette[name], eyes) for name in ("ai", "shu", "ink")}
    for one, other in combinations(seen, 2):
        assert sum(abs(a - b) for a, b in zip(seen[one], seen[other], strict=True)) > 0.15, f"{one} looks like {other}"


def test_contrast_is_that_of_the_standard():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_every_colour_of_a_pair_has_a_name():
    named = {name for front, ground, _ in colours.PAIRS for name in (front, ground)}
    assert named == set(colours.NAMES)


@pytest.mark.django_db
def test_the_guide_shows_every_verdict_and_every_kind(reading):
    assert {row.verdict for row in examples.some_findings(reading)} == set(VERDICT.codes)
    assert {example.entry.kind for example in examples.one_of_each(reading)} == set(reading.counts_by_kind())
    assert {"", "not-reported"} <= {figure.missing for figure in examples.some_figures(reading)}


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ja", "/2026.1"])
def test_the_guide_is_a_page(prefix, visitor):
    text = visitor.get(f"{prefix}/styleguide/").content.decode()
    assert "[no such variable" not in text
    for part in ("figures", "findings", "ratings", "record", "list", "map", "kinds", *DRAWN):
        assert f'id="{part}"' in text


@pytest.mark.django_db
def test_an_empty_atlas_has_a_guide_too(visitor):
    Entry.objects.all().delete()
    assert visitor.get("/styleguide/").status_code == 200


def _seen(colour, eyes):
    light = colours.linear(colour)
    return [sum(share * part for share, part in zip(row, light, strict=True)) for row in eyes]
