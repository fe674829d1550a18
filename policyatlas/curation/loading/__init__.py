"""Loading the facts that ship with the atlas: from `fixtures/*.csv`, through the verbs, into records in print."""

from .atlas import FIXTURES, load_atlas

__all__ = ["FIXTURES", "load_atlas"]
