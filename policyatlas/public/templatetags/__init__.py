"""The reading room's own template tags and filters."""
