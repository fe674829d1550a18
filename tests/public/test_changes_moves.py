"""Keys of lines after renames: what a part of a key names is found by its kind, never by its bare slug alone."""

import pytest

from policyatlas.editions.models import Forwarding
from policyatlas.public.changes.moves import _SLUGS, Moves
from policyatlas.public.extracts import records
from policyatlas.public.extracts.table import Line
from policyatlas.values.kinds import KINDS


def moves(*renamed: str) -> Moves:
    """The moves of entries renamed between editions 1 and 2, as `kind:old>new`."""
    made = []
    for one in renamed:
        address, _, to = one.partition(">")
        kind, _, slug = address.partition(":")
        made.append(Forwarding(kind=kind, slug=slug, to_kind=kind, to_slug=to, edition_id=2))
    return Moves(made, 1, 2)


def carried(stem: str, *keys: str, by: Moves, place: str = "") -> list[str]:
    """The keys of lines after the renames."""
    return [line.key for line in by.carried([Line(key, "", (), place=place) for key in keys], stem)]


@pytest.mark.parametrize(
    ("stem", "key", "renamed", "now"),
    [
        ("policies", "policy:x", "policy:x>y", "policy:y"),
        ("policies", "policy:x", "cluster:x>y", "policy:x"),
        ("search", "cluster:x", "cluster:x>y", "cluster:y"),
        ("compare/clusters", "places/x/1", "cluster:x>y", "places/y/1"),
        ("compare/clusters", "places/x/1", "organisation:x>y", "places/x/1"),
        ("compare/clusters", "places/x/1", "policy:x>y", "places/x/1"),
        ("compare/programmes", "places/x/1", "policy:x>y", "places/y/1"),
        ("compare/programmes", "x/x/observation:x", "indicator:x>y", "y/x/observation:x"),
        ("compare/programmes", "x/x/observation:x", "observation:x>y", "x/x/observation:y"),
        ("compare/programmes", "x/x/observation:x (2)", "observation:x>y", "x/x/observation:y (2)"),
        ("compare/programmes", "dimension-x/a/finding:f", "term:x>y", "dimension-y/a/finding:f"),
        ("compare/programmes", "dimension-x/a/finding:f", "indicator:x>y", "dimension-x/a/finding:f"),
        ("policies/p", "cluster:x", "cluster:x>y", "cluster:y"),
        ("policies/p", "cluster:x", "organisation:x>y", "cluster:x"),
        ("policies/p", "places/x", "place:x>y", "places/y"),
        ("policies/p", "places/x", "prefecture:x>y", "places/y"),
        ("policies/p", "places/x", "organisation:x>y", "places/x"),
        ("policies/p", "roles/x/lead/role", "organisation:x>y", "roles/y/lead/role"),
        ("policies/p", "roles/x/lead/role", "policy:x>y", "roles/x/lead/role"),
        ("policies/p", "roles/x/lead/role", "organisation:lead>y", "roles/x/lead/role"),
        ("policies/p", "relations/replaces/x/remark", "policy:x>y", "relations/replaces/y/remark"),
        ("policies/p", "relations/replaces/x/remark", "policy:replaces>y", "relations/replaces/x/remark"),
        ("policies/p", "summary", "policy:summary>y", "summary"),
        ("evaluations/e", "findings/x", "finding:x>y", "findings/y"),
    ],
)
def test_a_key_follows_what_it_names_and_nothing_else_of_that_slug(stem, key, renamed, now):
    assert carried(stem, key, by=moves(renamed)) == [now]


def test_a_place_follows_like_its_key():
    (line,) = moves("indicator:x>y").carried([Line("x/a/1", "", (), place="x/a")], "compare/programmes")
    assert (line.key, line.place) == ("y/a/1", "y/a")


def test_a_part_that_became_an_entry_of_another_kind_keeps_its_key():
    merged = Forwarding(kind="finding", slug="x", to_kind="evaluation", to_slug="y", edition_id=2)
    assert carried("evaluations/e", "findings/x", by=Moves([merged], 1, 2)) == ["findings/x"]


def test_of_two_that_were_merged_the_one_that_stays_keeps_its_key():
    assert carried("policies", "policy:x", "policy:y", by=moves("policy:x>y")) == ["policy:x", "policy:y"]


@pytest.mark.django_db
def test_every_slug_in_the_keys_of_records_is_known_by_its_kind(pinned):
    """Renames everything that a record of the atlas names: no line but those may have another key."""
    seen = set()
    for kind in KINDS.values():
        for slug in pinned.entries(kind.code).values_list("slug", flat=True)[:12]:
            extract = records.extract(kind.address, slug, pinned)
            named = {line.key.split("/")[0] for line in extract.lines}
            payload = pinned.entry(kind.code, slug).payload
            for attribute in (named & payload.keys()) - {"evidence"}:
                listed = payload[attribute] if isinstance(payload[attribute], list) else []
                for ref in [one for part in listed for one in _identifying(part)]:
                    moved = moves(f"{ref['kind']}:{ref['slug']}>another-name")
                    before = [line for line in extract.lines if line.key.startswith(f"{attribute}/")]
                    after = moved.carried(before, extract.stem)
                    assert "another-name" in "".join(line.key for line in after), (extract.stem, attribute, ref)
                    seen.add(attribute)
    assert seen <= _SLUGS.keys()
    assert {"places", "roles", "relations", "designations", "fields"} <= seen


def _identifying(part) -> list[dict]:
    """The references by which a part of a list is told from the others."""
    if not isinstance(part, dict):
        return []
    if part.keys() == {"kind", "slug"}:
        return [part]
    return [part[name] for name in ("organisation", "policy", "programme", "field", "source") if part.get(name)]
