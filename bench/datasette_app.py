"""Datasette on the file that DATASETTE_FILE names, with its limits lifted, for uvicorn to serve; see `lists.py`."""

import os

from datasette.app import Datasette

app = Datasette(
    [],
    immutables=[os.environ["DATASETTE_FILE"]],
    settings={
        "default_page_size": 25,
        "default_facet_size": 1000,
        "facet_time_limit_ms": 600_000,
        "sql_time_limit_ms": 600_000,
        "suggest_facets": False,
        "num_sql_threads": 3,
    },
).app()
