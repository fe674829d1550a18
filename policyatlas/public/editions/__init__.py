"""The editions: what each holds, and all of it to take away as files."""
