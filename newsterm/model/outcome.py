"""What an operation reports back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an operation that changes the library."""

    sentence: str
    """What happened, for the status line or standard error, such as "Marked 34 read"."""
    articles: tuple[int, ...] = ()
    """The articles whose state changed."""
    feeds: tuple[int, ...] = ()
    """The feeds that changed."""
    group: str = ""
    """The journal group that one undo takes back, "" if nothing changed."""
    definitions: tuple[str, ...] = ()
    """Kinds of what changed among views, rules, watchlists and orders."""

    @property
    def changed(self) -> bool:
        """Whether anything changed."""
        return bool(self.group)


@dataclass(frozen=True, slots=True)
class FeedRefreshed:
    """How the refresh of one feed ended."""

    feed: int
    url: str
    title: str
    status: str
    """"new", "unchanged", "failed" or, where its host wants to be left alone, "held"."""
    new: int = 0
    updated: int = 0
    error: str = ""
