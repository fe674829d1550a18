"""Citing a view: which edition of it to name, how far that differs from what is in print now, and the forms for it."""
