"""Questions to the map that cannot be followed as they are asked, and names that must not become markup."""

import html
from xml.etree import ElementTree

import pytest

from tests.public.mapping import figures, standings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "question",
    [
        "show=nonsense",
        "show=indicator:nonsense",
        "show=indicator:",
        "show=policy:technopolis-programme",
        "show=%00",
        f"show={'x' * 5000}",
        "show=policies&period=2020",
        "scale=nonsense",
        "utm_source=x",
        "show=<script>alert(1)</script>",
    ],
)
def test_what_is_asked_wrongly_is_left_out_and_said(see_map, question):
    response = see_map(f"/map/?{question}")
    assert len(response.context["answer"].asked.ignored) == 1
    assert "<script>alert" not in response.content.decode()
    canonical = response.context["canonical"]
    assert canonical.partition("?")[2] in ("", "show=policies")


def test_a_period_there_is_not_becomes_the_last_one(ask_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    response = ask_map(laboratories, "&period=1066")
    assert "no figures for “1066”" in response.content.decode()
    assert response.context["canonical"].endswith(f"?period=2000&show=indicator:{laboratories.slug}")


def test_an_indicator_that_was_renamed_is_found_by_its_old_address(ask_map, see_map, desk):
    laboratories = figures(desk, {"iwate": 10})
    old = laboratories.slug
    laboratories.refresh_from_db()
    desk.rename(laboratories, "laboratories-counted")
    response = see_map(f"/map/?show=indicator:{old}")
    assert standings(response)["iwate"].value == 10
    assert "laboratories-counted" in response.context["answer"].asked.ignored[0]


def test_names_are_escaped_on_the_page_and_in_the_picture(ask_map, see_map, desk):
    name = "Laboratories <b>&</b> “more”"
    laboratories = figures(desk, {"iwate": 10}, indicator=desk.an_indicator(name_en=name))
    text = ask_map(laboratories).content.decode()
    assert name not in text
    assert html.escape(name) in text
    picture = see_map(f"/map.svg?show=indicator:{laboratories.slug}").content
    titles = [one.text for one in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}title")]
    assert f"{name}, 2000" in titles
