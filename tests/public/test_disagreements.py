"""Where sources disagree: both sides with what tells them apart, what the atlas does, and the list of them."""

import re

import pytest
from django.utils.html import escape

from policyatlas.editions.reading import Reading
from policyatlas.records.models import Disagreement, Observation, Position

from .listing import found, titles

pytestmark = pytest.mark.django_db

BUDGET = "/disagreements/industrial-cluster-project-annual-budget/"
HOSTILE = "It was <script>alert(1)</script> 12 & “more”."


def marks(text: str) -> list[str]:
    """What is marked on a page."""
    return re.findall(r"<mark>(.*?)</mark>", text)


@pytest.mark.parametrize("prefix", ["", "/2026.1", "/ja", "/ja/2026.1"])
def test_both_sides_stand_with_their_words_place_source_and_year(prefix, read):
    text = read(prefix + BUDGET)
    first, second = re.findall(r'<article class="position".*?</article>', text, re.DOTALL)
    assert "680 million yen in FY 2004" in first
    assert marks(first) == ["680", "2004"]
    assert marks(second) == ["1.5", "2005", "2001", "2005"]
    assert f'href="{prefix}/sources/kitagawa-2005/"' in first
    assert "(2005)" in re.sub(r"\s+", " ", first)
    assert "Footnote 12" in first
    # The slides bear no year, which is said and not guessed.
    assert re.search(r'\(<span class="missing">[^<]+</span>\)', second)
    for side in (first, second):
        assert f'class="figure-value" href="{prefix}/observations/' in side


def test_every_quotation_is_shown_in_full(read, reading):
    for entry in reading.entries("disagreement"):
        text = re.sub(r"</?mark>", "", read(f"/disagreements/{entry.slug}/"))
        for position in entry.payload["positions"]:
            for evidence in position["evidence"]:
                assert escape(evidence["quote"]) in text, f"{entry.slug}: “{evidence['quote']}”"
        assert text.count('class="position"') == len(entry.payload["positions"])
        assert escape(entry.payload["resolution"]) in text
        assert escape(entry.payload["comment"]) in text


def test_what_is_alike_is_marked_word_by_word(read):
    assert marks(read("/disagreements/nistep-condition-14-label/")) == ["Visibility", "Noticeability"]


def test_a_reader_learns_which_figure_is_preferred(read, desk, reading):
    assert "prefers none of the figures" in read(BUDGET)
    entry = reading.entry("disagreement", BUDGET.split("/")[2])
    slug = entry.payload["positions"][0]["observation"]["slug"]
    desk.republish(Observation.objects.get(slug=slug), note="The better source.", rank="preferred")
    text = read(BUDGET)
    assert "The atlas prefers JPY 680 million per year, and marks it so." in text
    assert "prefers none" not in text
    assert "prefers none of the figures" in read(f"/2026.1{BUDGET}"), "A closed edition stays as it is."


def test_the_pages_of_indicator_and_subject_lead_here_as_it_says(read, reading):
    entry = reading.entry("disagreement", BUDGET.split("/")[2])
    figure = reading.entry("observation", entry.payload["positions"][0]["observation"]["slug"]).payload
    for path in (f"/indicators/{figure['indicator']['slug']}/", f"/policies/{figure['subject']['slug']}/"):
        assert f'class="disputed" href="{BUDGET}"' in read(path)


def test_without_figures_and_without_subjects_it_says_so(read):
    assert "The pages of the subjects say that the sources disagree." in read("/disagreements/1999-law/")
    assert "this page alone shows them" in read("/disagreements/author-names-kodama/")


def test_more_than_two_sides_stand_beside_each_other(read, desk):
    disagreement = desk.a_disagreement()
    Position.objects.create(disagreement=disagreement, claim="It was 14.", passage=desk.a_passage(quote="14 of them"))
    desk.publish(disagreement)
    text = read(f"/disagreements/{disagreement.slug}/")
    assert text.count('class="position"') == 3
    assert "14" in marks(text)


def test_a_claim_that_is_the_only_figure(read, desk):
    disagreement = desk.a_disagreement()
    figure = {"observation": desk.publish(desk.an_observation()), "passage": desk.a_passage()}
    Position.objects.create(disagreement=disagreement, claim="A figure alone", **figure)
    desk.publish(disagreement)
    assert "One of the claims is a figure" in read(f"/disagreements/{disagreement.slug}/")


def test_what_is_typed_stays_text(read, desk):
    disagreement = desk.a_disagreement(comment=HOSTILE, resolution=HOSTILE)
    position = disagreement.positions.order_by("pk")[0]
    position.passage = desk.a_passage(quote=HOSTILE)
    position.claim = HOSTILE
    position.save()
    desk.publish(disagreement)
    for path in (f"/disagreements/{disagreement.slug}/", f"/disagreements/?q={disagreement.topic_en.lower()}"):
        assert "<script>alert" not in read(path)
    assert "<mark>12</mark>" in read(f"/disagreements/{disagreement.slug}/")


# --- The list


def test_the_list_says_topic_claims_and_what_the_atlas_does(open_list, reading):
    response = open_list("disagreement", per_page=200)
    assert found(response) == reading.entries("disagreement").count()
    text = response.content.decode()
    for entry in reading.entries("disagreement"):
        for said in (*(position["claim"] for position in entry.payload["positions"]), entry.payload["resolution"]):
            assert escape(said) in text
    assert [heading.label for heading in response.context["headings"]] == [
        "Topic",
        "What the sources say",
        "What the atlas does",
        "Subjects",
    ]


def test_in_japanese_every_topic_is_in_japanese(visitor, reading):
    disagreements = list(reading.entries("disagreement"))
    text = visitor.get("/ja/disagreements/?per_page=200").content.decode()
    for entry in disagreements:
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", entry.title_ja), f"{entry.slug} has no topic in Japanese."
        assert escape(entry.title_ja) in text
    budget = visitor.get("/ja/disagreements/industrial-cluster-project-annual-budget/").content.decode()
    # A long name may break between its words.
    assert re.search(r"<h1[^>]*>\s*産業クラスター計画：年間予算\s*</h1>", budget.replace("<wbr>", ""))


def test_the_list_is_filtered_by_kind_of_subject_source_and_whether_it_is_settled(open_list, desk, reading):
    assert found(open_list("disagreement", prefix="/2026.1", settled="settled")) > 0
    unsettled = desk.publish(desk.a_disagreement(resolution="", comment="Nobody knows."))
    names = [group.name for group in open_list("disagreement").context["groups"]]
    assert names[:3] == ["subject_kind", "source", "settled"]
    assert titles(open_list("disagreement", settled="open")) == [unsettled.topic_en]
    assert found(open_list("disagreement", settled="settled")) == Disagreement.objects.exclude(resolution="").count()
    about = open_list("disagreement", subject_kind="indicator", source="source:kitagawa-2005")
    right = reading.entries("disagreement").with_facet("subject_kind", ["indicator"])
    assert found(about) == right.with_facet("source", ["source:kitagawa-2005"]).count() > 0


def test_unsettled_ones_say_so(read, desk):
    unsettled = desk.publish(desk.a_disagreement(resolution="", comment="Nobody knows."))
    assert "Not settled: the atlas keeps every claim beside the others." in read(f"/disagreements/{unsettled.slug}/")
    assert Reading.now().entry("disagreement", unsettled.slug).payload["missing"] == {"resolution": "not-reported"}


def test_the_claims_stand_in_the_files(read):
    rows = read("/disagreements.csv?q=annual%20budget")
    assert "680 million yen in FY 2004 | 1.5bn yen per year (figure for 2005, stage 2001–2005)" in rows
