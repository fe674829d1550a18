"""The timeline: what was decided, begun, named and ended from 1950 on, by phase, level or kind, drawn and as a list."""
