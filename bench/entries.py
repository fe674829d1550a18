"""Fills a database with made-up policies in print, and writes the same rows into a file for Datasette.

Usage: entries.py ROWS FILE. All is drawn with a fixed seed, so that two runs measure the same. The database (that of
ATLAS_VAR or DATABASE_URL) is emptied first: `lists.py` makes one and throws it away.
"""

import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
AT_ONCE = 5_000
# How many of each there are to name, as in an atlas that has grown; one value of each facet for every policy, so that
# Datasette, which wants columns, counts the same.
NAMED = {"prefecture": 47, "organisation": 150, "term": 20, "source": 40}
WORDS = tuple(
    "地域産業集積技術革新拠点研究開発大学企業連携医療環境計画促進事業構想人材育成教育"[place : place + 2]
    for place in range(0, 40, 2)
)
CARD = ("slug", "title_en", "title_ja", "summary")
FACETS = ("kind", "level", "phase", "approach", "place", "organisation", "instrument", "source")
COLUMNS = (*CARD, *FACETS, "year_from", "year_to")


def policies(rows: int) -> Iterator[dict]:
    """Made-up policies, as flat rows."""
    from policyatlas.values.vocabularies import APPROACH, LEVEL, PHASE, POLICY_KIND

    draw = random.Random(1950)
    kinds = dict(zip(POLICY_KIND.codes, (9, 7, 6, 5, 4, 3, 2, 1), strict=False))
    for number in range(rows):
        year = draw.randint(1950, 2026)
        words = draw.sample(WORDS, 6)
        yield {
            "slug": f"policy-{number}",
            "title_en": f"{draw.choice(('Act', 'Plan', 'Programme'))} {number} for regional clusters, {year}",
            "title_ja": f"{''.join(words[:4])}第{number}号",
            "summary": f"Measure {number}: {' '.join(words)} to further industry in the regions, as said in {year}. "
            * 2,
            "kind": draw.choices(list(kinds), list(kinds.values()))[0],
            "level": draw.choice(LEVEL.codes),
            "phase": draw.choice(PHASE.codes),
            "approach": draw.choice(APPROACH.codes),
            "place": f"prefecture:prefecture-{min(draw.randrange(47), draw.randrange(47))}",
            "organisation": f"organisation:organisation-{min(draw.randrange(150), draw.randrange(150))}",
            "instrument": f"term:term-{draw.randrange(20)}",
            "source": f"source:source-{draw.randrange(40)}",
            "year_from": year,
            "year_to": None if draw.random() < 0.3 else min(2040, year + draw.randint(0, 20)),
        }


def ref(value: str) -> dict:
    """A reference as payloads have it."""
    kind, slug = value.split(":")
    return {"kind": kind, "slug": slug}


def payload(row: dict) -> dict:
    """The payload of a policy."""
    evidence = [{"source": ref(row["source"]), "locator": "p. 12", "quote": row["summary"][:80], "supports": ""}]
    return {
        "name": {"en": row["title_en"], "ja": row["title_ja"]},
        **{name: row[name] for name in ("kind", "level", "approach", "phase", "summary")},
        "start_year": row["year_from"],
        "end_year": row["year_to"],
        "aims": "",
        "places": [ref(row["place"])],
        "instruments": [ref(row["instrument"])],
        "roles": [{"organisation": ref(row["organisation"]), "role": "lead", "evidence": evidence}],
        "relations": [],
        "stages": [],
        "evidence": evidence,
        "missing": {"aims": "not-reported", "end_year": "not-reported"},
    }


def fill(rows: int) -> None:
    """Print them all, past the press: what takes long there is measured elsewhere."""
    from django.db import connection

    from policyatlas.editions import stamps
    from policyatlas.editions.models import Edition
    from policyatlas.editions.payloads.policies import PolicyPayload

    edition = Edition.objects.open()
    named = [
        {"kind": kind, "slug": f"{kind}-{number}", "title_en": f"{kind.title()} {number}", "title_ja": f"名称{number}"}
        for kind, numbers in NAMED.items()
        for number in range(numbers)
    ]
    store([(one | {"payload": {}, "text": ""}, {}) for one in named], edition, 1)
    PolicyPayload.model_validate(payload(next(policies(1))))
    made, key = policies(rows), len(named) + 1
    while some := list(islice(made, AT_ONCE)):
        store([(card(row), facets(row)) for row in some], edition, key)
        key += len(some)
    stamps.advance()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def card(row: dict) -> dict:
    """The index card and the payload of a policy."""
    known = {name: row[name] for name in ("slug", "title_en", "title_ja", "year_from", "year_to")}
    return {"kind": "policy", **known, "payload": payload(row), "text": f"{row['title_en']} {row['summary']}".lower()}


def facets(row: dict) -> dict[str, str]:
    """Facet to value."""
    return {name: row[name] for name in FACETS}


def store(printed: list[tuple[dict, dict[str, str]]], edition, key: int) -> None:
    """Write entries with their facets and wordings, with primary keys from `key` on."""
    from policyatlas.editions.models import Entry, Facet, Wording

    entries = [
        Entry(pk=key + place, since=edition, origin=f"{card['kind']}:{card['slug']}", schema=1, sha256="0" * 64, **card)
        for place, (card, _) in enumerate(printed)
    ]
    Entry.objects.bulk_create(entries)
    Facet.objects.bulk_create(
        Facet(entry=entry, name=name, value=value)
        for entry, (_, pairs) in zip(entries, printed, strict=True)
        for name, value in pairs.items()
    )
    Wording.objects.bulk_create(
        Wording(
            entry=entry,
            names=f"\n {entry.title_en.lower()} \n\n {entry.title_ja} \n",
            words=f" {entry.title_ja} {entry.text} ",
        )
        for entry in entries
    )


def write_table(rows: int, path: str) -> None:
    """The same policies as one table with an index for each column that is filtered or counted."""
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE policies (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")
        marks = ", ".join("?" * len(COLUMNS))
        values = ([row[name] for name in COLUMNS] for row in policies(rows))
        database.executemany(f"INSERT INTO policies ({', '.join(COLUMNS)}) VALUES ({marks})", values)  # noqa: S608
        for name in COLUMNS[len(CARD) :]:
            database.execute(f"CREATE INDEX by_{name} ON policies ({name})")
        database.execute("ANALYZE")
    database.close()


def main() -> None:
    rows, path = int(sys.argv[1]), sys.argv[2]
    os.environ["DJANGO_SETTINGS_MODULE"] = "policyatlas.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.db import connection

    from policyatlas.editions.models import Edition, Entry

    Entry.objects.all().delete()
    Edition.objects.get_or_create(is_open=True, defaults={"number": 1})
    fill(rows)
    connection.close()
    write_table(rows, path)
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
