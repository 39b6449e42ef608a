"""What screens share on which an article is read: what their actions on it need of them."""

from collections.abc import Callable, Sequence
from typing import Concatenate, NamedTuple, ParamSpec

from textual import getters

from newsterm.interface.asking_screen import AskingScreen
from newsterm.interface.keymap import Keymap
from newsterm.interface.panes.reader import Reader
from newsterm.interface.session import Session
from newsterm.model.article import ArticleRow
from newsterm.model.listing import Listing
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context

P = ParamSpec("P")


class Aim(NamedTuple):
    """The articles that a verb acts on."""

    ids: Sequence[int]
    rows: Sequence[ArticleRow] | None
    """Them as they are; None where they are selected, which may be many."""

    def are_all(self, is_so: Callable[[ArticleRow], object]) -> bool:
        """Whether all of them are known to be so."""
        return self.rows is not None and all(is_so(row) for row in self.rows)


class ArticleScreen(AskingScreen, inherit_bindings=False):
    """A screen with a reader."""

    session: Session
    keymap: Keymap
    listing: Listing
    """What the article was chosen from."""
    stays = False
    """Whether verbs stay at their articles, because another follows that is meant for the same."""

    reader = getters.query_one(Reader)

    # What is done

    def current_row(self) -> ArticleRow | None:
        """The article that commands act on."""
        raise NotImplementedError

    def aim(self) -> Aim | None:
        """What a verb acts on now; without any article the bottom line says so. Takes the number typed before it."""
        raise NotImplementedError

    async def act(
        self, operation: Callable[Concatenate[Context, P], Outcome], /, *args: P.args, **kwargs: P.kwargs
    ) -> Outcome | None:
        """Perform an operation, say what it did and how to take it back, and show the new state; None if it failed."""
        raise NotImplementedError

    def do(self, operation: Callable[[Context], Outcome], ids: Sequence[int] = ()) -> None:
        """Do the same beside the screen; what is done next waits behind it.

        Args:
            operation: what to do.
            ids: the articles, if they are known.
        """
        raise NotImplementedError

    def go_on(self, aim: Aim, *, advances: bool = False) -> None:
        """Leave what a verb was aimed at."""
        raise NotImplementedError

    def key_of(self, command: str) -> str:
        """The first key of a command here, as people write it; "" for none."""
        raise NotImplementedError

    def way_on(self, *, undone: bool) -> str:
        """Say which key does again what was undone, or takes back what was done; "" if none does."""
        command, does = ("history.redo", "does it again") if undone else ("history.undo", "takes it back")
        key = self.key_of(command)
        return f" · {key} {does}" if key else ""

    def rescored(self, article: int) -> None:
        """Show an article whose score has changed."""

    def follow_seen(self, outcome: Outcome) -> None:
        """Show what was noted because something was looked at."""

    # The article in the reader

    def show_reader(self) -> None:
        """Show the article at hand in the reader, where it is not."""

    def title_reader(self) -> None:
        """Say how far the article has been read, and which hit one is at."""
        raise NotImplementedError

    def leave_hits(self, by: int, times: int) -> None:
        """Go on where there are no more hits.

        Args:
            by: 1 forwards, -1 backwards.
            times: how often.
        """
        raise NotImplementedError
