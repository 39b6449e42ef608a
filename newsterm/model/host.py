"""Hosts that feeds are fetched from."""

from typing import NamedTuple


class HostState(NamedTuple):
    """How a host wants to be asked, after it refused once. Times are seconds since 1970."""

    held_until: int = 0
    """Nothing is asked before."""
    gap: int = 0
    """Least seconds between two asks; 0 for as they come."""
    refusals: int = 0
    """In a row."""
    last_ask: int = 0
