"""Whatever the desk does for years, every address that was ever in print answers, and closed editions never change."""

from random import Random

import pytest

from policyatlas.curation.refusals import Refused
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.reading import Reading
from policyatlas.editions.verifying import alterations
from policyatlas.press.printing import origin
from policyatlas.records.models import Cluster, Evaluation, Organisation, Place, Policy, Source, Term
from policyatlas.values.kinds import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What is changed where a record is published again.
NOUNS = {
    Policy: "summary",
    Cluster: "summary",
    Organisation: "description",
    Place: "remark",
    Source: "date_note",
    Evaluation: "method",
    Term: "label_ja",
}
VERBS = 240


class Years:
    """A desk at which somebody applies verbs at random, and what was in print after each of them."""

    def __init__(self, desk, seed: int):
        self.desk, self.random = desk, Random(seed)
        self.done = dict.fromkeys(("rename", "rename_back", "merge", "withdraw", "come_back", "republish"), 0)
        self.seen = self.now()

    def work(self) -> None:
        """One verb at random; a refusal is as good as any other answer."""
        verb, model = self.random.choice(list(self.done)), self.random.choice(list(NOUNS))
        wanted = ("withdrawn",) if verb == "come_back" else ("published", "revising")
        records = list(model.objects.filter(status__in=wanted).order_by("pk"))
        if not records:
            return
        try:
            getattr(self, verb)(self.random.choice(records), records)
        except Refused:
            return
        self.done[verb] += 1
        self.seen |= self.now()

    def rename(self, record, others) -> None:
        self.desk.rename(record, f"{record.slug}-{self.random.randrange(1000)}")

    def rename_back(self, record, others) -> None:
        by_origin = {origin(other): other for other in others}
        entries = Entry.objects.filter(origin__in=by_origin).exclude(kind="finding").order_by("-since")
        first = dict(entries.values_list("origin", "slug"))
        renamed = [name for name, other in by_origin.items() if first[name] != other.slug]
        # Where none was renamed, taking its own address is refused.
        chosen = self.random.choice(renamed or [origin(record)])
        self.desk.rename(by_origin[chosen], first[chosen])

    def merge(self, record, others) -> None:
        self.desk.merge(record, self.random.choice(others))

    def withdraw(self, record, others) -> None:
        self.desk.withdraw(record)

    def republish(self, record, others) -> None:
        if record.status == "published":
            record = self.desk.revise(record)
        words = f"Looked at again, {self.random.randrange(1000)}."
        self.desk.publish(self.desk.edit(record, **{NOUNS[type(record)]: words}), "Looked at again.")

    def come_back(self, record, others) -> None:
        self.desk.publish(self.desk.revise(record))

    def now(self) -> set[tuple[str, str]]:
        return set(Reading.now().entries().order_by().values_list("kind", "slug"))


@pytest.mark.parametrize("seed", [1, 2])
def test_every_address_answers_after_years_of_work(desk, visitor, seed):
    years = Years(desk, seed)
    for number in range(VERBS):
        years.work()
        if number in (VERBS // 3, 2 * VERBS // 3):
            desk.close(f"2999.{number}")
    assert all(years.done.values()), f"Something was never done, so nothing was tested: {years.done}"
    assert not list(alterations())
    now = years.now()
    _stand_in_their_editions(visitor, now)
    gone = sorted(years.seen - now)
    assert len(gone) > 50
    for kind, slug in gone:
        address = f"/{KINDS[kind].address}/{slug}.json"
        answer = visitor.get(address)
        assert answer.status_code in (301, 410), f"{address} answers {answer.status_code}."
        last = visitor.get(address, follow=True)
        assert last.status_code in (200, 410), f"{address} leads to what answers {last.status_code}."
    _nothing_names_what_has_moved(now)


def _stand_in_their_editions(visitor, now: set[tuple[str, str]]) -> None:
    """Fails unless an address of a closed edition that is none any more still shows there what was printed."""
    for edition in Edition.objects.closed():
        entries = Reading(edition, pinned=True).entries()
        for kind, slug, sha256 in entries.order_by().values_list("kind", "slug", "sha256"):
            if (kind, slug) not in now:
                answer = visitor.get(f"/{edition.label}/{KINDS[kind].address}/{slug}.json")
                assert (answer.status_code, answer.json()["sha256"]) == (200, sha256)


def _nothing_names_what_has_moved(now: set[tuple[str, str]]) -> None:
    """Fails if an entry in print names an address that leads to another one."""
    reading = Reading.now()
    named = {
        tuple(value.split(":", 1))
        for value in reading.entries().filter(facets__name="refers").values_list("facets__value", flat=True)
    }
    assert not reading.moved(named - now)
