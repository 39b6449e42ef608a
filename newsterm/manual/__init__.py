"""The manual's pages."""
