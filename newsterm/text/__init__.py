"""Pure functions on text: safety, documents, wrapping."""
