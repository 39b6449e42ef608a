"""The groups of events that the history has read so far, and those of them that it shows."""

from collections.abc import Sequence

from newsterm.model.event import EventGroup
from newsterm.operations.history import has_words


class HistoryPages:
    """Groups, newest first, read page by page.

    Args:
        actor: the one whose groups they are; None for everybody's.
        words: lower-case words that the shown ones all have.
    """

    def __init__(self, actor: str | None = None, words: Sequence[str] = ()) -> None:
        self.actor = actor
        self.words = tuple(words)
        self.count = 0
        """How many were read."""
        self.complete = False
        """Whether there are no more to read."""
        self.shown: list[EventGroup] = []
        self._read: list[EventGroup] = []

    @property
    def last(self) -> str | None:
        """The oldest group that was read."""
        return self._read[-1].id if self._read else None

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return bool(self.words) or self.actor is not None

    def take(self, batch: Sequence[EventGroup], wanted: int) -> None:
        """Add the next page, for which `wanted` groups were asked."""
        self._read += batch
        self.count = len(self._read)
        self.complete = len(batch) < wanted
        self.shown += [group for group in batch if has_words(group, self.words)]

    def narrow(self, words: Sequence[str]) -> None:
        """Show what has other words."""
        self.words = tuple(words)
        self.shown = [group for group in self._read if has_words(group, self.words)]
