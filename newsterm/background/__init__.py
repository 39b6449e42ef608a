"""The background process and its JSON-lines protocol."""
