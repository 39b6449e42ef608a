"""The history sheet: everything that was done, the newest first, each of it to be taken back or done again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from textual import on
from textual.content import Content
from textual.widgets import Static

from newsterm.interface.keymap import Keymap
from newsterm.interface.screens.history_rows import HistoryRows
from newsterm.interface.screens.touched import TouchedSheet
from newsterm.interface.session import Session
from newsterm.interface.widgets.virtual_list import VirtualList
from newsterm.model.errors import DependsError, NewstermError
from newsterm.model.event import EventGroup
from newsterm.model.outcome import Outcome
from newsterm.operations.history import acts_as_one, told_later, touched, undo_all_of, undo_together
from newsterm.operations.undo import redo, undo
from newsterm.storage.dependents import dependents
from newsterm.text.terminal_safety import make_safe, make_safe_line

_ACTIONS: Final = {
    "move.down": "move(1)",
    "move.up": "move(-1)",
    "move.page_down": "page(1)",
    "move.page_up": "page(-1)",
    "move.first": "first",
    "move.last": "last",
    "history.undo": "take_back",
    "history.redo": "do_again",
}
_OWN: Final = {"enter": "look", "/": "find", "a": "by_actor", "R": "take_back_all", "q": "leave", "esc": "leave"}


@dataclass(frozen=True, slots=True)
class _Question:
    """Something that can only be taken back together with what came later."""

    group: EventGroup
    later: list[EventGroup]


class History(HistoryRows):
    """Shows the groups of the journal.

    Args:
        session: the library.
        keymap: the user's keys.
        on_change: told what was changed, and whether it was taken back, so that what is behind the sheet follows.
    """

    def __init__(self, session: Session, keymap: Keymap, on_change: Callable[[Outcome, bool], object]) -> None:
        super().__init__(session)
        self.borrow(keymap, _ACTIONS, _OWN)
        self._on_change = on_change
        self._question: _Question | None = None

    @on(VirtualList.CursorMoved)
    def drop_question(self) -> None:
        """Drop a question about another row."""
        self._ask_nothing()

    def action_leave(self) -> None:
        """One step out: the question first."""
        if self._question:
            self._ask_nothing()
        else:
            super().action_leave()

    # Taking back and doing again

    def action_look(self) -> None:
        """Show what the group touched; where something stands in the way of taking it back, take that back too."""
        if self._question:
            question = self._question
            self._perform(lambda: self.session.perform(undo_together, question.group.id, question.later))
        elif group := self.groups.current:
            found = touched(self.session.context("key"), group.id)
            self.app.push_screen(TouchedSheet(group, found, self.session.now()))

    def action_take_back(self) -> None:
        """Take the group under the cursor back, or ask about what builds on it."""
        group = self.groups.current
        if group is None or self._question:
            return
        if group.undone:
            self.say(f"That is taken back already; {self.key_of('history.redo')} does it again")
            return
        self._perform(lambda: self.session.perform(undo, group.id), group)

    def action_do_again(self) -> None:
        """Do again what was taken back."""
        group = self.groups.current
        if group is None:
            return
        if not group.undone:
            self.say(f"That stands; {self.key_of('history.undo')} takes it back")
            return
        self._perform(lambda: self.session.perform(redo, group.id), undone=False)

    def action_take_back_all(self) -> None:
        """Take back all that the rule or the triage session under the cursor did."""
        group = self.groups.current
        if group is None or not acts_as_one(group.actor):
            self.say("Only what a rule or a triage session did is taken back as a whole")
            return
        self._perform(lambda: self.session.perform(undo_all_of, group.actor))

    def _perform(
        self, doing: Callable[[], Awaitable[Outcome]], group: EventGroup | None = None, *, undone: bool = True
    ) -> None:
        """Do something, say what it did, and show how things stand; ask where something builds on the group."""
        self._ask_nothing()

        async def perform() -> None:
            try:
                outcome = await doing()
            except DependsError as error:
                if group is None:
                    self.say(str(error))
                else:
                    later = await self.session.read(dependents, group.id)
                    self._ask(_Question(group, later))
                return
            except NewstermError as error:
                self.say(str(error))
                return
            if outcome.changed:
                self._on_change(outcome, undone)
                await self.read_again()
            self.head(make_safe_line(outcome.sentence))

        self.run_worker(perform(), group="act", description="take something back or do it again")

    # Saying

    def _ask(self, question: _Question) -> None:
        self._question = question
        told = "\n".join(told_later(question.later, self.session.now().astimezone()))
        self.query_one("#history-question", Static).update(Content(make_safe(told)))
        self.add_class("-asking")
        self.show_keys()

    def _ask_nothing(self) -> None:
        if self._question:
            self._question = None
            self.remove_class("-asking")
            self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that matter for the row under the cursor, or for the question."""
        group = self.groups.current
        if self._question:
            number = 1 + len(self._question.later)
            keys = [
                ("enter", f"take back {'both' if number == 2 else f'all {number:,}'} as one step"),
                ("esc", "leave"),
            ]
        else:
            undo_or_redo = ("redo", "do again") if group and group.undone else ("undo", "take back")
            keys = [(self.key_of(f"history.{undo_or_redo[0]}"), undo_or_redo[1])] if group else []
            keys += [("enter", "what it touched")] if group else []
            if group and acts_as_one(group.actor):
                keys += [("R", f"all of this {'rule' if group.actor.startswith('rule:') else 'session'}")]
            keys += [
                ("/", "find"),
                ("a", "everybody" if self.pages.actor is not None else "this actor"),
                ("esc", "leave"),
            ]
        self._keys = tuple(keys)
        self.say("")
