"""Files: any view of the atlas to take away, with all that is needed to cite it and to check it years later."""
