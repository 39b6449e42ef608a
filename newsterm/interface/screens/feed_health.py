"""The sheet of feed health: how every feed is, the worst first, and what can be done about it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsterm.interface.cells import cut, fit
from newsterm.interface.screens.own_things import OwnThings
from newsterm.operations.feed_health import Condition, FeedHealth
from newsterm.operations.wording import counted, span_words
from newsterm.text.terminal_safety import make_safe_line

_MARKS: Final = {
    Condition.GONE: ("× ", "bold $error"),
    Condition.FAILING: ("! ", "bold $error"),
    Condition.LIMITED: ("… ", "$warning"),
    Condition.MOVING: ("→ ", "$warning"),
    Condition.QUIET: ("~ ", "$text-muted"),
    Condition.NEW: ("○ ", "$text-muted"),
    Condition.FINE: ("● ", "$accent"),
}
_NEEDS_A_LOOK: Final = frozenset({Condition.GONE, Condition.FAILING, Condition.MOVING})
_TITLE: Final = 22
_ROOM_FOR_DAYS: Final = 88
"""Cells of a row from which the bars of all days are shown; below, those of half of them."""
_DETAIL: Final = 4
"""Lines that tell more of the feed under the cursor."""
_KEYS: Final = (
    ("enter", "open"),
    ("r", "ask now"),
    ("e", "address"),
    ("i", "interval"),
    ("F", "full text"),
    ("l", "login"),
    ("d", "unsubscribe"),
)


class FeedHealthSheet(OwnThings):
    """Dismissed with what to do, such as "open", "ask" or "address", and with which feed, or None.

    Args:
        healths: of all feeds.
        cursor: the feed to begin on.
        said: what was just done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "choose('ask')", "Ask now", id="health.ask", show=False),
        Binding("e,c", "choose('address')", "Edit the address", id="health.address", show=False),
        Binding("y", "choose('follow')", "Follow to the new address", id="health.follow", show=False),
        Binding("i", "choose('interval')", "Interval", id="health.interval", show=False),
        Binding("F", "choose('full_text')", "Full text", id="health.full_text", show=False),
        Binding("l", "choose('login')", "Login", id="health.login", show=False),
        Binding("D", "choose('drop')", "Unsubscribe", id="health.drop", show=False),
        Binding("u", "choose('undo')", "Take back", id="health.undo", show=False),
        Binding("q", "leave", "Leave", id="health.leave", show=False),
    ]
    chosen = "open"

    def __init__(self, healths: Sequence[FeedHealth], *, cursor: int = 0, said: str = "") -> None:
        self._healths = healths
        self._said = said
        super().__init__("Feed health", _KEYS, "No feeds yet; a adds one.", cursor)

    def content(self) -> Iterable[Widget]:
        """The feeds, and more of the one under the cursor."""
        yield from super().content()
        yield Static(id="health-detail", markup=False)

    def on_resize(self) -> None:
        """Leave room for what is told of one feed, and say what was just done."""
        super().on_resize()
        options = self.query_one(OptionList)
        options.styles.max_height = self.rows_shown(options.option_count, _DETAIL + 1)
        worrying = sum(health.condition in _NEEDS_A_LOOK for health in self._healths)
        feeds = counted(self.count, "feed")
        words = f"{worrying:,} of {feeds} need{'s' * (worrying == 1)} a look" if worrying else f"{feeds}, none fails"
        self.head(self._said or (words if self.count else ""))
        self._tell(options.highlighted)

    @property
    def count(self) -> int:
        """How many feeds there are."""
        return len(self._healths)

    def row(self, number: int) -> Content:
        """A feed: its mark, title, articles a day, and how it is."""
        health = self._healths[number]
        days = health.sparkline if self.inner_width >= _ROOM_FOR_DAYS else health.sparkline[len(health.by_day) // 2 :]
        room = max(self.inner_width - 2 - _TITLE - 2 - len(days) - 2 - 2, 1)
        return Content.assemble(
            _MARKS[health.condition],
            (fit(make_safe_line(health.feed.title), _TITLE), "bold" if health.condition in _NEEDS_A_LOOK else ""),
            "  ",
            (days, "$text-muted"),
            "  ",
            (cut(make_safe_line(health.words), room), "$text-muted"),
        )

    def place_in_file(self, number: int, verb: str) -> str:  # noqa: ARG002  nothing of it stands in a file
        """Nowhere: all of it is changed here."""
        return ""

    @on(OptionList.OptionHighlighted)
    def tell_more(self, event: OptionList.OptionHighlighted) -> None:
        """Tell more of the feed that the cursor has come to."""
        self._tell(event.option_index)

    def _tell(self, number: int | None) -> None:
        detail = self.query_one("#health-detail", Static)
        if number is None or number >= self.count:
            detail.update("")
            return
        health = self._healths[number]
        settings, width = health.state.settings, self.inner_width
        interval = f"at least {span_words(settings.interval * 60)}" if settings.interval else "by its own rhythm"
        login = f" · logs in as {settings.login}" if settings.login else ""
        follow = " · y follows it there" if health.condition is Condition.MOVING else ""
        lines = [
            health.feed.url,
            health.words,
            f"{health.next_words[:1].upper()}{health.next_words[1:]}",
            f"Asked {interval} · full text {'on' if settings.full_text else 'off'}{login}{follow}",
        ]
        told = [cut(make_safe_line(line), width) for line in lines]
        detail.update(Content.assemble((told[0], "$accent"), "\n", told[1], "\n", ("\n".join(told[2:]), "$text-muted")))
