"""Names and passwords for feeds that want them."""

from typing import NamedTuple


class Login(NamedTuple):
    """A name and a password."""

    name: str
    password: str

    def __repr__(self) -> str:
        """Never show the password."""
        return f"Login({self.name!r}, …)"
