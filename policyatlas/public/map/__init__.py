"""The map: the prefectures as tiles where they lie, and the same selection as a ranked table."""
