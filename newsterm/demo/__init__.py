"""Demo stories, written for newsterm."""
