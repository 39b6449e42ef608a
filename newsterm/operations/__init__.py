"""What a user can do, one verb a module."""
