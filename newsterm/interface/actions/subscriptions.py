"""Feeds: adding, refreshing, renaming, moving, dropping, and the ways to begin."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.views import ViewActions
from newsterm.interface.places import ALL, Place, PlaceKind, feed_place
from newsterm.model.errors import NewstermError
from newsterm.model.feed import Feed, Urgency
from newsterm.query.completion import Completion
from newsterm.text.terminal_safety import make_safe_line

if TYPE_CHECKING:
    from newsterm.background.client import BackgroundProcess
    from newsterm.interface.screens.welcome import WelcomeChoice
    from newsterm.model.parsed import FeedLink


class SubscriptionActions(ViewActions):
    """Actions on feeds and folders."""

    background: "Callable[[], BackgroundProcess]"
    """Gives what fetches and scores beside the screen."""

    # Refreshing

    def action_refresh_here(self) -> None:
        """Ask the feeds of the place under the cursor, or of the open one, whatever was agreed with their hosts."""
        place = self._place_at_hand()
        if place.feeds is None:
            self.action_refresh_all()
        elif place.feeds:
            self.ask_feeds(place.feeds, Urgency.NOW)

    def action_refresh_all(self) -> None:
        """Ask every feed for news, but those whose publishers want to be left alone."""
        self.ask_feeds(None, Urgency.ALL)

    def ask_feeds(self, feeds: tuple[int, ...] | None, urgency: Urgency) -> None:
        """Send feeds to the background process; its progress comes back as messages."""
        if not self.session.feeds():
            self.say("There are no feeds to ask yet; " + self._how_to_add())
            return
        self._ask_beside(feeds, urgency)

    @work(group="refresh", description="ask the feeds for news")
    async def _ask_beside(self, feeds: tuple[int, ...] | None, urgency: Urgency) -> None:
        await self._ask_background(feeds, urgency)

    async def _ask_background(self, feeds: tuple[int, ...] | None, urgency: Urgency = Urgency.NOW) -> None:
        try:
            await self.background().refresh(feeds, urgency)
        except NewstermError as error:
            self.say(str(error), error=True)

    def action_cancel_refresh(self) -> None:
        """Stop the refresh; what has arrived stays."""
        self.run_worker(self.background().cancel(), group="refresh", description="stop the refresh")

    # Adding

    @asks("ask for a feed's address")
    async def action_add_feed(self) -> None:
        """Ask for the address of a site or feed, find its feeds, subscribe."""
        await self._add_by_address()

    async def _add_by_address(self) -> None:
        address = await self.ask("Address of a feed or a site")
        if not address or not address.strip():
            return
        self.say(f"Looking for feeds at {make_safe_line(address)} …")
        try:
            found = await self.background().discover(address)
        except NewstermError as error:
            self.say(str(error), error=True)
            return
        if len(found) > 1:
            from newsterm.interface.screens.picker import Picker

            rows = [(link.title, link.url) if link.title else link.url for link in found]
            picked = await self.show_sheet(Picker(f"{len(found)} feeds found: which do you want?", rows, many=True))
            found = tuple(found[index] for index in picked or ())
        if found:
            await self.subscribe_and_ask(found)

    async def subscribe_and_ask(self, links: "tuple[FeedLink, ...]") -> None:
        """Subscribe to feeds and ask them for their articles at once."""
        from newsterm.operations.subscribe import subscribe

        outcome = await self.act(subscribe, links)
        if outcome and outcome.feeds:
            self.open_place(ALL if len(outcome.feeds) > 1 else self._place_of(outcome.feeds[0]))
            await self._ask_background(outcome.feeds)

    @asks("import an OPML file")
    async def action_import_opml(self) -> None:
        """Ask for an OPML file and subscribe to its feeds."""
        await self._import_by_path()

    async def _import_by_path(self) -> None:
        answer = await self.ask("OPML file", complete=complete_path)
        if answer and answer.strip():
            from newsterm.operations.opml import import_opml

            outcome = await self.act(import_opml, as_path(answer))
            if outcome and outcome.feeds:
                self.open_place(ALL)
                await self._ask_background(outcome.feeds)

    @asks("show the ways to begin")
    async def action_welcome(self) -> None:
        """Offer the ways to begin."""
        from newsterm.interface.screens.welcome import Welcome

        choice = await self.show_sheet(Welcome())
        if choice is not None:
            await self._begin(choice)

    async def _begin(self, choice: "WelcomeChoice") -> None:
        from newsterm.interface.screens.welcome import WelcomeKind

        match choice.kind:
            case WelcomeKind.DEMO:
                from newsterm.operations.demo import fill_with_demo

                if await self.act(fill_with_demo):
                    self.open_place(self.place)
            case WelcomeKind.ADDRESS:
                await self._add_by_address()
            case WelcomeKind.OPML:
                await self._import_by_path()
            case WelcomeKind.STARTER_PACK:
                await self.subscribe_and_ask(choice.feeds)

    # Changing

    @asks("ask for a feed's title")
    async def action_rename_feed(self) -> None:
        """Ask for a title of the user's own; an empty one brings back the publisher's. A view gets another name."""
        if name := self.view_at_hand():
            await self.rename_view(name)
        elif feed := self._feed_at_hand():
            answer = await self.ask(f"New title of {feed.title} (empty for the publisher's)", value=feed.title)
            if answer is not None:
                from newsterm.operations.rename import rename

                await self.act(rename, feed.id, answer.strip())

    @asks("ask for a folder")
    async def action_move_feed(self) -> None:
        """Ask for a folder and move the feed there."""
        if feed := self._feed_at_hand():
            folders = sorted({other.folder for other in self.session.feeds() if other.folder})

            def complete(text: str, cursor: int) -> list[Completion]:
                return [Completion(name, 0, cursor, "") for name in folders if text[:cursor].lower() in name.lower()]

            answer = await self.ask(f"Folder for {feed.title} (empty for none)", value=feed.folder, complete=complete)
            if answer is not None:
                from newsterm.operations.move import move

                await self.act(move, feed.id, answer.strip())

    @asks("unsubscribe")
    async def action_unsubscribe(self) -> None:
        """Drop the feed, or the view under the tree's cursor; undo brings it back."""
        if name := self.view_at_hand():
            await self.drop_view(name)
        elif feed := self._feed_at_hand():
            from newsterm.operations.unsubscribe import unsubscribe

            await self.act(unsubscribe, feed.id)

    def _place_at_hand(self) -> Place:
        row = self.feed_tree.current if self.pane == "tree" else None
        return row.place if row else self.place

    def _feed_at_hand(self) -> Feed | None:
        place = self._place_at_hand()
        row = self.current_row() if self.pane != "tree" else None
        wanted = place.feeds[0] if place.kind is PlaceKind.FEED and place.feeds else row.feed if row else None
        feed = next((feed for feed in self.session.feeds() if feed.id == wanted), None)
        if feed is None:
            self.say("Put the cursor on a feed in the tree, or on one of its articles.")
        return feed

    def _place_of(self, feed: int) -> Place:
        return next((feed_place(known) for known in self.session.feeds() if known.id == feed), ALL)

    def _how_to_add(self) -> str:
        key = self.key_of("feed.add")
        return f"{key} adds one." if key else "newsterm add ADDRESS adds one."


def as_path(typed: str) -> Path:
    """The file that a user means by a typed path."""
    return Path(typed.strip()).expanduser()


def complete_path(text: str, cursor: int) -> list[Completion]:
    """Offer folders and OPML files that go on from a typed path."""
    typed = text[:cursor]
    folder = Path(typed or ".").expanduser()
    if not typed.endswith("/"):
        folder = folder.parent
    start = typed.rfind("/") + 1
    try:
        entries = sorted(entry for entry in folder.iterdir() if entry.name.startswith(typed[start:]))
    except OSError:
        return []
    return [
        Completion(entry.name + "/" * entry.is_dir(), start, cursor, "")
        for entry in entries
        if (entry.is_dir() and not entry.name.startswith(".")) or entry.suffix in {".opml", ".xml"}
    ]
