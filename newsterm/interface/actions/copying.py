"""Copying the addresses of articles, Markdown links to them, or citations of them to the clipboard, one a line."""

from collections.abc import Callable

from newsterm.interface.actions.links import LinkActions
from newsterm.model.article import ArticleRow
from newsterm.model.errors import AddressError
from newsterm.operations.wording import counted
from newsterm.storage import articles
from newsterm.text.addresses import check_openable
from newsterm.text.terminal_safety import make_safe_line

_MOST = 1_000
"""Articles that are copied at once; terminals take no more than some ten thousand characters anyway."""


class CopyActions(LinkActions):
    """Actions that copy."""

    def action_copy(self) -> None:
        """Copy the article's address, or those of the selected articles."""
        self._copy(lambda row: check_openable(make_safe_line(row.url)), "the address", "address", "addresses")

    def action_copy_markdown(self) -> None:
        """Copy a Markdown link to the article."""
        from newsterm.operations.citing import markdown_link

        self._copy(markdown_link, "a Markdown link", "Markdown link")

    def action_copy_citation(self) -> None:
        """Copy a citation of the article."""
        from newsterm.operations.citing import citation

        self._copy(lambda row: citation(row, self.session.now()), "a citation", "citation")

    def _copy(self, write: Callable[[ArticleRow], str], one: str, noun: str, plural: str = "") -> None:
        if not (aim := self.aim()):
            return
        if len(aim.ids) > _MOST:
            self.say(f"{len(aim.ids):,} articles are too many to copy; at most {_MOST:,} go at once.", error=True)
            return
        rows = aim.rows or articles.rows(self.session.library.reader(), sorted(aim.ids, reverse=True))
        texts, problems = [], []
        for row in rows:
            try:
                texts.append(write(row))
            except AddressError as error:
                problems.append(str(error) if row.url else "This article has no address.")
        if texts:
            self.app.copy_to_clipboard("\n".join(texts))
            without = f"; {counted(len(problems), 'article')} without an address left out" if problems else ""
            self.say(f"Copied {one if len(rows) == 1 else counted(len(texts), noun, plural)}{without}")
        else:
            self.say(problems[0] if len(rows) == 1 else "None of these articles has an address.", error=True)
