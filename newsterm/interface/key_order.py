"""Keys one after the other: none is looked at before the one before it has done its work.

Textual runs a key's command when its event has bubbled up to the application, and by then it may have given the
next keys to whatever had the focus; so what is typed fast after a key that opens a question would be lost.
"""

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.widget import Widget

_LONGEST_WAIT = 1.0
"""Seconds that a key waits at most for the one before."""


class KeyDone(Message):
    """Follows a key on its way up: when this arrives, the key has done its work."""


class OrderedKeys(App[None]):
    """An application that takes keys one after the other."""

    question_coming: asyncio.Event | None = None
    """Announced by an action that asks something; set once the question takes keys."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._keys: deque[events.Key] = deque()
        self._taken_at = 0.0

    def key_taken(self) -> None:
        """React to a key before its command runs."""

    async def on_event(self, event: events.Event) -> None:
        """Put keys into a queue; everything else goes its way."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        if is_late := bool(self._keys) and monotonic() - self._taken_at > _LONGEST_WAIT:
            self._keys.popleft()  # the widget that had the key is gone, and the key's end with it
        self._keys.append(event)
        if is_late or len(self._keys) == 1:
            await self._take_key()

    async def _take_key(self) -> None:
        self._taken_at = monotonic()
        target = self.focused or self.screen
        self.key_taken()
        await super().on_event(self._keys[0])
        if not self._is_here(target) or not target.post_message(KeyDone()):
            self._next_key()

    def _is_here(self, target: Widget) -> bool:
        """Whether a widget is still on a screen that is shown: the key may have been the last one that it had."""
        return target.is_attached and target.screen in self.screen_stack

    @on(KeyDone)
    async def _end_key(self) -> None:
        if coming := self.question_coming:
            self.question_coming = None
            self.run_worker(self._wait_for(coming), description="wait for the question", group="keys")
        else:
            self._next_key()

    async def _wait_for(self, coming: asyncio.Event) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(coming.wait(), _LONGEST_WAIT)
        self._next_key()

    def _next_key(self) -> None:
        if self._keys:
            self._keys.popleft()
        if self._keys:
            self.call_next(self._take_key)
