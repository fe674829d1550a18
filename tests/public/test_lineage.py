"""The lineage of a policy: who stands in it and where, and that nothing drawn covers anything else."""

import re
from itertools import combinations, pairwise

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st

from policyatlas.editions.reading import Reading
from policyatlas.public.lineage import drawing, narrow
from policyatlas.public.lineage.pair import lineage
from policyatlas.public.lineage.shapes import Box, Lineage
from policyatlas.public.lineage.web import MOST, Policy, Web, near, read
from policyatlas.values.vocabularies import RELATION

_SLUGS = [f"policy-{number}" for number in range(14)]
_TITLES = st.text(st.sampled_from("abc 広域圏-("), min_size=1, max_size=120).filter(str.strip)


def web_of(*relations: tuple[str, str, str]) -> Web:
    """Policies that say just these things of each other."""
    slugs = {slug for teller, _code, other in relations for slug in (teller, other)}
    return {
        slug: Policy(slug, slug.title(), "", None, None, tuple((c, o) for teller, c, o in relations if teller == slug))
        for slug in sorted(slugs)
    }


@st.composite
def webs(draw) -> Web:
    """Some policies with any titles, years and relations."""
    slugs = draw(st.lists(st.sampled_from(_SLUGS), min_size=1, unique=True))
    said = st.tuples(st.sampled_from(RELATION.codes), st.sampled_from(slugs))
    years = st.none() | st.integers(1950, 2020)
    relations = st.lists(said, max_size=5, unique=True).map(tuple)
    return {
        slug: Policy(slug, draw(_TITLES), draw(_TITLES), draw(years), draw(years), draw(relations)) for slug in slugs
    }


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have any ground in common."""
    apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y)


def corners(path: str) -> list[tuple[float, float]]:
    """The places that the line of an arrow goes through, its tips left out."""
    found: list[tuple[float, float]] = []
    for sign, numbers in re.findall(r"([MHV])([-\d. ]+)", path.partition("m")[0]):
        values = [float(number) for number in numbers.split()]
        before = found[-1] if found else (0.0, 0.0)
        if sign == "M" and found:
            break  # What follows is a tip at the other end.
        found.append({"M": (values[0], values[-1]), "H": (values[0], before[1]), "V": (before[0], values[0])}[sign])
    return found


def check(made: Lineage) -> None:
    """Nothing overlaps, nothing leaves the frame, and no line crosses a box."""
    for one, other in combinations(made.boxes, 2):
        assert not overlap(one, other), f"{one.slug} covers {other.slug}."
    for box in made.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= made.width
        assert box.y + box.height <= made.height + 1
        assert all(float(line.y) < box.y + box.height for line in [*box.lines, box.years])
    places = [(float(arrow.label.x), float(arrow.label.y)) for arrow in made.arrows if arrow.anchor == "middle"]
    for one, other in combinations(sorted(places), 2):
        assert abs(one[0] - other[0]) > 50 or abs(one[1] - other[1]) >= 9, f"Two relations stand at {one} and {other}."
    for arrow in made.arrows:
        way = corners(arrow.d)
        for (x1, y1), (x2, y2) in pairwise(way):
            for box in made.boxes:
                inside_x = min(x1, x2) < box.x + box.width - 0.1 and max(x1, x2) > box.x + 0.1
                inside_y = min(y1, y2) < box.y + box.height - 0.1 and max(y1, y2) > box.y + 0.1
                assert not (inside_x and inside_y), f"{arrow.words}: the line crosses {box.slug}."


@settings(max_examples=60, deadline=None)
@given(webs(), st.sampled_from(["en", "ja"]))
def test_nothing_drawn_covers_anything_else(web, language):
    for slug in web:
        if around := near(web, slug):
            wide, small = drawing.draw(web, around, language), narrow.draw(web, around, language)
            check(wide)
            check(small)
            assert {box.slug for box in wide.boxes} == around.columns.keys()
            assert len(wide.arrows) + len(wide.unsaid) == len(around.edges), "Every relation is drawn or said."
            assert [box.slug for box in small.boxes if not box.address] == [slug]


@settings(max_examples=60, deadline=None)
@given(webs())
def test_the_same_policies_in_any_order_are_drawn_the_same(web):
    turned = dict(reversed(web.items()))
    for slug in web:
        assert lineage(web, slug, "en") == lineage(turned, slug, "en")


def test_what_came_before_stands_to_the_left_and_what_came_after_to_the_right():
    web = web_of(
        ("law", "enables", "programme"),
        ("plan", "precedes", "law"),
        ("new-law", "replaces", "law"),
        ("stage", "stage-of", "programme"),
        ("law", "competes-with", "other-law"),
        ("far", "precedes", "plan"),
        ("farther", "precedes", "far"),
    )
    assert near(web, "law").columns == {
        "law": 0,
        "plan": -1,
        "programme": 1,
        "new-law": 1,
        "other-law": 0,
        "far": -2,
        "stage": 2,
    }


def test_a_policy_without_relations_has_no_drawing():
    assert lineage(web_of(("a", "precedes", "b")) | {"c": Policy("c", "C", "", None, None, ())}, "c", "en") is None


def test_a_relation_to_what_is_not_in_print_or_to_itself_is_not_drawn():
    web = {"a": Policy("a", "A", "", None, None, (("precedes", "gone"), ("enables", "a")))}
    assert lineage(web, "a", "en") is None


def test_of_a_thicket_the_second_step_follows_descent_alone_and_says_what_is_left_out():
    rivals = [("hub", "enables", f"rival-{number}") for number in range(MOST)]
    web = web_of(("own", "implements", "hub"), ("old", "precedes", "own"), ("older", "precedes", "old"), *rivals)
    around = near(web, "own")
    assert around.columns.keys() == {"own", "hub", "old", "older"}
    assert around.left_out == MOST
    assert drawing.draw(web, around, "en").left_out == MOST


@pytest.mark.django_db
def test_every_relation_of_a_policy_in_print_is_drawn_or_said_on_its_page(visitor):
    web = read(Reading.now())
    for slug in ("technopolis-law", "industrial-cluster-project", "tlo-law"):
        text = " ".join(visitor.get(f"/policies/{slug}/").content.decode().split())
        figure = text.partition('<figure class="lineage">')[2].partition("</figure>")[0]
        told = [(slug, code, other) for code, other in web[slug].relations]
        told += [(other, code, slug) for other in web for code, named in web[other].relations if named == slug]
        assert told
        for teller, code, other in told:
            words = f"{web[teller].title_en} {RELATION.label(code)} {web[other].title_en}"
            assert escape(words) in figure, words
        for _teller, _code, other in told:
            assert f'href="/policies/{other}/"' in figure or other == slug
        assert 'aria-describedby="lineage-said"' in figure


@pytest.mark.django_db
def test_a_page_of_a_policy_without_relations_draws_nothing(visitor):
    slug = next(slug for slug, policy in read(Reading.now()).items() if near(read(Reading.now()), slug) is None)
    assert "lineage" not in visitor.get(f"/policies/{slug}/").content.decode()


@pytest.mark.django_db
def test_pinned_and_japanese_pages_link_to_their_own(visitor):
    for prefix in ("/2026.1", "/ja", "/ja/2026.1"):
        text = visitor.get(f"{prefix}/policies/technopolis-law/").content.decode()
        assert f'class="lineage-box" href="{prefix}/policies/technopolis-programme/"' in text


def test_titles_are_escaped():
    odd = {
        "a": Policy("a", "<b>A</b>", "", None, None, (("precedes", "b"),)),
        "b": Policy("b", "B", "", None, None, ()),
    }
    shown = render_to_string("components/lineage.html", {"lineage": lineage(odd, "b", "en")})
    assert "<b>" not in shown
    assert "&lt;b&gt;A&lt;/b&gt;" in shown
