"""Records as tables: reading files, saying what they would change, writing drafts, undoing them, and exporting."""
