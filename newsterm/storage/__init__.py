"""The library: one SQLite file."""
