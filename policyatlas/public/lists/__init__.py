"""The list pages: what can be asked of a list, what it answers, and the same selection as data."""
