"""Answers of the reading room, kept until what is in print changes and given before anything else runs."""
