"""Lineage: what came before a policy, after it and beside it, as a small drawn graph."""
