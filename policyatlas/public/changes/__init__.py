"""What changed in a view between two editions: as a page, as data, as a feed, and in short on pinned pages."""
