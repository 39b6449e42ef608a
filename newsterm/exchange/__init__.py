"""Moving feeds in and out of the library."""
