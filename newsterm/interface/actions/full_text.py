"""Full text: the story of an article's page in place of what its feed brought, and back; pages that no feed brought."""

from typing import TYPE_CHECKING

from textual import work

from newsterm.interface.actions.aiming import AimingActions
from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.subscriptions import SubscriptionActions
from newsterm.model.errors import NewstermError
from newsterm.operations.wording import counted

if TYPE_CHECKING:
    from newsterm.interface.article_screen import Aim


class FullTextActions(SubscriptionActions, AimingActions):
    """Actions on the pages of articles."""

    def action_full_text(self) -> None:
        """Fetch the pages of the articles; of one whose page is there, show its other text."""
        if not (aim := self.aim()):
            return
        if len(aim.ids) == 1 and self._turn(aim.ids[0]):
            return
        self._fetch(aim)

    def page_came(self, article: int) -> None:
        """Show the story of a page that was fetched, where its article is open."""
        self.session.show_page(article)
        if self.shown and self.shown.id == article:
            self._show_again(article)

    def _turn(self, article: int) -> bool:
        """Show an article's other text; False where it has only one."""
        if self.session.article(article).page is None:
            return False
        is_open = self.shown is not None and self.shown.id == article
        before = self.session.turn_text(article, max(self.reader.offset_of_top(), 0) if is_open else 0)
        if is_open:
            self.reader.show(self.session.article(article), at=before)
            self.mark_watched()
        return True

    def _show_again(self, article: int) -> None:
        self.reader.update_article(self.session.article(article))
        self.mark_watched()

    @work(group="pages", description="fetch pages")
    async def _fetch(self, aim: "Aim") -> None:
        pages = "the page" if len(aim.ids) == 1 else counted(len(aim.ids), "page")
        self.say(f"Fetching {pages} …")
        try:
            await self.background().fetch_pages(aim.ids)
        except NewstermError as error:
            self.say(str(error), error=True)

    @asks("ask for a page's address")
    async def action_save_page(self) -> None:
        """Ask for a page's address, and keep its story as an article."""
        address = await self.ask("Address of a page to keep")
        if not address or not address.strip():
            return
        self.say("Fetching the page …")
        try:
            saved = await self.background().save_page(address.strip())
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        self.show_tree()
        self.relist()
        self.say(saved.sentence)
