"""Comparisons: two to eight subjects side by side, all of it said by the address."""
