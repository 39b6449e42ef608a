"""The question until when articles are let go: what it suggests, what it makes of an answer, and what it refuses."""

from collections.abc import Callable
from datetime import datetime

from newsterm.operations.snooze_times import SnoozeTimeError, read_snooze_time, suggested_times, time_words
from newsterm.query.completion import Completion

LABEL = "Snooze until"


class SnoozeQuestion:
    """Helps a line that asks for a time.

    Args:
        now: the user's clock.
        say: puts a sentence into the bottom line.
    """

    def __init__(self, now: Callable[[], datetime], say: Callable[..., None]) -> None:
        self._now = now
        self._say = say

    def complete(self, text: str, cursor: int) -> list[Completion]:
        """Times that begin as the text does."""
        found = suggested_times(text[:cursor], self._now(), None)
        return [Completion(words, 0, cursor, when) for words, when in found]

    def tell(self, text: str) -> None:
        """Say which time a text means, while it is typed."""
        try:
            self._say(f"Until {time_words(self.read(text), self._now(), None)}")
        except SnoozeTimeError:
            self._say("")

    def refuse(self, text: str) -> int | None:
        """Say what is wrong with an answer, and give the column behind it; None if it will do."""
        try:
            self.read(text)
        except SnoozeTimeError as error:
            self._say(str(error), error=True)
            return len(text) + 1
        return None

    def read(self, text: str) -> datetime:
        """The time that an answer means.

        Raises:
            SnoozeTimeError: it means none.
        """
        return read_snooze_time(text, self._now(), None)
