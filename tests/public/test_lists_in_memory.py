"""A page of a list or a search is the same, letter by letter, whether the index in memory or the database answers."""

from urllib.parse import quote

import pytest

from policyatlas.editions.index import keeping
from policyatlas.public.lists.nouns import LISTS
from policyatlas.values.kinds import KINDS

pytestmark = pytest.mark.django_db

QUESTIONS = (
    "",
    "?per_page=25&page=2",
    "?q=robots+technology&year_from=1990",
    "?q=岩手&sort=-title",
    "?year_from=1980&year_to=2001&began=yes",
    "?year_to=1985&per_page=200",
    "?q=zzzzzz&year_from=1900",
)


@pytest.fixture
def both(visitor, settings, monkeypatch):
    """The page at an address as memory and as the database answer it."""
    monkeypatch.setattr(keeping, "_kept", None)
    monkeypatch.setattr(keeping, "unshared", lambda: False)

    def pages(address: str) -> tuple[str, str]:
        answers = []
        for kept in (True, False):
            settings.EDITIONS_IN_MEMORY = kept
            answers.append(visitor.get(address).content.decode())
        return answers[0], answers[1]

    return pages


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_the_same(both, reading, kind):
    counts = reading.facet_counts(dict.fromkeys((one.name for one in LISTS[kind].filters), reading.entries(kind)))
    chosen = "&".join(f"{name}={min(values)}" for name, values in sorted(counts.items())[:2] if values)
    orders = [f"?sort={sort}&per_page=25" for sort in LISTS[kind].sorts]
    for prefix in ("", "/2026.1"):
        for question in (*(QUESTIONS if not prefix else QUESTIONS[:1]), *orders, f"?{chosen}"):
            memory, database = both(f"{prefix}/{KINDS[kind].address}/{question}")
            assert memory == database, f"{prefix} {kind} {question}"


def test_every_search_is_the_same(both):
    for prefix in ("", "/ja", "/2026.1"):
        for query in ("technopolis", "岩手 technopolis", "Tōhoku university", "平成13年度", "zzzzzz yyyyyy"):
            memory, database = both(f"{prefix}/search/?q={quote(query)}")
            assert memory == database, f"{prefix} {query}"


def test_what_was_printed_is_there_at_once(both, desk):
    before, _ = both("/policies/?sort=title&per_page=200")
    policy = desk.publish(desk.a_policy(title_en="Aardvark Plan"))
    after, database = both("/policies/?sort=title&per_page=200")
    assert "Aardvark Plan" in after
    assert "Aardvark Plan" not in before
    assert after == database
    desk.withdraw(policy)
    after, database = both("/policies/?sort=title&per_page=200")
    assert "Aardvark Plan" not in after
    assert after == database
