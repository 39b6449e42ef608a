"""How much and how long newsterm asks of a server, and of itself."""

from dataclasses import dataclass

from newsterm import __version__

USER_AGENT = f"newsterm/{__version__} (+https://github.com/newsterm/newsterm)"
"""Says honestly who is asking and where to complain, as publishers ask for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of fetching; the defaults are what newsterm runs with, tests pass smaller ones."""

    at_once: int = 32
    """Requests under way at the same time."""
    per_host: int = 2
    """Of these, to one host and port."""
    kept: int = 4
    """Idle connections kept for another request; the pool looks through all of them at every request."""
    connect: float = 10.0
    """Seconds until a connection, TLS included, must stand."""
    read: float = 15.0
    """Seconds that a server may be silent."""
    total: float = 45.0
    """Seconds for one address with all its redirects; waiting for a turn does not count."""
    largest_body: int = 15 * 1024 * 1024
    """Bytes of a body after inflating."""
    redirects: int = 10
    """Redirects followed for one address."""
