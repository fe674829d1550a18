"""Keeping the whole database safe: backups that say what they are, and restoring them without losing what is there."""
