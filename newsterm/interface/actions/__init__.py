"""What the commands do on the reader's screen, one topic a module."""
