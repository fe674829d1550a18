"""The README of a data package: what it holds, how to read, cite and check it."""

from .sayings import LICENCE, absences, citation
from .whole import Whole

_TEXT = """\
# PolicyAtlas, edition {label}

Japan's regional innovation policy since 1950: the laws, plans and programmes, the clusters they created, the
prefectures they reached, and what evaluations found. This is all that was in print when edition {label} was
closed on {date}: {count} entries. It never changes.
{notes}
## How to cite

{citation}

Add the address from which you have it. Quotations belong to their authors; name the document.

## Licence

{licence}: {licence_path}

## What it holds

| file | rows | what |
| --- | --- | --- |
{files}
| entries.jsonl | {count} | every entry whole: index card, payload, facets, hash; one JSON document a line |

`datapackage.json` describes every table and column (Frictionless Data Package), with the unit or the meaning
of each, and the size and SHA-256 of every file. Tables are joined by slugs: `subject_slugs` of a figure is
the `slug` of a policy, a cluster, a place …; where there are several they are joined by “; ”. What a cell
cannot hold, such as the passage for each date of a policy, is in `entries.jsonl`.

## How to read it

The CSV files are UTF-8, with commas, one heading line and nothing before it; texts stand in quotation marks,
numbers do not. In a column of numbers a word stands where there is none:

| word | what it says |
| --- | --- |
{absences}

None of these is a zero. `datapackage.json` lists them as missing values; tell other readers of CSV:

```
pandas.read_csv("observations.csv", na_values=[{quoted}], keep_default_na=False)
readr::read_csv("observations.csv", na = c({quoted}))
```

Numbers are in full units: 680 million yen are 680000000. `qualifier` says how exact they are, `upper_value`
is the upper end of a range.

A text that a spreadsheet could take for a formula has an apostrophe (') put before it in the CSV files;
`entries.jsonl` has it as it stands.

## How to check it

Each entry has the SHA-256 of its content, and the edition that of all of them:

    {digest}

This makes both anew from `entries.jsonl` alone:

```python
import hashlib
import json


def entry_hash(entry):
    data = [list(entry["card"].values()), entry["payload"], entry["schema"], entry["facets"]]
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def edition_digest(lines):
    entries = [json.loads(line) for line in lines]
    named = sorted((entry["kind"], entry["slug"], entry_hash(entry)) for entry in entries)
    return hashlib.sha256("\\n".join(" ".join(one) for one in named).encode()).hexdigest()
```

`edition_digest(open("entries.jsonl", encoding="utf-8"))` is the digest above, or something was altered.
Mistakes found since are not corrected here: the page of the edition lists them as errata.
"""


def text(whole: Whole) -> str:
    """The README of the edition's package, in Markdown."""
    edition = whole.edition
    return _TEXT.format(
        label=edition.label,
        date=edition.closed_on,
        count=len(whole.all),
        notes=f"\n{edition.notes}\n" if edition.notes else "",
        citation=citation(edition),
        licence=LICENCE["title"],
        licence_path=LICENCE["path"],
        files="\n".join(f"| {table.name}.csv | {len(table.rows)} | {table.intro} |" for table in whole.tables),
        absences="\n".join(f"| {word} | {meaning} |" for _, word, _, meaning in absences()),
        quoted=", ".join(f'"{word}"' for _, word, _, _ in absences()),
        digest=edition.digest,
    )
