"""The one query language: grammar, tree, SQL and predicate."""
