"""A triage session's verbs: each is one key, is kept at once, and goes on to the next story."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from newsterm.interface.keymap import Keymap
from newsterm.interface.screens.triage_moving import TriageMoving
from newsterm.interface.screens.triage_words import complete_tag
from newsterm.interface.session import Session
from newsterm.model.article import Article
from newsterm.model.errors import NewstermError
from newsterm.model.outcome import Outcome
from newsterm.operations.annotate import write_note
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.later import put_later
from newsterm.operations.mark import mark_read
from newsterm.operations.snooze import snooze
from newsterm.operations.star import unstar
from newsterm.operations.tag import tag
from newsterm.operations.triage import TriageSession, Verb, star_and_read, undo_session
from newsterm.operations.undo import redo, undo
from newsterm.storage import tags

if TYPE_CHECKING:
    from newsterm.interface.watch_marks import WatchMarks

_ASKING: Final = "prompt"
"""Group of what waits for the user."""


class Triage(TriageMoving):
    """A session; dismissed with its receipt.

    Args:
        session: the library.
        keymap: the user's keys.
        triage: the session.
        name: of the queue, such as "Unread".
        marks: what watchlists mark in the stories; None for nothing.
        ends_program: whether the program ends with the session when it is left by the key that quits.
    """

    def __init__(
        self,
        session: Session,
        keymap: Keymap,
        triage: TriageSession,
        name: str,
        marks: "WatchMarks | None" = None,
        *,
        ends_program: bool = False,
    ) -> None:
        super().__init__(session, keymap, triage, name, marks)
        self._ends_program = ends_program
        self._is_deciding = False

    # Deciding

    def action_star(self) -> None:
        """Star the story and go on; take the star off a starred one."""
        if self.shown and self.shown.row.starred:
            self._decide(Verb.UNSTARRED, unstar, goes_on=False)
        else:
            self._decide(Verb.STARRED, star_and_read)

    def action_archive(self) -> None:
        """Archive the story and go on."""
        self._decide(Verb.ARCHIVED, archive)

    def action_later(self) -> None:
        """Put the story aside and go on."""
        self._decide(Verb.LATER, put_later)

    def action_read(self) -> None:
        """Mark the story read and go on."""
        self._decide(Verb.READ, mark_read)

    def action_advance(self) -> None:
        """A page down; at the end, read and next."""
        if self.shown and not self.reader.page(1):
            self.action_read()

    def action_snooze(self) -> None:
        """Ask until when to let the story go, and go on."""
        if self.shown:
            self._do(self._snooze(self.shown.row.id), group=_ASKING)

    def action_tag(self) -> None:
        """Ask for tags and put them on the story."""
        if self.shown:
            self._do(self._tag(self.shown.row.id), group=_ASKING)

    def action_note(self) -> None:
        """Write the note on the story."""
        if self.shown:
            self._do(self._note(self.shown), group=_ASKING)

    async def _snooze(self, article: int) -> None:
        from newsterm.interface.snooze_question import LABEL, SnoozeQuestion

        question = SnoozeQuestion(self.session.now, self.say)
        if answer := await self.ask(LABEL, question.complete, question.refuse):
            until = question.read(answer)
            await self._keep(Verb.SNOOZED, lambda context: snooze(context, [article], until))
            self.action_skip()

    async def _tag(self, article: int) -> None:
        names = [name for name, _ in tags.all_tags(self.session.library.reader())]
        answer = await self.ask("Tag", lambda text, cursor: complete_tag(names, text, cursor))
        if added := [word.lstrip("#+") for word in (answer or "").split()]:
            await self._keep(Verb.TAGGED, lambda context: tag(context, [article], added))
            self.update_story()

    async def _note(self, story: Article) -> None:
        from newsterm.interface.screens.note_editor import NoteEditor

        before = "\n".join(story.notes)
        editor = NoteEditor(story.row.title, before, editor=self.session.settings.editor)
        editor.on_open = self.let_keys_through
        text = await self.app.push_screen_wait(editor)
        self.hold_keys()
        if text is not None and text != before:
            await self._keep(Verb.NOTED, lambda context: write_note(context, story.row.id, text))
            self.update_story()

    def _decide(
        self, verb: Verb, operation: Callable[[Context, Sequence[int]], Outcome], *, goes_on: bool = True
    ) -> None:
        """Do something to the story and, once it is on disk, go on to the next."""
        if not self.shown:
            return
        article = self.shown.row.id

        async def decide() -> None:
            await self._keep(verb, lambda context: operation(context, [article]))
            if goes_on:
                self.action_skip()
            else:
                self.update_story()

        self._do(decide())

    async def _keep(self, verb: Verb, operation: Callable[[Context], Outcome]) -> None:
        """Have something done under the session's name, and say so."""
        outcome = await self.session.perform_as(self.triage.actor, operation)
        self.triage.decide(verb, outcome.group)
        key = self.key("history.undo")
        self.say(outcome.sentence + (f" · {key} takes it back" if outcome.changed and key else ""))

    def _do(self, work: Coroutine[Any, Any, None], *, group: str = "act") -> None:
        """Run what takes time; keys wait for it, and nothing else is decided meanwhile."""
        if self._is_deciding:
            work.close()
            return
        self._is_deciding = True
        self.hold_keys()

        async def run() -> None:
            try:
                await work
            except NewstermError as error:
                self.say(str(error), error=True)
            finally:
                self._is_deciding = False
                self.let_keys_through()

        self.run_worker(run(), group=group, description="decide about a story")

    # Taking back

    def action_undo(self) -> None:
        """Take back the last decision and return to its story; on the receipt, the whole session."""
        if self.receipt:
            if self.receipt.groups and not self.is_undone:
                self._do(self._undo_all())
        elif self.triage.decisions:
            self._do(self._undo_last())
        else:
            self.say("Nothing was decided yet")

    def action_redo(self) -> None:
        """Do again what the receipt took back."""
        if self.receipt and self.is_undone:
            self._do(self._redo_all())

    async def _undo_last(self) -> None:
        decision = self.triage.decisions[-1]
        outcome = await self.session.perform(undo, decision.group)
        self.triage.forget(decision)
        self.show_story()
        self.say(outcome.sentence)

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
        """Leave the receipt."""
        if self.receipt:
            self._end()

    async def action_leave(self, key: str = "") -> None:
        """End the session: the receipt first, where there is something on it."""
        if not self.receipt and self.triage.decisions:
            self.show_receipt()
            return
        self._end()
        if self._ends_program and key == "quit":
            await self.app.run_action("app.quit")

    def _end(self) -> None:
        """Leave, with what is left of the session."""
        receipt = self.receipt or self.triage.receipt(self.session.now())
        self.dismiss(replace(receipt, counts=(), groups=()) if self.is_undone else receipt)
