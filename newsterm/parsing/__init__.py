"""Bytes to values: feeds, OPML."""
