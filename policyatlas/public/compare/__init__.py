"""Comparisons: two or more subjects side by side, all of it said by the address."""
