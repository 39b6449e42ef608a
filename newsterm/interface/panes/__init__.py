"""The panes of the reader's screen."""
