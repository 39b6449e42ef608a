"""A triage session's verbs: each is one key, is kept at once, and goes on to the next story."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Concatenate, ParamSpec

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.copying import CopyActions
from newsterm.interface.actions.finding import FindActions
from newsterm.interface.actions.noting import NoteActions
from newsterm.interface.actions.revisions import RevisionActions
from newsterm.interface.actions.scoring import ScoreActions
from newsterm.interface.actions.tagging import TagActions
from newsterm.interface.actions.user_commands import UserCommandActions
from newsterm.interface.article_screen import Aim
from newsterm.interface.screens.triage_moving import TriageMoving
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.later import put_later
from newsterm.operations.mark import mark_read
from newsterm.operations.snooze import snooze
from newsterm.operations.star import unstar
from newsterm.operations.triage import Verb, star_and_read, undo_session, verb_of
from newsterm.operations.undo import redo, undo
from newsterm.storage import articles

P = ParamSpec("P")


class Triage(
    TriageMoving, FindActions, CopyActions, TagActions, NoteActions, ScoreActions, RevisionActions, UserCommandActions
):
    """A session; dismissed with its receipt."""

    keys_wait_for_deeds = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quits = False
        """Whether the program ends with the session."""
        self._in_order = asyncio.Lock()
        """Has one thing done after the other."""

    # What verbs act on

    def current_row(self) -> ArticleRow | None:
        """The story that is shown."""
        return self.shown.row if self.shown else None

    def aim(self) -> Aim | None:
        """The story that is shown, and as many after it as were counted."""
        count = self.take_count()
        if not self.shown:
            self.say("The session is over" if self.receipt else "No article is open.")
            return None
        if count == 1:
            return Aim([self.shown.row.id], [self.shown.row])
        ids = list(self.triage.queue[self.triage.position : self.triage.position + count])
        return Aim(ids, articles.rows(self.session.library.reader(), ids))

    # Deciding

    def action_star(self) -> None:
        """Star the story and go on; take the star off a starred one."""
        if not (aim := self.aim()):
            return
        if aim.are_all(lambda row: row.starred):
            self._decide(aim, unstar, goes_on=False)
        else:
            self._decide(aim, star_and_read)

    def action_archive(self) -> None:
        """Archive the story and go on."""
        if aim := self.aim():
            self._decide(aim, archive)

    def action_later(self) -> None:
        """Put the story aside and go on."""
        if aim := self.aim():
            self._decide(aim, put_later)

    def action_read(self) -> None:
        """Mark the story read and go on."""
        if aim := self.aim():
            self._decide(aim, mark_read)

    def action_advance(self) -> None:
        """A page down; at the end, read and next."""
        pages = self.take_count()
        if self.shown and not self.reader.page(pages):
            self.action_read()

    @asks("ask until when")
    async def action_snooze(self) -> None:
        """Ask until when to let the story go, and go on."""
        if not (aim := self.aim()):
            return
        from newsterm.interface.snooze_question import LABEL, SnoozeQuestion

        question = SnoozeQuestion(self.session.now, self.say)
        answer = await self.ask(LABEL, complete=question.complete, on_change=question.tell, refuse=question.refuse)
        if answer is not None:
            snoozes = partial(snooze, until=question.read(answer))
            async with self._in_order:
                await self._decide_about(aim, snoozes, goes_on=not self.stays)

    def _decide(
        self, aim: Aim, operation: Callable[[Context, Sequence[int]], Outcome], *, goes_on: bool = True
    ) -> None:
        """Do something to stories and, once it is on disk, go on to the next."""
        self._do(self._decide_about(aim, operation, goes_on=goes_on and not self.stays))

    async def _decide_about(
        self, aim: Aim, operation: Callable[[Context, Sequence[int]], Outcome], *, goes_on: bool
    ) -> None:
        kept = await self._keep(lambda context: operation(context, aim.ids))
        if kept and goes_on and self.shown and self.shown.row.id == aim.ids[0]:
            self.go_on_by(len(aim.ids))
        else:
            self.update_story()

    def do(self, operation: Callable[[Context], Outcome], ids: Sequence[int] = ()) -> None:  # noqa: ARG002  all stay
        """Do something under the session's name; what is decided next waits behind it."""
        self._do(self.act(operation))

    async def act(
        self, operation: Callable[Concatenate[Context, P], Outcome], /, *args: P.args, **kwargs: P.kwargs
    ) -> Outcome | None:
        """Have something done under the session's name, and show what came of it."""
        outcome = await self._keep(lambda context: operation(context, *args, **kwargs))
        self.update_story()
        return outcome

    def go_on(self, aim: Aim, *, advances: bool = False) -> None:
        """Stay at the story."""

    async def _keep(self, operation: Callable[[Context], Outcome]) -> Outcome | None:
        """Have something done under the session's name, take it down, and say so; None if it failed."""

        def perform(context: Context) -> tuple[Outcome, Verb]:
            outcome = operation(context)
            return outcome, verb_of(context, outcome.group)

        try:
            outcome, verb = await self.session.perform_as(self.triage.actor, perform)
        except NewstermError as error:
            self.say(str(error), error=True)
            return None
        self.triage.decide(verb, outcome.group, outcome.articles)
        self.say(outcome.sentence + (self.way_on(undone=False) if outcome.changed else ""))
        return outcome

    def _do(self, work: Coroutine[Any, Any, object]) -> None:
        """Run what takes time, after all that was asked for before; keys wait for it."""
        held = self.announce_question()

        async def run() -> None:
            try:
                async with self._in_order:
                    await work
            except NewstermError as error:
                self.say(str(error), error=True)
            finally:
                held.set()

        self.run_worker(run(), group="act", description="decide about a story")

    # Taking back

    def action_undo(self) -> None:
        """Take back the last decision, or as many as were counted; on the receipt, the whole session."""
        if self.receipt:
            if self.receipt.groups and not self.is_undone:
                self._do(self._undo_all())
        elif self.triage.decisions:
            self._do(self._undo_last(self.take_count()))
        else:
            self.say("Nothing was decided yet")

    def action_redo(self) -> None:
        """Do again what was taken back: a decision, or the whole session from the receipt."""
        if self.receipt and self.is_undone:
            self._do(self._redo_all())
        elif not self.receipt and self.triage.undone:
            self._do(self._redo_last(self.take_count()))
        else:
            self.say("Nothing to do again")

    async def _undo_last(self, times: int) -> None:
        for decision in self.triage.decisions[: -times - 1 : -1]:
            outcome = await self.session.perform(undo, decision.group)
            self.triage.forget(decision)
            self._show_undone(outcome, undone=True)

    async def _redo_last(self, times: int) -> None:
        for decision in self.triage.undone[: -times - 1 : -1]:
            outcome = await self.session.perform(redo, decision.group)
            self.triage.decide_again(decision)
            self._show_undone(outcome, undone=False)

    def _show_undone(self, outcome: Outcome, *, undone: bool) -> None:
        self.show_story()
        self.say(outcome.sentence + self.way_on(undone=undone))

    async def _undo_all(self) -> None:
        if self.receipt:
            self._end_undoing(await self.session.perform(undo_session, self.receipt.groups), undone=True)

    async def _redo_all(self) -> None:
        if self.receipt:
            self._end_undoing(await self.session.perform(redo, self.receipt.groups[-1]), undone=False)

    def _end_undoing(self, outcome: Outcome, *, undone: bool) -> None:
        self.is_undone = undone
        self.say(outcome.sentence)
        self.show_receipt_keys(undone=undone)

    # Ending

    def action_enter(self) -> None:
        """Leave the receipt, and the program where it was begun for the session."""
        if self.receipt:
            self._end(quits=True)

    def action_leave(self, key: str = "") -> None:
        """End the session: the receipt first, where there is something on it; a find before that."""
        if not key and not self.receipt and self.leave_find():
            return
        if not self.receipt and self.triage.decisions:
            self.show_receipt()
        else:
            self._end(quits=key == "quit")

    def _end(self, *, quits: bool) -> None:
        """Leave, with what is left of the session."""
        receipt = self.receipt or self.triage.receipt(self.session.now())
        self.quits = quits and self.ends_program
        self.dismiss(replace(receipt, counts=(), groups=()) if self.is_undone else receipt)
