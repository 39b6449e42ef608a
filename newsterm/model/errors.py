"""Errors that a user can meet: each says what happened, to what, and what to do."""

from enum import StrEnum


class NewstermError(Exception):
    """Base of every error whose message is meant for the user; one clear sentence."""


class LibraryError(NewstermError):
    """The library file cannot be used: corrupt, foreign, newer, unreadable, disk full."""


class LibraryBusyError(LibraryError):
    """Another process held the library for too long."""


class ConfigurationError(NewstermError):
    """config.toml is wrong; the message names file, line and what is allowed."""


class QueryError(NewstermError):
    """A query is wrong. `column` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


class Trouble(StrEnum):
    """What kind of trouble kept a feed or page from being fetched or read; it decides when to ask again."""

    NETWORK = "network"  # perhaps this computer's: nothing could be looked up or reached
    TEMPORARY = "temporary"  # at the server's end, and likely to pass
    LIMITED = "limited"  # asked too often, or to wait
    REFUSED = "refused"  # programs such as newsterm are kept out
    LOGIN = "login"
    MISSING = "missing"  # nothing lives at the address any more
    GONE = "gone"  # for good, as the server says
    UNREADABLE = "unreadable"  # what came is no feed, is damaged or incomplete
    UNSAFE = "unsafe"  # newsterm will not follow: TLS that cannot be trusted, redirects to odd places


class FetchError(NewstermError):
    """A feed or page could not be fetched."""

    def __init__(
        self, message: str, *, trouble: Trouble = Trouble.TEMPORARY, wait: int | None = None, status: int = 0
    ) -> None:
        """Say why.

        Args:
            message: one clear sentence.
            trouble: what kind of trouble it is.
            wait: seconds that the server asks to be left alone (Retry-After), None where it says nothing.
            status: what HTTP said, 0 where nothing did.
        """
        super().__init__(message)
        self.trouble = trouble
        self.wait = wait
        self.status = status

    @property
    def is_network_trouble(self) -> bool:
        """Whether the name was not found or nothing could be reached, which may be this computer's network."""
        return self.trouble is Trouble.NETWORK


class ParseError(NewstermError):
    """Bytes are no feed, page or OPML that can be read."""


class NotFoundError(NewstermError):
    """No feed or article goes by the name given."""


class DependsError(NewstermError):
    """Something cannot be taken back because later actions build on it; `groups` are their ids, newest first."""

    def __init__(self, message: str, groups: tuple[str, ...]) -> None:
        super().__init__(message)
        self.groups = groups


class AddressError(NewstermError):
    """An address that newsterm does not fetch or open."""
