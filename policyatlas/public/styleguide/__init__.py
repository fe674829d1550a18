"""The style guide: every component the pages are made of, shown with what is in print."""
