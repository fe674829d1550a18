"""Where the files of a view are."""

from dataclasses import dataclass

from django.urls import reverse

ENDINGS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
}


@dataclass(frozen=True)
class Download:
    """The same selection as data: what the format is called, its media type, and the address."""

    name: str
    type: str
    address: str


def downloads(stem: str, query: str = "") -> list[Download]:
    """The files of the view at `stem`, such as `policies` or `compare/prefectures`, with its question."""
    question = f"?{query}" if query else ""
    return [
        Download(name, media_type, reverse("file", args=[stem, ending]) + question)
        for ending, (name, media_type) in ENDINGS.items()
    ]
