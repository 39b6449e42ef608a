"""Errors that a user can meet: each says what happened, to what, and what to do."""


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


class FetchError(NewstermError):
    """A feed or page could not be fetched.

    `is_network_trouble`: the name was not found or nothing could be reached, which may be this computer's network.
    """

    def __init__(self, message: str, *, is_network_trouble: bool = False) -> None:
        super().__init__(message)
        self.is_network_trouble = is_network_trouble


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
