"""Numbered, forward-only schema migrations."""
