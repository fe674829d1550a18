"""Commands of the desk, each thin: what they do is said in the rooms."""
