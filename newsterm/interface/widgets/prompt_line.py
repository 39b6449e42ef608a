"""A question on one line at the bottom of the screen, with suggestions above it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from newsterm.interface.cells import fit
from newsterm.interface.widgets.choice_list import ChoiceList
from newsterm.query.completion import Completion
from newsterm.text.terminal_safety import make_safe_line

Complete = Callable[[str, int], Sequence[Completion]]
Refuse = Callable[[str], int | None]
"""Says what is wrong with an answer and gives its column, from 1; None if the answer will do."""
_MOST_SUGGESTIONS: Final = 8
_WIDEST_SUGGESTION: Final = 32


class AnswerInput(Input):
    """The line that is typed into; at its end, the right arrow asks for the suggestion."""

    class EndPassed(Message):
        """The cursor was moved right at the end of the text."""

    def __init__(self, on_submit: Callable[[], object], *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, select_on_focus=False)
        self._on_submit = on_submit

    async def action_submit(self) -> None:
        """Give the answer; the keys that follow wait until somebody has taken it."""
        self._on_submit()
        await super().action_submit()

    def action_cursor_right(self, select: bool = False) -> None:
        """Move right, or take the suggestion where there is nothing more at the right."""
        if self.cursor_position >= len(self.value) and not select and self.selection.is_empty:
            self.post_message(self.EndPassed())
        else:
            super().action_cursor_right(select)


class PromptLine(Vertical):
    """Asks for a line of text; hidden while nothing is asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", id="prompt.leave", show=False),
        Binding("tab", "take", "Take the suggestion", id="prompt.take", show=False),
        Binding("down", "suggestion(1)", "Next suggestion", id="prompt.next", show=False),
        Binding("up", "suggestion(-1)", "Suggestion or answer before", id="prompt.previous", show=False),
        Binding("f1", "help", "What can be written here", id="prompt.help", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.on_open: Callable[[], object] = lambda: None
        """Told when the line takes keys."""
        self.on_close: Callable[[], object] = lambda: None
        """Told when the user is done with it, before the keys go elsewhere."""
        self._answer: asyncio.Future[str | None] | None = None
        self._complete: Complete | None = None
        self._on_change: Callable[[str], object] | None = None
        self._refuse: Refuse | None = None
        self._help: Callable[[], object] | None = None
        self._offered: Sequence[Completion] = ()
        self._history: Sequence[str] = ()
        self._back = 0
        """How many answers back in the history the line shows."""
        self._draft = ""
        """What was typed before the history was gone into."""

    def compose(self) -> ComposeResult:
        """Suggestions above, the question and the answer below."""
        suggestions = ChoiceList(id="prompt-suggestions", markup=False)
        suggestions.can_focus = False
        yield suggestions
        with Horizontal(id="prompt-row"):
            yield Static(id="prompt-label", markup=False)
            yield AnswerInput(self._close, id="prompt-input")

    async def ask(
        self,
        label: str,
        *,
        value: str = "",
        selected: bool = False,
        complete: Complete | None = None,
        history: Sequence[str] = (),
        on_change: Callable[[str], object] | None = None,
        refuse: Refuse | None = None,
        help: Callable[[], object] | None = None,  # noqa: A002  what else
        secret: bool = False,
    ) -> str | None:
        """Ask a question and wait for the answer; then the keys go back to where they were.

        Args:
            label: the question, a few words.
            value: an answer to begin with.
            selected: whether typing replaces that, until an arrow keeps it for mending.
            complete: gives suggestions for a text and its cursor.
            history: earlier answers, oldest first, for the up arrow.
            on_change: told of every change while the user types.
            refuse: asked whether the answer will do; one that will not stays, with the cursor where it is wrong.
            help: shows what can be written here; nothing that was typed is lost.
            secret: whether what is typed is not shown.

        Returns:
            the answer, safe and on one line; None if the user left.
        """
        self._finish(None)
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._answer = answer
        self._complete, self._on_change, self._refuse, self._help = complete, on_change, refuse, help
        self._history, self._back, self._draft = history, 0, ""
        self.query_one("#prompt-label", Static).update(Content(f" {label} "))
        entry = self.query_one(AnswerInput)
        focused = self.screen.focused
        entry.password = secret
        with self.prevent(Input.Changed):
            entry.value = value
            entry.cursor_position = len(value)
        if selected:
            entry.select_all()
        self.add_class("-asking")
        self.screen.set_focus(entry)
        self._offer()
        self.on_open()
        try:
            return await answer
        finally:
            if self._answer in {None, answer}:
                self._answer = None
                here = self.is_attached and self.screen.focused in {None, entry}
                if here and focused is not None and focused is not entry:
                    self.screen.set_focus(focused, scroll_visible=False)
                self.remove_class("-asking")

    @property
    def is_asking(self) -> bool:
        """Whether there is a question."""
        return self.has_class("-asking")

    def _close(self) -> None:
        self.on_close()

    @on(Input.Submitted)
    def answer(self, event: Input.Submitted) -> None:
        """Give the answer; a suggestion that was moved to is taken first."""
        event.stop()
        if self.query_one(OptionList).highlighted is not None:
            self.action_take()
            self.on_open()
            return
        answer = make_safe_line(event.value)
        wrong = self._refuse(answer) if self._refuse else None
        if wrong is None:
            self._finish(answer)
        else:
            entry = self.query_one(AnswerInput)
            with self.prevent(Input.Changed):
                entry.value = answer  # whose columns the error counts
            entry.cursor_position = min(wrong - 1, len(answer))
            self.on_open()

    @on(Input.Changed)
    def follow(self, event: Input.Changed) -> None:
        """Offer what fits what has been typed."""
        event.stop()
        if self._back and self.query_one(AnswerInput).value != self._history[-self._back]:
            self._back = 0  # an earlier answer that was changed is typed anew
        self._offer()
        if self._on_change:
            self._on_change(make_safe_line(event.value))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.on_close()
        self._finish(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key of the help to the screen where the question has none of its own."""
        return self._help is not None if action == "help" else super().check_action(action, parameters)

    def action_help(self) -> None:
        """Show what can be written here."""
        if self._help:
            self._help()

    def action_suggestion(self, by: int) -> None:
        """Move among the suggestions; up from the line itself, among earlier answers."""
        shown = self.query_one(OptionList)
        at = shown.highlighted
        if self._history and (self._back or (at is None and (by < 0 or not shown.option_count))):
            self._recall(by)
        elif shown.option_count:
            if at is None:
                shown.highlighted = 0 if by > 0 else shown.option_count - 1
            else:
                shown.highlighted = max(min(at + by, shown.option_count - 1), 0)

    def _recall(self, by: int) -> None:
        """Show an earlier answer, or what was typed before."""
        entry = self.query_one(AnswerInput)
        if not self._back:
            self._draft = entry.value
        self._back = max(min(self._back - by, len(self._history)), 0)
        entry.value = self._history[-self._back] if self._back else self._draft
        entry.cursor_position = len(entry.value)

    @on(AnswerInput.EndPassed)
    def action_take(self) -> None:
        """Put the suggestion under the cursor, or the first, into the answer."""
        if self._offered:
            self._put(self._offered[self.query_one(OptionList).highlighted or 0])

    @on(OptionList.OptionSelected)
    def take_clicked(self, event: OptionList.OptionSelected) -> None:
        """Take a suggestion that was clicked."""
        event.stop()
        self._put(self._offered[event.option_index])
        self.query_one(AnswerInput).focus()

    def _put(self, taken: Completion) -> None:
        entry = self.query_one(AnswerInput)
        entry.value = entry.value[: taken.start] + taken.text + entry.value[taken.end :]
        entry.cursor_position = taken.start + len(taken.text)

    def _offer(self) -> None:
        entry = self.query_one(AnswerInput)
        found = list(self._complete(entry.value, entry.cursor_position)) if self._complete else []
        whole = [each for each in found if entry.value[each.start : each.end] != each.text]
        self._offered = whole[:_MOST_SUGGESTIONS]
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options(self._prompts())
        shown.display = bool(self._offered)

    def _prompts(self) -> list[Content]:
        names = [make_safe_line(each.text) for each in self._offered]
        helps = [make_safe_line(each.help) for each in self._offered]
        width = min(max(map(cell_len, names), default=0), _WIDEST_SUGGESTION)
        return [
            Content.assemble(" ", fit(name, width) if text else name, "   ", (text, "$text-muted"))
            for name, text in zip(names, helps, strict=True)
        ]

    def _finish(self, answer: str | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_result(answer)
        self._answer = None
