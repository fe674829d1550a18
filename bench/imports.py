"""How long an import takes: new and changed policies with two citations each, planned, written and undone."""

import argparse
import os
import time

from databases import own_database
from keeping import keep

HEADINGS = (
    "slug,title_en,title_ja,kind,level,start_year,end_year,aims,summary,places,"
    "citations.source,citations.locator,citations.quote,citations.supports"
)


def policies(rows: int, edition: int, first: int = 0) -> bytes:
    """A CSV file of so many policies, numbered from `first`, each with two citations; another `edition` changes some
    cells of every row.
    """
    lines = [HEADINGS]
    for number in range(first, first + rows):
        slug, prefecture = f"bench-policy-{number}", f"bench-place-{number % 47}"
        lines.append(
            f'{slug},"Plan number {number} for the region","第{number}号計画",plan,prefectural,{1960 + number % 50},'
            f'{1970 + number % 50 + edition},"To grow, as said in edition {edition}.","What it did, in '
            f'a sentence or two, number {number}.",{prefecture},bench-source-{number % 20},p. {number},'
            f'"Words {number} of the first.",'
        )
        lines.append(
            f"{slug},,,,,,,,,,bench-source-{number % 20},Table {number},"
            f'"Words {number} of the second, edition {edition}.",start_year'
        )
    return "\n".join(lines).encode()


def furnish():
    """An administrator, and the places and sources that the policies name."""
    from django.contrib.auth.models import User

    from policyatlas.curation import actions
    from policyatlas.records.models import Passage, Place, PlaceCitation, Source

    by = User.objects.create_superuser("bench")
    for number in range(20):
        source = actions.create(Source(slug=f"bench-source-{number}", kind="report", heading=f"Report {number}"), by=by)
    passage = actions.add_passage(Passage(source=source, locator="p. 1", quote="The cities of the region."), by=by)
    for number in range(47):
        place = Place(slug=f"bench-place-{number}", kind="city", name_en=f"City {number}")
        actions.create(place, by=by, parts=[PlaceCitation(record=place, passage=passage)])
    return by


def measure(by, content: bytes, what: str, found: dict[str, dict]):
    """Plan and write one file; the change set. `found` is told the seconds of both."""
    from policyatlas.curation.exchange.applying import applying, kept
    from policyatlas.curation.exchange.planning import planning
    from policyatlas.curation.exchange.reading import read
    from policyatlas.curation.stepwise import finished

    begin = time.monotonic()
    plan = finished(planning(read("policies.csv", content), by))
    change_set = kept(plan, by=by, file_name="policies.csv", content=content)
    planned = time.monotonic()
    for mistake in plan.all_mistakes()[:5]:
        print(mistake)
    finished(applying(change_set, by=by))
    written = time.monotonic()
    found[what] = {"dry_run": round(planned - begin, 1), "write": round(written - planned, 1)}
    print(f"{what:10} {plan.counts}  dry run {planned - begin:5.1f} s, write {written - planned:5.1f} s", flush=True)
    return change_set


def main() -> None:
    """Measure on a database that is made for it and thrown away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    with own_database():
        from django.db import connection

        from policyatlas.curation.exchange.undoing import undo

        by = furnish()
        print(f"{rows:,} policies with two citations each on {connection.vendor}, {os.cpu_count()} cores", flush=True)
        found: dict[str, dict] = {}
        measure(by, policies(rows, 1), "new", found)
        measure(by, policies(rows, 1), "unchanged", found)
        changed = measure(by, policies(rows, 2), "changed", found)
        begin = time.monotonic()
        undo(changed, by=by)
        found["undo"] = {"write": round(time.monotonic() - begin, 1)}
        print(f"undoing what was changed: {found['undo']['write']} s")
    print(keep("imports", {"rows": rows, "seconds": found}))


if __name__ == "__main__":
    main()
