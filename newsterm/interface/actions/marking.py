"""Marking: read, starred, tagged, noted, and taking it back."""

from collections.abc import Callable
from functools import partial

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.base import ReadingBase
from newsterm.model.article import ArticleRow
from newsterm.model.listing import Sort
from newsterm.model.outcome import Outcome
from newsterm.operations.annotate import write_note
from newsterm.operations.context import Context
from newsterm.operations.mark import mark_listing_read, mark_read, mark_unread
from newsterm.operations.star import star, unstar
from newsterm.operations.tag import tag
from newsterm.operations.undo import redo, undo
from newsterm.query.completion import Completion
from newsterm.storage import notes, tags


class MarkingActions(ReadingBase):
    """Actions that change what the user keeps about articles."""

    def _row(self) -> ArticleRow | None:
        row = self.current_row()
        if row is None:
            self.say("No article is selected.")
        return row

    def _do(self, operation: Callable[[Context], Outcome]) -> None:
        self.run_worker(self.act(operation), group="act", description="change the library")

    def action_star(self) -> None:
        """Star the article or take the star off."""
        if row := self._row():
            self._do(lambda context: (unstar if row.starred else star)(context, [row.id]))

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread again."""
        if row := self._row():
            self._do(lambda context: (mark_unread if row.read else mark_read)(context, [row.id]))

    def action_mark_list_read(self) -> None:
        """Mark every article in the list read."""
        listing = self.listing
        self._do(lambda context: mark_listing_read(context, listing))

    def action_undo(self) -> None:
        """Take back the last thing that the user did."""
        self._do(undo)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._do(redo)

    def action_sort(self) -> None:
        """Turn the list's order, keeping the cursor on its article."""
        self.sort = Sort.OLDEST if self.sort is Sort.NEWEST else Sort.NEWEST
        current = self.articles.current
        self.open_place(self.place, at=current.id if current else None)

    @asks("ask for tags")
    async def action_tag(self) -> None:
        """Ask for tags and put them on the article."""
        row = self._row()
        if row is None:
            return
        names = [name for name, _ in tags.all_tags(self.session.library.reader())]
        answer = await self.ask("Tag", complete=partial(_complete_last_word, names))
        if added := [word.lstrip("#+") for word in (answer or "").split()]:
            await self.act(tag, [row.id], added, [])

    @asks("ask which tag to take off")
    async def action_untag(self) -> None:
        """Take a tag off the article: the only one at once, else the one asked for."""
        row = self._row()
        if row is None:
            return
        if not row.tags:
            self.say("The article has no tags.")
            return
        removed = list(row.tags)
        if len(removed) > 1:
            answer = await self.ask("Untag", complete=partial(_complete_last_word, removed))
            removed = [word.lstrip("#-") for word in (answer or "").split()]
        if removed:
            await self.act(tag, [row.id], [], removed)

    @asks("write a note")
    async def action_note(self) -> None:
        """Write the note on the article in a small editor."""
        row = self._row()
        if row is None:
            return
        before = notes.of(self.session.library.reader(), row.id)
        from newsterm.interface.screens.note_editor import NoteEditor

        text = await self.show_sheet(NoteEditor(row.title, before, editor=self.session.settings.editor))
        if text is not None and text != before:
            await self.act(write_note, row.id, text)


def _complete_last_word(names: list[str], text: str, cursor: int) -> list[Completion]:
    """Offer the names that go on from the word at the cursor."""
    start = text.rfind(" ", 0, cursor) + 1
    typed = text[start:cursor].lstrip("#+-").lower()
    found = [name for name in names if name.lower().startswith(typed)]
    found += [name for name in names if typed in name.lower() and name not in found]
    return [Completion(name, start, cursor, "") for name in found]
