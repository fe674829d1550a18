"""Reading the CSV files: which there are, and which columns each must have."""

import csv
from pathlib import Path

from .report import Report
from .rows import Row, Unfit

# In the order in which they are loaded and reported. The order of columns in a file does not matter.
COLUMNS = {
    name: columns.split()
    for name, columns in {
        "sources": "slug kind title title_ja heading authors year year_printed container publisher language date_note "
        "url date_read licence printed_reference cited_by source locator quote",
        "sections": "source order locator starts_with",
        "terms": "slug scheme code label_en label_ja parent_code stip_code note",
        "places": "slug kind code name_en name_ja parent_slug meti_bureau tile_column tile_row remark note source "
        "locator quote",
        "prefecture_focus": "prefecture_slug field_code focus_printed note source locator quote",
        "organisations": "slug name_en name_ja abbreviation kind place_slug founded_year ended_year successor_slug "
        "description source locator quote",
        "policies": "slug title_en title_ja kind government_level approach start_year end_year phase "
        "lead_organisations places instruments target_groups aims summary source locator quote",
        "policy_relations": "from_slug relation to_slug note source locator quote",
        "timeline": "slug year end_year event policy_slug place_slug kind source locator quote",
        "clusters": "slug name_en name_ja places programmes fields fields_printed formation_base designated_year "
        "summary source locator quote",
        "designations": "cluster_slug programme stage year end_year missing source locator quote confidence",
        "indicators": "slug name_en name_ja unit definition direction source locator quote",
        "observations": "slug indicator_slug subject_kind subject_slug period_start period_end as_of fiscal_year value "
        "value_max qualifier missing unit note source locator quote",
        "frameworks": "slug name description source locator quote",
        "criteria": "framework_slug number group label description source locator quote",
        "evaluations": "slug title subject_kind subject_slug evaluator year method source framework_slug",
        "findings": "slug evaluation_slug title year method verdict dimension statement source locator quote",
        "ratings": "evaluation_slug criterion_number aspect stars words keyword confidence reading_note printed_label "
        "cells source locator quote",
        "disagreements": "slug topic subjects comment resolution claim_a source_a locator_a quote_a "
        "claim_b source_b locator_b quote_b",
        "passages": "id file slug supports source locator quote",
    }.items()
}

# Columns that a file may lack: their cells are empty then.
_CONFIDENT = (
    "sources places organisations policies timeline clusters indicators observations passages".split()  # noqa: SIM905
)
OPTIONAL = {name: ["confidence"] for name in _CONFIDENT} | {"disagreements": ["topic_ja"]}


def read(folder: Path, report: Report) -> dict[str, list[Row]]:
    """The rows of every file of `folder` that can be read, by file; the others are refused in `report`."""
    found = {}
    for name, columns in COLUMNS.items():
        report.begin(name)
        try:
            found[name] = _read_file(folder / f"{name}.csv", name, columns, report)
        except Unfit as reason:
            report.refuse(Row(name, 1, {}), f"{reason} No row of this file was loaded.")
            found[name] = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in COLUMNS:
            report.begin(path.stem)
            report.refuse(Row(path.stem, 1, {}), "The atlas knows no such file: none of its rows was loaded.")
    return found


def _read_file(path: Path, name: str, columns: list[str], report: Report) -> list[Row]:
    try:
        # `utf-8-sig`, because some spreadsheets put a byte order mark before the header.
        with path.open(newline="", encoding="utf-8-sig") as handle:
            return _read_rows(csv.reader(handle, strict=True), name, columns, OPTIONAL.get(name, []), report)
    except FileNotFoundError:
        raise Unfit("The file is not there.") from None
    except UnicodeDecodeError:
        raise Unfit("The file is not in UTF-8: save it as “CSV, UTF-8”.") from None
    except csv.Error as error:
        raise Unfit(f"The file is not a readable CSV file ({error}).") from None


def _read_rows(reader, name: str, columns: list[str], optional: list[str], report: Report) -> list[Row]:
    header = next(reader, [])
    lacking = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in (*columns, *optional)]
    if lacking or unknown or len(header) != len(set(header)):
        raise Unfit(
            "The header is not as it should be"
            + (f"; it lacks {', '.join(lacking)}" if lacking else "")
            + (f"; nobody knows {', '.join(unknown)}" if unknown else "")
            + ("." if lacking or unknown else "; a column stands in it twice.")
        )
    rows, line = [], reader.line_num + 1
    for cells in reader:
        if cells:
            report.count_row(name)
            if len(cells) == len(header):
                there = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
                rows.append(Row(name, line, dict.fromkeys(optional, "") | there))
            else:
                report.refuse(Row(name, line, {}), f"It has {len(cells)} cells; the header has {len(header)}.")
        line = reader.line_num + 1
    return rows
