"""What screens share that say something in a bottom line and ask questions above it."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import getters

from newsterm.interface.key_order import OrderedKeys
from newsterm.interface.typed_keys import TypedKeys
from newsterm.interface.widgets.status_line import StatusLine
from newsterm.model.errors import NewstermError

if TYPE_CHECKING:
    from newsterm.interface.screens.sheet import Sheet
    from newsterm.interface.widgets.prompt_line import Complete, PromptLine, Refuse

T = TypeVar("T")


class AskingScreen(TypedKeys, inherit_bindings=False):
    """A screen with a bottom line."""

    status = getters.query_one(StatusLine)

    prompt: "PromptLine | None" = None
    """The line that asks questions, once there was one."""
    keys_wait_for_deeds = False
    """Whether keys that follow an answer wait until what it was asked for is done."""
    was_left = False
    """Whether the user left the last question without an answer."""
    _question: asyncio.Event | None = None

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the bottom line; an error stays until it is read."""
        self.status.say(sentence, error=error)

    def show_typed(self, keys: str, following: Sequence[tuple[str, str]]) -> None:
        """Show in the bottom line what has been typed of a command."""
        self.status.show_pending(keys, following)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys and what they do while they are another's than the article's."""
        raise NotImplementedError

    def end_question(self) -> None:
        """Give the keys back to whom they belong, and show them."""
        raise NotImplementedError

    # Questions

    async def ask(
        self,
        label: str,
        *,
        value: str = "",
        selected: bool = False,
        complete: "Complete | None" = None,
        history: Sequence[str] = (),
        on_change: Callable[[str], object] | None = None,
        refuse: "Refuse | None" = None,
        manual: str = "",
        about: str = "",
        secret: bool = False,
    ) -> str | None:
        """Ask a question above the bottom line, then give the keys back; None if the user left.

        Args:
            label: the question, a few words.
            value: an answer to begin with.
            selected: whether typing replaces that, until an arrow keeps it for mending.
            complete: gives suggestions for a text and its cursor.
            history: earlier answers, oldest first, for the up arrow.
            on_change: told of every change while the user types.
            refuse: says what is wrong with an answer and gives its column; None if the answer will do.
            manual: the manual's page on what can be written here, shown by f1; "" for none.
            secret: whether what is typed is not shown.
            about: what the bottom line says at first; what it said before would look like a part of the question.
        """
        take = [("tab", "complete")] if complete else []
        read = [("f1", "manual")] if manual else []
        self.show_keys([("enter", "done"), *take, *read, ("esc", "leave")])
        self.say(about)
        prompt = await self._prompt_line()
        prompt.on_open, prompt.on_close = self.question_is_open, self.announce_question
        try:
            answer = await prompt.ask(
                label,
                value=value,
                selected=selected,
                complete=complete,
                history=history,
                on_change=on_change,
                refuse=refuse,
                help=partial(self.show_manual, manual) if manual else None,
                secret=secret,
            )
            self.was_left = answer is None
            return answer
        finally:
            if self.is_attached:
                self.end_question()
            if not self.keys_wait_for_deeds:
                self.question_is_open()

    def refusing(self, check: Callable[[str], object]) -> Callable[[str], int | None]:
        """What says why an answer does not pass a check, and at which column."""

        def refuse(text: str) -> int | None:
            try:
                check(text)
            except NewstermError as error:
                self.say(str(error), error=True)
                return getattr(error, "column", len(text) + 1)
            return None

        return refuse

    def show_manual(self, page: str) -> None:
        """Show a page of the manual over what is on the screen."""
        from newsterm.interface.screens.manual import ManualSheet

        self.app.push_screen(ManualSheet(page))

    async def show_sheet(self, sheet: "Sheet[T]") -> T:
        """Show a sheet and wait for its answer."""
        sheet.on_open = self.question_is_open
        answer = await self.app.push_screen_wait(sheet)
        self.was_left = answer is None
        return answer

    def announce_question(self) -> asyncio.Event:
        """Let keys wait for a question; set the event once it takes them, or when there will be none."""
        self._question = asyncio.Event()
        if isinstance(self.app, OrderedKeys):
            self.app.question_coming = self._question
        return self._question

    def question_is_open(self) -> None:
        """Let the keys through that waited for a question."""
        if self._question:
            self._question.set()

    async def _prompt_line(self) -> "PromptLine":
        """The line that asks, made when it is first needed."""
        if self.prompt is None:
            from newsterm.interface.widgets.prompt_line import PromptLine

            self.prompt = PromptLine()
            await self.mount(self.prompt, before=self.status)
        return self.prompt
