"""Marking: starred, read, tagged, noted, and taking it back."""

import re
from collections.abc import Callable, Collection
from functools import partial

from newsterm.interface.actions.aiming import ACTING, Aim, AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.interface.commands import Pane
from newsterm.model.outcome import Outcome
from newsterm.operations.annotate import write_note
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_read, mark_unread
from newsterm.operations.star import star, unstar
from newsterm.operations.tag import TagError, check_tag, tag
from newsterm.operations.undo import redo, undo
from newsterm.query.completion import Completion
from newsterm.storage import articles, notes, tags

_BETWEEN = re.compile(r"[\s,]+")
"""What parts the tags of an answer."""
_MOST_BACK = 50
"""Actions that one key takes back or does again."""
_MOST_ASKED = 500
"""Articles whose tags are looked at, to offer those that can be taken off."""


class MarkingActions(AimingActions):
    """Actions that change what the user keeps about articles."""

    def action_star(self) -> None:
        """Star the articles, or take the stars off."""
        self.toggle(lambda row: row.starred, star, unstar)

    def action_toggle_read(self) -> None:
        """Mark the articles read, or unread again."""
        self.toggle(lambda row: row.read, mark_read, mark_unread, advances=False)

    def action_undo(self) -> None:
        """Take back the last thing that the user did, or as many as were counted."""
        for _ in range(min(self.take_count(), _MOST_BACK)):
            self.run_worker(self._go_back(undo), group=ACTING, description="take back")

    def action_redo(self) -> None:
        """Do again what was taken back, one thing or as many as were counted."""
        for _ in range(min(self.take_count(), _MOST_BACK)):
            self.run_worker(self._go_back(redo), group=ACTING, description="do again")

    async def _go_back(self, operation: Callable[[Context], Outcome]) -> None:
        """Take back or do again; the cursor goes to the article, if that was about a single one."""
        outcome = await self.act(operation)
        if outcome and len(outcome.articles) == 1 and self.pane is not Pane.TREE:
            self.articles.go_to_article(outcome.articles[0])

    def action_tag(self) -> None:
        """Ask for tags and put them on the articles."""
        if aim := self.aim():
            self._tag(aim)

    def action_untag(self) -> None:
        """Take a tag off the articles: the only one at once, else the one asked for."""
        if aim := self.aim():
            self._untag(aim)

    @asks("ask for tags")
    async def _tag(self, aim: Aim) -> None:
        names = [name for name, _ in tags.all_tags(self.session.library.reader())]
        refuse = self.refusing(lambda text: [check_tag(name) for name in _named(text)])
        answer = await self.ask("Tag", complete=partial(_complete_last_word, names), refuse=refuse)
        if added := _named(answer):
            await self.act(tag, aim.ids, added, [])
            self.go_on(aim)

    @asks("ask which tag to take off")
    async def _untag(self, aim: Aim) -> None:
        reader = self.session.library.reader()
        if len(aim.ids) > _MOST_ASKED:
            removed = [name for name, _ in tags.all_tags(reader)]
        else:
            rows = articles.rows(reader, aim.ids)
            removed = sorted({name for row in rows for name in row.tags})
        if not removed:
            self.say("The article has no tags." if len(aim.ids) == 1 else "The articles have no tags.")
            return
        if len(removed) > 1:
            offered = removed
            refuse = self.refusing(lambda text: [_check_offered(name, offered) for name in _named(text)])
            removed = _named(await self.ask("Untag", complete=partial(_complete_last_word, offered), refuse=refuse))
        if removed:
            await self.act(tag, aim.ids, [], removed)
            self.go_on(aim)

    @asks("write a note")
    async def action_note(self) -> None:
        """Write the note on the article in a small editor."""
        row = self.current_row()
        if row is None:
            self.say("No article is selected.")
            return
        before = notes.of(self.session.library.reader(), row.id)
        from newsterm.interface.screens.note_editor import NoteEditor

        text = await self.show_sheet(NoteEditor(row.title, before, editor=self.session.settings.editor))
        if text is not None and text != before:
            await self.act(write_note, row.id, text)


def _named(answer: str | None) -> list[str]:
    """The tags of an answer."""
    return [word.lstrip("#+-") for word in _BETWEEN.split(answer or "") if word]


def _check_offered(name: str, offered: Collection[str]) -> str:
    """Return a tag that is one of those that can be taken off, as it is kept.

    Raises:
        TagError: it is not.
    """
    tidy = check_tag(name)
    if tidy not in offered:
        from newsterm.query.names import nearest

        near = nearest(tidy, offered)
        raise TagError(f"There is no #{tidy} to take off" + (f"; did you mean #{near}?" if near else "."))
    return tidy


def _complete_last_word(names: list[str], text: str, cursor: int) -> list[Completion]:
    """Offer the names that go on from the word at the cursor."""
    start = max(text.rfind(" ", 0, cursor), text.rfind(",", 0, cursor)) + 1
    typed = text[start:cursor].lstrip("#+-").lower()
    found = [name for name in names if name.lower().startswith(typed)]
    found += [name for name in names if typed in name.lower() and name not in found]
    return [Completion(name, start, cursor, "") for name in found]
