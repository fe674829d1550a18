"""Extracts: what one address shows in one edition as a table of cells, to be downloaded, cited and compared."""
