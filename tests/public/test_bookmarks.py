"""Bookmarks never die: two hundred cited views, then thousands of changes through the verbs and two more editions."""

import random
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.http import QueryDict

from policyatlas.curation.refusals import Refused
from policyatlas.editions.reading import Reading
from policyatlas.public.compare.answering import answer
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.lists.nouns import LISTS
from policyatlas.records.models import Record
from policyatlas.values.kinds import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.crawl]

VIEWS = 200
ROUNDS = {"2999.1": 1000, "2999.2": 1000}
BANNER = re.compile(rb'<section class="edition-banner.*?</section>', re.DOTALL)
# A text of each noun that readers see.
TEXTS = {
    "policy": "summary",
    "cluster": "summary",
    "evaluation": "method",
    "framework": "description",
    "indicator": "definition",
    "observation": "remark",
    "disagreement": "comment",
    "contextevent": "title_en",
    "organisation": "description",
    "place": "remark",
    "source": "date_note",
    "term": "label_en",
}


class Dice:
    """Chooses views and changes at random, the same ones in every run."""

    def __init__(self, reading):
        self.random = random.Random(2026)
        self.reading = reading
        self.slugs = {kind: sorted(reading.entries(kind).values_list("slug", flat=True)) for kind in KINDS}
        self.facets = {
            kind: {
                choice.name: sorted(reading.facet_counts({choice.name: reading.entries(kind)})[choice.name])
                for choice in declared.filters
            }
            for kind, declared in LISTS.items()
        }

    def view(self) -> str:
        """The address of some view below the edition."""
        made = self.random.choice([self.list_page, self.record, self.record, self.comparison, self.search])
        return made()

    def list_page(self) -> str:
        """A list with up to two filters, an order and a page."""
        kind = self.random.choice(list(KINDS))
        asked = []
        for name in self.random.sample(sorted(self.facets[kind]), min(len(self.facets[kind]), 2)):
            if self.facets[kind][name] and self.random.random() < 0.6:
                asked.append(f"{name}={self.random.choice(self.facets[kind][name])}")
        if self.random.random() < 0.3:
            asked.append(f"sort={self.random.choice(LISTS[kind].sorts)}")
        if self.random.random() < 0.2:
            asked.append("per_page=25&page=2")
        return f"{KINDS[kind].address}/" + (f"?{'&'.join(asked)}" if asked else "")

    def record(self) -> str:
        """The page of some entry."""
        kind = self.random.choice(list(KINDS))
        return f"{KINDS[kind].address}/{self.random.choice(self.slugs[kind])}/"

    def comparison(self) -> str:
        """Two to fourteen subjects side by side, with options."""
        noun = self.random.choice(list(NOUNS))
        known = sorted(self.slugs[NOUNS[noun].kind])
        slugs = self.random.sample(known, min(len(known), self.random.randint(2, 14)))
        asked = [f"s={slug}" for slug in slugs]
        asked += [option for option in ("only=differ", "only=figures", "turn=yes") if self.random.random() < 0.3]
        made = answer(NOUNS[noun], self.reading, QueryDict("&".join(asked))).laid_out
        if self.random.random() < 0.5:
            asked += [f"row={code}" for code in self.random.sample(made.codes, min(len(made.codes), 3))]
        if self.random.random() < 0.3:
            asked += [f"fold={group.code}" for group in self.random.sample(made.groups, min(len(made.groups), 2))]
        return f"compare/{noun}/?{'&'.join(asked)}"

    def search(self) -> str:
        """A word of some title."""
        kind = self.random.choice(list(KINDS))
        title = self.reading.entry(kind, self.random.choice(self.slugs[kind])).title_en
        return f"search/?q={self.random.choice(re.findall(r'[A-Za-z]{3,}', title) or ['japan'])}"

    def change(self, desk, record: Record) -> str:
        """One change of a record in print through the verbs; says which, or that it was refused."""
        verb = self.random.choices(("edit", "rename", "withdraw", "merge"), (70, 20, 6, 4))[0]
        try:
            if verb == "edit":
                name = TEXTS[record._meta.model_name]
                desk.republish(record, **{name: f"{getattr(record, name)[:200]} {self.random.randint(0, 10**6)}."})
            elif verb == "rename":
                desk.rename(record, f"{record.slug[:90]}-{self.random.randint(0, 10**6)}", "A better name.")
            elif verb == "withdraw":
                desk.withdraw(record, "It was entered twice.")
            else:
                others = [one for one in type(record).objects.filter(status="published") if one.pk != record.pk]
                desk.merge(record, self.random.choice(others), "The same thing.")
        except Refused:
            return "refused"
        return verb


def without_banner(page: bytes) -> bytes:
    """A pinned page without what it says about the time since."""
    left, banners = BANNER.subn(b"", page)
    assert banners == 1, "A pinned page has one banner, and all that changes on it stands there."
    return left


def pinned_address(visitor, view: str) -> str:
    """What “Cite this view” says to cite."""
    stem, _, question = view.partition("/?")
    answer = visitor.get(f"/cite/{stem.rstrip('/')}/" + (f"?{question}" if question else ""))
    assert answer.status_code == 200, view
    (address,) = set(re.findall(r'<input[^>]* value="(http[^"]+)"', answer.content.decode()))
    parts = urlsplit(address.replace("&amp;", "&"))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def shuffle_the_atlas(desk, dice: Dice, label: str, changes: int) -> Counter:
    """Many changes at random, then a new edition; how many of each sort there were."""
    models = [model for model in apps.get_app_config("records").get_models() if issubclass(model, Record)]
    done: Counter[str] = Counter()
    while sum(done.values()) < changes:
        records = [record for model in models for record in model.objects.filter(status="published")]
        for record in dice.random.sample(records, min(len(records), changes - sum(done.values()))):
            fresh = type(record).objects.get(pk=record.pk)
            if fresh.status == "published":
                done[dice.change(desk, fresh)] += 1
    desk.close(label)
    return done


def old_addresses(dice: Dice) -> list[str]:
    """Where the entries were: all those that are not there any more, and some hundreds of those that are."""
    addresses = {kind: {f"{KINDS[kind].address}/{slug}/" for slug in dice.slugs[kind]} for kind in KINDS}
    there = {f"{KINDS[entry.kind].address}/{entry.slug}/" for entry in Reading.now().entries()}
    gone = sorted(set().union(*addresses.values()) - there)
    return gone + [one for known in addresses.values() for one in sorted(known & there)[:: 1 + len(known) // 40]]


def test_every_cited_view_is_for_ever_and_every_old_address_answers(visitor, desk, reading):
    dice = Dice(reading)
    views = sorted({dice.view() for _ in range(2 * VIEWS)})
    views = dice.random.sample(views, VIEWS)
    cited = {view: pinned_address(visitor, view) for view in views}
    pages = {address: visitor.get(address).content for address in cited.values()}
    files = {
        address.replace("/?", f".{ending}?") if "/?" in address else f"{address.rstrip('/')}.{ending}"
        for number, address in enumerate(sorted(pages))
        for ending in [("csv", "json", "xlsx", "bib", "ris", "csl.json")[number % 6]]
    }
    pages |= {address: visitor.get(address).content for address in files}

    done = sum((shuffle_the_atlas(desk, dice, label, changes) for label, changes in ROUNDS.items()), Counter())
    assert done["edit"] > 800, done
    assert min(done["rename"], done["withdraw"], done["merge"]) > 20, done

    for address, before in pages.items():
        now = visitor.get(address)
        assert now.status_code == 200, address
        if address in files:
            assert now.content == before, f"{address} has changed."
        else:
            assert without_banner(now.content) == without_banner(before), f"{address} has changed."

    answers: Counter[int] = Counter()
    for view in [*views, *old_addresses(dice)]:
        answer = visitor.get(f"/{view}")
        answers[answer.status_code] += 1
        assert answer.status_code in (200, 301, 410), f"/{view} answers {answer.status_code}."
        if answer.status_code == 301:
            assert visitor.get(answer["Location"]).status_code in (200, 410), f"/{view} leads nowhere."
        if answer.status_code == 410:
            assert b"taken out of print" in answer.content, f"/{view} does not say what became of it."
    assert min(answers.values()) > 10, answers
