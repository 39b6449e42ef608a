"""Newsterm killed at random moments of a scripted session: what the screen had said must be so after the restart."""
