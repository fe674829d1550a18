"""The reading room: tables, filters, pages, comparisons and downloads, made from what is in print alone."""
