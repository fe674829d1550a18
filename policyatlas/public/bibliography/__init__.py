"""The bibliography: the sources as references, with what rests on each, and as files for reference managers."""
