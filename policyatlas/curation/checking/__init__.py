"""What must hold of the whole database at any moment, and whether it does; see `running.py`."""
