"""What publishers changed: showing it, and noting that it was seen."""

from newsterm.interface.actions.asking import asks
from newsterm.interface.article_screen import ArticleScreen
from newsterm.model.errors import NewstermError


class RevisionActions(ArticleScreen):
    """Actions on edits."""

    @asks("show what changed")
    async def action_changes(self) -> None:
        """Show what the article's publisher changed."""
        row = self.current_row()
        if row is None:
            self.say("No article is selected.")
            return
        from newsterm.interface.screens.changes import Changes
        from newsterm.operations.comparing import versions
        from newsterm.operations.see_edit import see_edit

        try:
            found = await self.session.read(versions, row.id)
            if self.session.article(row.id).row.edit_unseen:
                self.follow_seen(await self.session.perform_as("shown", see_edit, row.id, found[-1].number))
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        if len(found) < 2:
            self.say("This article was not edited since it was first seen.")
            return
        await self.show_sheet(Changes(self.session, self.keymap, found))
