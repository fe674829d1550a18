"""Keeps what was measured: a file for each measurement, with where and when."""

import json
import os
import platform
import subprocess
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


def database() -> str:
    """The engine that is measured on."""
    return os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]


def keep(name: str, found: dict) -> Path:
    """Write what was found into results/, with where and when; the file."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=RESULTS, capture_output=True, text=True).stdout
    about = {
        "date": date.today().isoformat(),  # noqa: DTZ011
        "commit": commit.strip(),
        "database": database(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    path = RESULTS / f"{name}-{about['database']}-{about['date']}-{about['commit']}.json"
    path.write_text(json.dumps(about | found, indent=1, ensure_ascii=False) + "\n")
    return path
