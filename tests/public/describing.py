"""Reads what a page says of itself to machines, as a program would that knows only HTML."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Said(HTMLParser):
    """The tags of a head: `names` and `properties` of meta elements, `links` by rel, `blocks` of JSON-LD."""

    names: dict[str, list[str]] = field(default_factory=dict)
    properties: dict[str, list[str]] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    blocks: list[dict] = field(default_factory=list)
    scripts: list[dict[str, str]] = field(default_factory=list)
    _inside: bool = False

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        """Keeps what the head says."""
        found = dict(attrs)
        if tag == "meta" and "name" in found:
            self.names.setdefault(found["name"], []).append(found["content"])
        elif tag == "meta" and "property" in found:
            self.properties.setdefault(found["property"], []).append(found["content"])
        elif tag == "link":
            self.links.append(found)
        elif tag == "script":
            self.scripts.append(found)
            self._inside = found.get("type") == "application/ld+json"

    def handle_data(self, data):
        """Reads a data block as JSON."""
        if self._inside:
            self.blocks.append(json.loads(data))
            self._inside = False

    @property
    def citation(self) -> dict[str, str]:
        """The tags of the citation, each of which stands once."""
        found = {name: values for name, values in self.names.items() if name.startswith("citation_")}
        assert all(len(values) == 1 for values in found.values()), found
        return {name: values[0] for name, values in found.items()}


def said(visitor, path: str) -> Said:
    """What the page at `path` says of itself."""
    response = visitor.get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}."
    read = Said()
    read.feed(response.content.decode())
    return read
