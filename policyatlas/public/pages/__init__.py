"""The record pages: what a record's page shows, gathered with few queries."""
