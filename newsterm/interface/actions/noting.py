"""Notes on articles."""

from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import ArticleScreen
from newsterm.operations.annotate import write_note
from newsterm.storage import notes


class NoteActions(ArticleScreen):
    """Actions on notes."""

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
            self.do(lambda context: write_note(context, row.id, text), [row.id])
