"""The command line: arguments to operations to text or JSON."""
