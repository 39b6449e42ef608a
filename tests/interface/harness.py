"""A screen of the panes without a library behind it, with plausible rows."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.filter import LineFilter

from newsterm.interface import themes
from newsterm.interface.output_guard import OutputGuard
from newsterm.interface.panes.article_list import ArticleList
from newsterm.interface.panes.feed_tree import FeedTree
from newsterm.interface.tree_rows import build_tree
from newsterm.interface.widgets.status_line import PaneTitle, StatusLine
from newsterm.interface.widgets.top_line import Split, TopLine
from newsterm.model.article import ArticleRow
from newsterm.model.feed import Counters, Feed
from newsterm.model.identifiers import article_id
from newsterm.model.listing import Listing

STYLES = Path(__file__).resolve().parents[2] / "styles"
SHEETS = ["article_list.tcss", "feed_tree.tcss", "top_line.tcss", "status_line.tcss"]
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)

STORIES = [
    (
        "Harbour Post",
        "Ministers met in secret before the accord was signed, envoys of both sides now admit",
        "u",
        "levant accord",
        "",
    ),
    ("Northern Wire", "Both sides refuse to publish the annex", "u", "", ""),
    ("Gulf Desk", "Ports reopen after the strike, but insurers ask for three months of proof", "", "", ""),
    ("Old Quay", "Insurance rates double for the northern route", "s", "", "n"),
    ("Harbour Post", "The long read: how a ferry line outlived four governments and one revolution", "u", "", ""),
    (
        "東京湾通信",
        "政府は新しい港湾安全計画を来月までに公表すると発表した、専門家は懐疑的な見方を示す",
        "us",
        "asia/japan",
        "n",
    ),
    ("The Meridian Quarterly Review", "A map of who owns the cables", "", "cables", "n"),
    ("Gulf Desk", "Refinery fire is out; two workers hurt", "u", "", ""),
    ("Northern Wire", "Parliament votes at six on the grain bill", "", "", ""),
    ("Polar Bulletin", "Sea ice: the slow year in eleven charts", "u", "climate", ""),
    ("Harbour Post", "Correction: the tonnage of the Aurora", "", "", ""),
    ("Old Quay", "Customs strike called off at midnight 🚢 after a talk that nobody expected to succeed", "us", "", ""),
]


def row(number: int) -> ArticleRow:
    """One of a million plausible rows, the newest first."""
    feed, title, marks, tags, noted = STORIES[number % len(STORIES)]
    when = NOW - timedelta(minutes=7 + 23 * min(number, 500) + min(number, 500) ** 2 // 3, seconds=40 * number)
    return ArticleRow(
        article_id(int(when.timestamp()), feed, str(number)),
        STORIES.index(STORIES[number % len(STORIES)]),
        feed,
        title if number < len(STORIES) else f"{title} ({number})",
        f"https://a.example/{number}",
        "",
        "u" not in marks,
        "s" in marks,
        bool(noted),
        tuple(tags.split()),
    )


class Rows:
    """A row source of made-up rows; counts the windows that were asked for."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[tuple[int, int]] = []
        self.changed: dict[int, ArticleRow] = {}

    def row(self, number: int) -> ArticleRow:
        return self.changed.get(number) or row(number)

    def window(self, listing: Listing, offset: int, limit: int) -> list[ArticleRow]:
        self.asked.append((offset, limit))
        return [self.row(number) for number in range(offset, min(offset + limit, self.count))]

    def position(self, listing: Listing, article: int) -> int | None:
        return next((number for number in range(min(self.count, 2000)) if self.row(number).id == article), None)


FEEDS = [
    Feed(1, "https://h.example/f", "Harbour Post", "World", unread=12, total=400),
    Feed(2, "https://n.example/f", "Northern Wire", "World", unread=9, total=900),
    Feed(3, "https://g.example/f", "Gulf Desk", "World", unread=3, total=100, error="The server said 503."),
    Feed(4, "https://o.example/f", "Old Quay", "World/Ports", unread=0, total=20),
    Feed(5, "https://p.example/f", "Polar Bulletin", "Science", unread=40, total=90),
    Feed(6, "https://m.example/f", "The Meridian Quarterly Review", "", unread=1, total=11),
    Feed(7, "https://t.example/f", "東京湾通信", "", unread=63, total=700),
]
TOTALS = Counters(total=128_402, unread=128, starred=31, tagged=14, noted=6)
TAGS = [("accord", 8), ("region/levant", 6)]


class Harness(App[None]):
    """Tree, list, top and bottom line as the reader's screen has them."""

    CSS_PATH: ClassVar = [STYLES / name for name in SHEETS]
    CSS = """
    Screen { background: $background; }
    #tree-pane { width: 26; }
    #list-pane { width: 1fr; border-left: solid $hairline; }
    #reader-pane { width: 1fr; border-left: solid $hairline; display: none; }
    .-narrow #tree-pane { display: none; }
    .-wide #reader-pane { display: block; }
    .-narrow #list-pane { border-left: none; }
    """

    def __init__(
        self,
        count: int = 128,
        *,
        theme: str = "newsterm-dark",
        comfortable: bool = False,
        ansi_color: bool | None = None,
        tree: bool = True,
        reader: bool = False,
    ) -> None:
        super().__init__(ansi_color=ansi_color)
        themes.register(self)
        self.theme = theme
        self.rows = Rows(count)
        self.feed_tree = FeedTree()
        self.articles = ArticleList(now=lambda: NOW, zone=UTC, comfortable=comfortable)
        self.top_line = TopLine(now=lambda: NOW)
        self.status = StatusLine()
        self.posted: list[object] = []
        self.screen_classes = {"-narrow": not tree, "-wide": reader}

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [OutputGuard(super().get_line_filters())]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.top_line
        with Horizontal():
            with Vertical(id="tree-pane"):
                yield PaneTitle("Feeds")
                yield self.feed_tree
            with Vertical(id="list-pane"):
                yield PaneTitle("Unread · 128 · newest", id="list-title")
                yield self.articles
            with Vertical(id="reader-pane"):
                yield PaneTitle("")
        yield self.status

    def on_mount(self) -> None:
        for name, on in self.screen_classes.items():
            self.screen.set_class(on, name)
        self.query_one("#list-title", PaneTitle).focused = True
        self.top_line.show_splits(
            [Split("Unread", 128, True), Split("Syria watch", 12, False), Split("Later", 4, False)]
        )
        self.status.hints(
            [("enter", "open"), ("r", "refresh"), ("s", "star"), ("t", "tag"), ("v", "mark"), ("?", "keys")]
        )
        self.feed_tree.show(build_tree(FEEDS, TOTALS, TAGS, frozenset({"Science"})))
        self.articles.open(Listing("is:unread"), self.rows, count=self.rows.count)
        self.articles.focus()

    def on_feed_tree_place_highlighted(self, event: FeedTree.PlaceHighlighted) -> None:
        self.posted.append(event)

    def on_feed_tree_place_chosen(self, event: FeedTree.PlaceChosen) -> None:
        self.posted.append(event)

    def on_feed_tree_folder_toggled(self, event: FeedTree.FolderToggled) -> None:
        self.posted.append(event)

    def on_article_list_article_highlighted(self, event: ArticleList.ArticleHighlighted) -> None:
        self.posted.append(event)

    def on_article_list_article_chosen(self, event: ArticleList.ArticleChosen) -> None:
        self.posted.append(event)
