"""The sheet of watchlists: what each looks for, and how many unread articles it finds."""

from collections.abc import Collection, Sequence
from typing import Final

from textual.content import Content
from textual.widgets import OptionList

from newsterm.interface.cells import fit
from newsterm.interface.screens.own_things import OwnThings
from newsterm.model.watchlist import COLOURS, Watchlist

_NAME: Final = 24
_COUNT: Final = 7
_COLOUR: Final = max(map(len, COLOURS))


class Watchlists(OwnThings):
    """Dismissed with what to do ("add", "change" or "drop") and with which watchlist, or None.

    Args:
        watchlists: all of them.
        written: names of those that stand in rules.toml and are changed there.
        cursor: the one to begin on.
        problems: sentences on watchlists that are left out.
    """

    def __init__(
        self,
        watchlists: Sequence[Watchlist],
        *,
        written: Collection[str] = (),
        cursor: int = 0,
        problems: Sequence[str] = (),
    ) -> None:
        self._watchlists = watchlists
        self._written = written
        self._counts = ["…"] * len(watchlists)
        what_for = "A watchlist marks what you look for wherever it stands: in lists, in titles, in articles."
        super().__init__("Watchlists", [("enter", "change"), ("d", "drop")], what_for, cursor, problems)

    def on_mount(self) -> None:
        """Show what was counted since the rows were made."""
        self.show_rows()

    def show_count(self, number: int, count: str) -> None:
        """Show how many unread articles a watchlist finds; "?" where that took too long."""
        self._counts[number] = count
        if self.is_mounted:
            self.query_one(OptionList).replace_option_prompt_at_index(number, self.row(number))

    @property
    def count(self) -> int:
        """How many watchlists there are."""
        return len(self._watchlists)

    def row(self, number: int) -> Content:
        """A watchlist: its mark as lists show it, name, unread articles, colour, query."""
        watchlist = self._watchlists[number]
        where = "   rules.toml" if watchlist.name in self._written else ""
        return Content.assemble(
            (f" {watchlist.mark} ", f"bold $text on $highlight-{watchlist.tint}"),
            " ",
            fit(watchlist.name, _NAME),
            (self._counts[number].rjust(_COUNT), "bold"),
            " unread   ",
            (f"{watchlist.colour.ljust(_COLOUR)}   {watchlist.query}{where}", "$text-muted"),
        )

    def place_in_file(self, number: int, verb: str) -> str:  # noqa: ARG002  the same for all verbs
        """rules.toml, where a watchlist stands there."""
        return "rules.toml" if self._watchlists[number].name in self._written else ""
