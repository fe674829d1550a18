"""What a page says of itself to machines: search engines, reference managers, whoever shows a link to it."""
