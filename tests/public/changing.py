"""What the tests of changes do to the atlas, and what differs between two editions, found by looking at every cell."""

from collections import Counter
from random import Random
from urllib.parse import urlencode

from django.http import QueryDict

from policyatlas.curation import actions
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.reading import Reading
from policyatlas.public.compare.nouns import NOUNS
from policyatlas.public.extracts.finding import extract_at
from policyatlas.public.extracts.table import as_text
from policyatlas.public.lists.nouns import LISTS
from policyatlas.records import models as records
from policyatlas.values.kinds import KINDS

# What is changed of a record of each noun.
_EDITED = {
    records.Policy: "summary",
    records.Cluster: "name_ja",
    records.Evaluation: "evaluator",
    records.Indicator: "definition",
    records.Observation: "remark",
    records.Organisation: "name_ja",
    records.Disagreement: "comment",
    records.Place: "name_ja",
    records.ContextEvent: "title_ja",
    records.Term: "label_ja",
}
_WORDS = ("technopolis", "iwate", "クラスター", "university", "1995", "innovation network")


def republish(desk, record, reason: str = "", **fields):
    """A published record revised, changed and printed again for a `reason`."""
    edited = desk.edit(desk.revise(record), **fields)
    desk.approve(edited)
    return actions.publish(edited, by=desk.publisher, expected_version=edited.version, reason=reason)


def stir(desk, random: Random, number: int) -> None:
    """`number` edits, some with a reason, and a few withdrawals and new entries, anywhere in the atlas."""
    for _ in range(number):
        model = random.choice(list(_EDITED))
        record = random.choice(list(model.objects.filter(status="published").order_by("pk")))
        reason = random.choice(["", f"Read again, {random.random():.4f}."])
        republish(desk, record, reason, **{_EDITED[model]: f"Said otherwise, {random.random():.4f}."})
    for model in (records.Observation, records.Policy, records.Evaluation):
        record = random.choice(list(model.objects.filter(status="published").order_by("pk")))
        desk.withdraw(record, f"It stood there twice, {random.random():.4f}.")
    desk.publish(desk.a_policy(title_en="A technopolis plan", places=[records.Place.objects.get(slug="iwate")]))
    desk.publish(desk.an_observation(place=records.Place.objects.get(slug="iwate")))


def views(random: Random, earlier: Reading, later: Reading) -> list[str]:
    """A view of every sort, at random: the address below the edition, with its question."""
    address = random.choice(list(KINDS.values())).address
    touched = Entry.objects.filter(since__gt=earlier.edition.number) | Entry.objects.filter(until__isnull=False)
    refs = list(touched.values_list("kind", "slug").order_by("kind", "slug").distinct())
    kind, slug = random.choice(refs or list(earlier.entries().values_list("kind", "slug")))
    noun = random.choice(list(NOUNS))
    known = sorted({one.slug for group in NOUNS[noun].choices(earlier, ()).groups for one in group.choices})
    subjects = "&".join(f"s={one}" for one in random.sample(known, 3))
    return [
        f"{address}/",
        _filtered(random, earlier, later),
        f"{KINDS[kind].address}/{slug}/",
        f"compare/{noun}/?{subjects}",
        f"search/?q={random.choice(_WORDS)}",
    ]


def _filtered(random: Random, earlier: Reading, later: Reading) -> str:
    """A list with one value of one filter that both editions know."""
    while True:
        list_page = random.choice([page for page in LISTS.values() if page.filters])
        name = random.choice(list_page.filters).name
        first, second = (
            reading.facet_counts({name: reading.entries(list_page.kind)})[name] for reading in (earlier, later)
        )
        if known := sorted(first.keys() & second.keys()):
            return f"{list_page.noun.address}/?{urlencode({name: random.choice(known)})}"


# The columns of a comparison that name a line, and those of numbers, which stand beside their words.
NAMES, NUMBERS = {"Group", "Row", "Subject"}, {"Number", "Upper number of a range"}


def reading_of(label: str) -> Reading:
    """The edition `label`, or what is in print now where it is empty."""
    return Reading(Edition.objects.get(label=label) if label else Edition.objects.get(is_open=True))


def lines_by_hand(view: str, before: str, after: str) -> tuple[list[tuple], list[str]]:
    """The lines of a view in two editions as pairs (None: there is none), and its columns; nothing else is asked."""
    path, _, question = view.partition("?")
    stem = path.rstrip("/")
    old, new = (extract_at(stem, reading_of(label), QueryDict(question)) for label in (before, after))
    was = {line.key: line for line in (old.lines if old else ())}
    now = {line.key: line for line in (new.lines if new else ())}
    pairs = [(was[key], now[key]) for key in was if key in now]
    gone = [line for key, line in was.items() if key not in now]
    for line in [line for key, line in now.items() if key not in was]:
        # What took the place of something else is a change of it.
        former = next((one for one in gone if line.place and one.place == line.place), None)
        gone = [one for one in gone if one is not former]
        pairs.append((former, line))
    return [*pairs, *((one, None) for one in gone)], [column.label for column in (new or old).columns]


def by_hand(view: str, before: str, after: str) -> Counter:
    """Every cell that differs, as `(how, line, column, was, now)`: both tables side by side."""
    pairs, columns = lines_by_hand(view, before, after)
    return Counter(found for pair in pairs for found in _cells(*pair, columns))


def values_by_hand(view: str, before: str, after: str) -> int:
    """How many values differ in lines that are still there, and lines that are gone.

    A name that stands in many lines of a comparison is one value, and a number is one with its words.
    """
    pairs, columns = lines_by_hand(view, before, after)
    cells = [cell for pair in pairs if None not in pair for cell in _cells(*pair, columns)]
    names = {(column, was, now) for _, _, column, was, now in cells if column in NAMES}
    values = [cell for cell in cells if cell[2] not in NAMES | NUMBERS]
    return len(names) + len(values) + sum(new is None for _, new in pairs)


def _cells(old, new, columns: list[str]) -> list[tuple]:
    how = "added" if old is None else "removed" if new is None else "changed"
    found = []
    for place, column in enumerate(columns):
        was, now = ("" if line is None else as_text(line.cells[place]) for line in (old, new))
        if was != now:
            # A page tells a name once for all the lines that have it.
            found.append((how, "" if how == "changed" and column in NAMES else (new or old).label, column, was, now))
    return found


def told(response) -> Counter:
    """Every cell that a page says differs, as `by_hand` has them."""
    found: Counter = Counter()
    for group in response.context["groups"]:
        for line in group.lines:
            for cell in line.cells:
                label = "" if group.how == "changed" and cell.heading in NAMES else line.label
                found[group.how, label, cell.heading, cell.was, cell.now] += 1 + line.also
    return found


def with_span(view: str, before: str, after: str, ending: str = "/") -> str:
    """The address of the changes of a view."""
    path, _, question = view.partition("?")
    asked = "&".join(filter(None, [question, f"from={before}" if before else "", f"to={after}" if after else ""]))
    return f"/changes/{path.rstrip('/')}{ending}" + (f"?{asked}" if asked else "")
