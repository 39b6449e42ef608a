"""The one table of commands: it feeds keys, palette, bottom line and help.

To add a command, add a row here and a method `action_<name>` to the module of `interface.actions`
whose topic it belongs to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from newsterm.interface.key_names import display_key


class Pane(StrEnum):
    """Which pane has the keys."""

    TREE = "tree"
    LIST = "list"
    READER = "reader"


WHERE: Final = {Pane.TREE: "in the feed tree", Pane.LIST: "in the list", Pane.READER: "in the article"}
"""Words for the panes."""


class Group(StrEnum):
    """Headings of the help, in its order."""

    MOVING = "Moving"
    PANES = "Panes"
    ARTICLE = "Article"
    SEARCH = "Search"
    VIEWS = "Views and tabs"
    FEEDS = "Feeds"
    HISTORY = "History"
    PROGRAM = "Program"
    OWN = "Your own"


@dataclass(frozen=True, slots=True)
class Command:
    """An operation as offered to the user."""

    id: str
    """Dotted and unique: what config.toml calls it."""
    action: str
    """Name of the `action_` method that does it."""
    title: str
    help: str
    keys: tuple[str, ...]
    """Default keys, most typical first, in Textual's names; those of a chord are parted by spaces."""
    group: Group
    hint: str = ""
    """A word for the bottom line, such as for the keys that go on from those of a chord."""
    hint_in: tuple[Pane, ...] = ()
    """Panes whose bottom line always shows the hint."""
    panes: tuple[Pane, ...] = tuple(Pane)
    """Where it works. A key may serve two commands that never work in the same pane."""

    @property
    def word(self) -> str:
        """What it does in a word or two; the user's own commands go by their titles as they are."""
        title = self.title.removeprefix("Go to ")
        return self.hint or (title if self.group is Group.OWN else title[:1].lower() + title[1:])


_T, _L, _R = Pane.TREE, Pane.LIST, Pane.READER
_M, _P, _A, _S, _V, _F, _H, _G = tuple(Group)[:-1]

COMMANDS: tuple[Command, ...] = (
    Command("move.down", "down", "Down", "One row or line down.", ("j", "down"), _M),
    Command("move.up", "up", "Up", "One row or line up.", ("k", "up"), _M),
    Command("move.page_down", "page_down", "Page down", "One page down.", ("pagedown", "ctrl+f"), _M),
    Command("move.page_up", "page_up", "Page up", "One page up.", ("pageup", "ctrl+b", "b"), _M),
    Command("move.half_down", "half_down", "Half a page down", "Half a page down.", ("ctrl+d",), _M),
    Command("move.half_up", "half_up", "Half a page up", "Half a page up.", ("ctrl+u",), _M),
    Command("move.first", "first", "First", "To the first row or line.", ("g g", "home"), _M, "first"),
    Command("move.last", "last", "Last", "To the last row or line.", ("G", "end"), _M),
    Command(
        "move.advance", "advance", "Read on", "A page down in the article; at its end, the next unread one.",
        ("space",), _M, "read on", (_L, _R),
    ),
    Command(
        "move.next_unread", "next_unread", "Next unread", "The next unread article in the list.",
        ("n",), _M, "next unread", panes=(_T, _L),
    ),
    Command("move.previous_unread", "previous_unread", "Previous unread", "The unread article before.", ("N", "p"), _M,
            panes=(_T, _L)),
    Command("pane.left", "pane_left", "Pane to the left", "To the pane on the left.", ("h", "left"), _P),
    Command("pane.right", "pane_right", "Pane to the right", "To the pane on the right.", ("l", "right"), _P),
    Command("pane.next", "pane_next", "Next pane", "To the next pane, round and round.", ("ctrl+w", "f6"), _P),
    Command("pane.previous", "pane_previous", "Pane before", "To the pane before.", ("shift+f6",), _P),
    Command(
        "pane.open", "open", "Open", "Open the place or the article under the cursor; fold or unfold a folder.",
        ("enter",), _P, "open", (_T, _L),
    ),
    Command("pane.back", "back", "Back",
            "Nothing marked any more; then out of zoom, search or pane, one step at a time.", ("escape",), _P),
    Command("pane.fold", "fold", "Fold or unfold", "Fold or unfold the folder under the cursor.", ("-",), _P,
            panes=(_T,)),
    Command("pane.zoom", "zoom", "Zoom", "Give the whole screen to this pane, or back.", ("z",), _P, "zoom", (_R,)),
    Command("article.archive", "archive", "Archive",
            "Deal with the article: ✓, read and out of the way; or bring it back. The next row follows.",
            ("e",), _A, "archive", (_L, _R), panes=(_L, _R)),
    Command("article.star", "star", "Star", "Star the article, ★, or take the star off.",
            ("s",), _A, "star", (_L, _R), panes=(_L, _R)),
    Command("article.later", "later", "Later", "Put the article aside to be read later, ◷, or take it out of that.",
            ("L",), _A, "later", panes=(_L, _R)),
    Command("article.snooze", "snooze", "Snooze",
            "Let the article go until a time or until it is edited, ☾; then it is unread at the top. Or wake it.",
            ("Z",), _A, "snooze", panes=(_L, _R)),
    Command("article.tag", "tag", "Tag", "Put tags on the article.", ("t",), _A, "tag", (_L, _R), panes=(_L, _R)),
    Command("article.untag", "untag", "Untag", "Take a tag off the article.", ("T",), _A, panes=(_L, _R)),
    Command("article.note", "note", "Write a note", "Write a note on the article.", ("w",), _A, "note", (_R,),
            panes=(_L, _R)),
    Command("article.toggle_read", "toggle_read", "Mark read or unread", "Mark the article read, or unread again.",
            ("m",), _A, "read/unread", (_L,), panes=(_L, _R)),
    Command("list.mark_above", "mark_above", "Mark read above", "Mark everything above the cursor read.", ("{",), _A,
            panes=(_L, _R)),
    Command("list.mark_below", "mark_below", "Mark read below", "Mark everything below the cursor read.", ("}",), _A,
            panes=(_L, _R)),
    Command("list.mark_older", "mark_older", "Mark read what is older", "Mark what is older than an age, such as 2d.",
            ("O",), _A, panes=(_L, _R)),
    Command("list.mark_read", "mark_list_read", "Mark all read", "Mark every article in the list read.", ("A",), _A),
    Command("select.toggle", "select", "Mark the row", "Mark the row for what you do next, ◆, or no more.",
            ("x",), _A, panes=(_L,)),
    Command("select.range", "select_range", "Mark a range", "Mark the rows from the one marked last to this one.",
            ("X",), _A, panes=(_L,)),
    Command("select.all", "select_all", "Mark all rows", "Mark every row of the list; again: none.", ("*",), _A,
            panes=(_L,)),
    Command("select.invert", "select_others", "Mark the other rows", "Mark the rows that are not, and only those.",
            ("~",), _A, panes=(_L,)),
    Command("select.query", "select_found", "Mark rows by a query", "Mark the rows that a query finds, besides others.",
            ("&",), _A, panes=(_L,)),
    Command("article.link", "link", "Open a link",
            "Letters on the links of the screen: type one's letters to open it, as capitals to copy its address; "
            "its number and enter do for any link.",
            ("f",), _A, panes=(_L, _R)),
    Command("score.raise", "raise_score", "Raise", "Give a word, the author or the feed points that fade.",
            ("+",), _A, panes=(_L, _R)),
    Command("score.lower", "lower_score", "Lower", "Take points from a word, the author or the feed, for a while.",
            ("-",), _A, panes=(_L, _R)),
    Command("score.explain", "explain_score", "Explain the score", "Where the article's points come from.",
            ("E",), _A, panes=(_L, _R)),
    Command("article.changes", "changes", "Show what changed",
            "What the article's publisher changed since it was first seen, edit by edit.",
            ("d",), _A, panes=(_L, _R)),
    Command("article.full_text", "full_text", "Full text",
            "Fetch the story from the article's page; once it is there, turn between it and what the feed brought.",
            ("F",), _A, panes=(_L, _R)),
    Command("article.browse", "browse", "Open in the browser", "Open the article's address in your browser.",
            ("o",), _A, panes=(_L, _R)),
    Command("article.copy", "copy", "Copy the address", "Copy the article's address.", ("y y",), _A, "address",
            panes=(_L, _R)),
    Command("article.copy_markdown", "copy_markdown", "Copy a Markdown link", "Copy [title](address).",
            ("y m",), _A, "Markdown link", panes=(_L, _R)),
    Command("article.copy_citation", "copy_citation", "Copy a citation",
            "Copy author, title, feed, date, address and the day of access.", ("y c",), _A, "citation",
            panes=(_L, _R)),
    Command("article.copy_link", "copy_link", "Copy a link's address",
            "Letters on the links of the screen: type one's letters, or a number and enter.", ("y f",), _A, "a link",
            panes=(_L, _R)),
    Command("search.open", "search", "Search", "Find articles by a query, everywhere.",
            ("/", "g /"), _S, "search", (_L,), (_T, _L)),
    Command("search.from_article", "search", "Search", "The same, while reading.", ("g /",), _S, panes=(_R,)),
    Command("find.open", "find", "Find in the article", "Words as they are read, or a /regular expression/i.",
            ("/",), _S, "find", panes=(_R,)),
    Command("find.next", "find_next", "Next hit",
            "The next hit of the find, else the next word of a watchlist; then the next unread article.",
            ("n",), _S, "next", (_R,), (_R,)),
    Command("find.previous", "find_previous", "Hit before", "The hit before, else the unread article before.",
            ("N",), _S, panes=(_R,)),
    Command("watchlist.list", "watchlists", "Watchlists",
            "What is marked wherever it stands: make, change and drop watchlists.", ("g w",), _S),
    Command("rule.make", "make_rule", "Make a rule",
            "Make a rule of this search or place: tag, star, archive or score what it finds, as it arrives.",
            ("!",), _S),
    Command("rule.list", "rules", "Rules", "All rules: change them, run them, take back all that one did.",
            ("g r",), _S),
    Command("search.here", "search_here", "Search here", "Find articles by a query within this place.", ("=",), _S),
    Command("view.save", "save_view", "Save as a view",
            "Save this search or place under a name; on a view in the feed tree, change its query.", ("V",), _V),
    Command("go.unread", "go_unread", "Go to Unread", "What is unread and not put aside.", ("g u",), _V),
    Command("go.turns", "go_turns", "Go to In turn", "The newest unread of every feed in turn, so that none drowns.",
            ("g n",), _V),
    Command("go.later", "go_later", "Go to Later", "What was put aside for later.", ("g l",), _V),
    Command("go.starred", "go_starred", "Go to Starred", "What is starred.", ("g s",), _V),
    Command("go.snoozed", "go_snoozed", "Go to Snoozed", "What is gone until its time.", ("g z",), _V),
    Command("go.archived", "go_archived", "Go to Archived", "What was dealt with.", ("g x",), _V),
    Command("go.all", "go_all", "Go to All", "Everything but what is archived or snoozed.", ("g a",), _V),
    Command("split.next", "next_split", "Next tab", "The next of the tabs over the list.", ("tab",), _V),
    Command("split.previous", "previous_split", "Tab before", "The tab before.", ("shift+tab",), _V),
    Command("split.toggle", "toggle_split", "Show as a tab", "Make the place under the cursor a tab, or no more.",
            ("i",), _V, panes=(_T,)),
    Command("split.left", "split_left", "Tab to the left", "Move the open tab to the left.", ("<",), _V,
            panes=(_T, _L)),
    Command("split.right", "split_right", "Tab to the right", "Move the open tab to the right.", (">",), _V,
            panes=(_T, _L)),
    Command("tree.move_down", "move_row_down", "Move down", "Move the view, folder or feed down among its like.",
            ("J",), _V, panes=(_T,)),
    Command("tree.move_up", "move_row_up", "Move up", "Move the view, folder or feed up among its like.", ("K",), _V,
            panes=(_T,)),
    Command("list.sort", "sort", "Turn the order", "Newest, oldest or highest score first; a view keeps its own.",
            ("S",), _V, panes=(_T, _L)),
    Command("feed.refresh", "refresh_here", "Refresh", "Ask this place's feeds for news.",
            ("r",), _F, "refresh", (_T,)),
    Command("feed.refresh_all", "refresh_all", "Refresh all", "Ask every feed for news.", ("R",), _F),
    Command("feed.cancel", "cancel_refresh", "Stop the refresh", "Stop asking; what has arrived stays.", ("ctrl+x",),
            _F),
    Command("feed.add", "add_feed", "Add a feed", "Subscribe to a feed or a site by its address.",
            ("a",), _F, "add", (_T,)),
    Command("feed.save_page", "save_page", "Save a page", "Keep a page that no feed brought, by its address.",
            (), _F),
    Command("feed.health", "feed_health", "Feed health",
            "How all feeds are, when each is asked next and why then; address, interval, full text and login of each.",
            ("g h",), _F),
    Command("feed.rename", "rename_feed", "Rename", "Give the feed a title of your own.",
            ("C", "f2"), _F, "rename", (_T,)),
    Command("feed.move", "move_feed", "Move to a folder", "Put the feed into a folder.", ("M",), _F, "move", (_T,)),
    Command("feed.unsubscribe", "unsubscribe", "Unsubscribe",
            "Drop the feed; articles that you starred, tagged or noted stay.", ("D",), _F),
    Command("feed.import", "import_opml", "Import OPML", "Subscribe to all feeds of an OPML file.", ("I",), _F),
    Command("feed.welcome", "welcome", "Ways to begin", "Demo, address, OPML file or starter pack.", (), _F),
    Command("history.undo", "undo", "Undo", "Take back the last thing you did, also of another day.", ("u",), _H),
    Command("history.redo", "redo", "Redo", "Do again what was taken back.", ("U", "ctrl+r"), _H),
    Command("history.open", "history", "History", "Everything that was done, to be taken back one by one.", ("H",), _H),
    Command("triage.begin", "triage", "Triage", "Go through the list one story at a time.", ("g t",), _A),
    Command("program.palette", "app.command_palette", "Commands", "Find a command by its name.", ("ctrl+p",), _G),
    Command("program.command_line", "command_line", "Command line",
            "Say what to do: “tag +iran where title:soleimani”, “archive where age>2w”, or a command by its name.",
            (":",), _G),
    Command("program.theme", "theme", "Theme", "Choose the colours.", ("ctrl+t",), _G),
    Command("program.rows", "rows", "Row height", "One line a row, or two.", ("ctrl+l",), _G),
    Command("program.help", "help", "Help", "All commands and their keys.", ("?", "f1"), _G, "keys", (_T, _L, _R)),
    Command("program.quit", "app.quit", "Quit", "Leave newsterm; all is kept.", ("q", "ctrl+q"), _G),
)  # fmt: skip


def hints(
    commands: Iterable[Command], keys: dict[str, tuple[str, ...]], pane: Pane, *, most: int = 6
) -> list[tuple[str, str]]:
    """The (key, word) pairs for the bottom line of a pane, at most `most`."""
    found = [(keys[c.id][0], c.hint) for c in commands if pane in c.hint_in and pane in c.panes and keys.get(c.id)]
    return [(display_key(key), word) for key, word in [*found[: most - 1], *found[most - 1 :][-1:]]]


def help_rows(commands: Sequence[Command], keys: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str, str]]:
    """Rows (group, title, keys, help) for the help sheet, in the order of the groups and then of the table."""
    order = list(Group)
    return [
        (command.group.value, command.title, "  ".join(display_key(key) for key in keys[command.id]), command.help)
        for command in sorted(commands, key=lambda command: order.index(command.group))
    ]
