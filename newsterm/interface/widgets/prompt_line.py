"""A question on one line at the bottom of the screen, with suggestions above it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from newsterm.query.completion import Completion
from newsterm.text.terminal_safety import make_safe_line

Complete = Callable[[str, int], Sequence[Completion]]
_MOST_SUGGESTIONS = 8


class PromptLine(Vertical):
    """Asks for a line of text; hidden while nothing is asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="prompt.leave", show=False),
        Binding("tab", "take", "Take the suggestion", id="prompt.take", show=False),
        Binding("down", "suggestion(1)", "Next suggestion", id="prompt.next", show=False),
        Binding("up", "suggestion(-1)", "Suggestion before", id="prompt.previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._answer: asyncio.Future[str | None] | None = None
        self._complete: Complete | None = None
        self._on_change: Callable[[str], object] | None = None
        self._offered: Sequence[Completion] = ()

    def compose(self) -> ComposeResult:
        """Suggestions above, the question and the answer below."""
        suggestions = OptionList(id="prompt-suggestions")
        suggestions.can_focus = False
        yield suggestions
        with Horizontal(id="prompt-row"):
            yield Static(id="prompt-label", markup=False)
            yield Input(id="prompt-input", select_on_focus=False)

    async def ask(
        self,
        label: str,
        *,
        value: str = "",
        complete: Complete | None = None,
        on_change: Callable[[str], object] | None = None,
    ) -> str | None:
        """Ask a question and wait for the answer.

        Args:
            label: the question, a few words.
            value: an answer to begin with.
            complete: gives suggestions for a text and its cursor.
            on_change: told of every change while the user types.

        Returns:
            the answer, safe and on one line; None if the user left.
        """
        self._finish(None)
        self._answer = asyncio.get_running_loop().create_future()
        self._complete, self._on_change = complete, on_change
        self.query_one("#prompt-label", Static).update(Content(f" {label} "))
        entry = self.query_one(Input)
        with self.prevent(Input.Changed):
            entry.value = value
            entry.cursor_position = len(value)
        self.add_class("-asking")
        entry.focus()
        self._offer()
        try:
            return await self._answer
        finally:
            self.remove_class("-asking")

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give the answer."""
        event.stop()
        self._finish(make_safe_line(event.value))

    @on(Input.Changed)
    def follow(self, event: Input.Changed) -> None:
        """Offer what fits what has been typed."""
        event.stop()
        self._offer()
        if self._on_change:
            self._on_change(make_safe_line(event.value))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self._finish(None)

    def action_suggestion(self, by: int) -> None:
        """Move among the suggestions."""
        shown = self.query_one(OptionList)
        if shown.option_count:
            at = -1 if shown.highlighted is None else shown.highlighted
            shown.highlighted = max(min(at + by, shown.option_count - 1), 0)

    def action_take(self) -> None:
        """Put the suggestion under the cursor, or the first, into the answer."""
        shown, entry = self.query_one(OptionList), self.query_one(Input)
        if self._offered:
            self._put(entry, self._offered[shown.highlighted or 0])

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Take a suggestion that was clicked."""
        event.stop()
        self._put(self.query_one(Input), self._offered[event.option_index])
        self.query_one(Input).focus()

    @staticmethod
    def _put(entry: Input, taken: Completion) -> None:
        entry.value = entry.value[: taken.start] + taken.text + entry.value[taken.end :]
        entry.cursor_position = taken.start + len(taken.text)

    def _offer(self) -> None:
        shown, entry = self.query_one(OptionList), self.query_one(Input)
        found = list(self._complete(entry.value, entry.cursor_position)) if self._complete else []
        self._offered = found[:_MOST_SUGGESTIONS]
        shown.clear_options()
        shown.add_options(
            [Content(f" {make_safe_line(each.text)}   {make_safe_line(each.help)}".rstrip()) for each in self._offered]
        )
        shown.display = bool(self._offered)

    def _finish(self, answer: str | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_result(answer)
        self._answer = None
