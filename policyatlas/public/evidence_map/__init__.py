"""The evidence map: what was found of each programme or instrument, by dimension of effect, and where nobody looked."""
