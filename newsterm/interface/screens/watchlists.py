"""The sheet of watchlists: what each looks for, and how many unread articles it finds."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsterm.interface.cells import fit
from newsterm.interface.screens.sheet import Sheet
from newsterm.interface.widgets.choice_list import ChoiceList
from newsterm.model.watchlist import COLOURS, Watchlist

_NAME: Final = 24
_COUNT: Final = 7
_COLOUR: Final = max(map(len, COLOURS))


class Watchlists(Sheet[tuple[str, int] | None]):
    """Dismissed with what to do ("add", "change" or "drop") and with which watchlist, or None.

    Args:
        watchlists: all of them.
        written: names of those that stand in rules.toml and are changed there.
        cursor: the one to begin on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "choose('add')", "Add", id="watchlists.add", show=False),
        Binding("c", "choose('change')", "Change", id="watchlists.change", show=False),
        Binding("d", "choose('drop')", "Drop", id="watchlists.drop", show=False),
        Binding("j", "move(1)", "Down", id="watchlists.down", show=False),
        Binding("k", "move(-1)", "Up", id="watchlists.up", show=False),
    ]

    def __init__(self, watchlists: Sequence[Watchlist], *, written: Collection[str] = (), cursor: int = 0) -> None:
        some = [("enter", "change"), ("d", "drop")] if watchlists else []
        super().__init__("Watchlists", [*some, ("a", "add"), ("esc", "leave")])
        self._watchlists = watchlists
        self._written = written
        self._first = cursor
        self._counts = ["…"] * len(watchlists)
        self.on_choice: Callable[[], object] = lambda: None
        """Told when something was chosen, before the sheet goes."""

    def content(self) -> Iterable[Widget]:
        """The watchlists; where there are none, what they are for."""
        yield ChoiceList(*map(self._row, range(len(self._watchlists))), markup=False)
        if not self._watchlists:
            yield Static(
                Content("A watchlist marks what you look for wherever it stands: in lists, in titles, in articles."),
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin on a watchlist."""
        options = self.query_one(OptionList)
        options.display = bool(self._watchlists)
        for number in range(len(self._watchlists)):  # counts may have come since the rows were made
            options.replace_option_prompt_at_index(number, self._row(number))
        if self._watchlists:
            options.highlighted = min(self._first, len(self._watchlists) - 1)
            self.set_focus(options)

    def show_count(self, number: int, count: str) -> None:
        """Show how many unread articles a watchlist finds; "?" where that took too long."""
        self._counts[number] = count
        if self.is_mounted:
            self.query_one(OptionList).replace_option_prompt_at_index(number, self._row(number))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = max(min(options.highlighted + by, options.option_count - 1), 0)

    def action_choose(self, verb: str) -> None:
        """Leave with what to do; a watchlist of rules.toml is changed there."""
        at = self.query_one(OptionList).highlighted
        if verb == "add":
            self._leave_with(verb, at or 0)
        elif at is not None:
            if self._watchlists[at].name in self._written:
                self.say("This one stands in rules.toml: change it there")
            else:
                self._leave_with(verb, at)

    @on(OptionList.OptionSelected)
    def change(self, event: OptionList.OptionSelected) -> None:
        """Change the watchlist under the cursor."""
        event.stop()
        self.action_choose("change")

    @on(OptionList.OptionHighlighted)
    def bring_keys_back(self, event: OptionList.OptionHighlighted) -> None:
        """Show the keys again once the cursor has moved on."""
        event.stop()
        self.say("")

    def _leave_with(self, verb: str, at: int) -> None:
        self.on_choice()
        self.dismiss((verb, at))

    def _row(self, number: int) -> Content:
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
