"""The real application at work on a real library, driven by keys."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerState

from newsterm.background.client import BackgroundProcess
from newsterm.background.protocol import BackgroundMessage, PageSaved
from newsterm.configuration import Settings
from newsterm.interface.application import Newsterm
from newsterm.interface.screens.reading import ReadingScreen
from newsterm.interface.user_keys import keys_of
from newsterm.interface.widgets.status_line import PaneTitle
from newsterm.locations import locate
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NewstermError
from newsterm.model.feed import Urgency
from newsterm.model.parsed import FeedLink
from newsterm.storage.library import Library
from tests.interface.harness import NOW

QUIET = Settings(mark_read_after=-1, refresh_every=0)
"""Settings under which nothing happens by itself."""
STAYING = QUIET._replace(advance=False)
"""Settings under which the cursor stays where it is as well."""
_MOST_LOOKS = 500
_CHARACTERS = {"space": " ", "slash": "/", "minus": "-", "equals_sign": "=", "question_mark": "?", "colon": ":"}


class StubBackground(BackgroundProcess):
    """Keeps what it is asked for; says what a test lets it say."""

    def __init__(self, data_dir: Path | None, on_message: Callable[[BackgroundMessage], None]) -> None:
        super().__init__(data_dir, on_message)
        self.tell = on_message
        self.asked: list[tuple[int, ...] | None] = []
        self.urgencies: list[Urgency] = []
        self.pages: list[tuple[int, ...]] = []
        self.saved: list[str] = []
        self.cancels = 0
        self.rescores = 0
        self.stops = 0
        self.links: tuple[FeedLink, ...] = ()
        self.error = ""

    async def refresh(self, feeds: Any = None, urgency: Urgency = Urgency.DUE) -> None:
        if self.error:
            raise NewstermError(self.error)
        self.asked.append(feeds)
        self.urgencies.append(urgency)

    async def fetch_pages(self, articles: Sequence[int]) -> None:
        if self.error:
            raise NewstermError(self.error)
        self.pages.append(tuple(articles))

    async def save_page(self, address: str) -> PageSaved:
        self.saved.append(address)
        return PageSaved(1, "Saved “A story”", 1)

    async def rescore(self) -> None:
        self.rescores += 1

    async def cancel(self) -> None:
        self.cancels += 1

    async def discover(self, address: str) -> tuple[FeedLink, ...]:
        if self.error:
            raise NewstermError(self.error)
        return self.links

    async def stop(self) -> None:
        self.stops += 1


class Desk:
    """The application, its screen, and hands."""

    def __init__(self, app: Newsterm, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        screen = app.screen_stack[0]
        assert isinstance(screen, ReadingScreen)
        self.screen: ReadingScreen = screen
        background = app.background
        assert isinstance(background, StubBackground)
        self.background: StubBackground = background

    async def press(self, *keys: str) -> None:
        """Press keys by their names, and wait until all that follows from each is done."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type characters without waiting between them."""
        for character in text:
            self.app.post_message(events.Key(_character_to_key(character), character))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the application waits for the user."""
        for _ in range(_MOST_LOOKS):
            await self.pilot.pause()
            if not self._is_busy():
                return
        raise AssertionError([worker for worker in self.app.workers if worker.state is WorkerState.RUNNING])

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something that comes with time."""
        for _ in range(_MOST_LOOKS):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it never came")

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    def _is_busy(self) -> bool:
        asks = self.is_asked or self.app.screen is not self.screen
        return bool(self.app._keys) or any(
            worker.state in {WorkerState.PENDING, WorkerState.RUNNING} and not (asks and worker.group in _ASKING)
            for worker in self.app.workers
        )

    # What is seen

    @property
    def is_asked(self) -> bool:
        return self.screen.prompt is not None and self.screen.prompt.has_class("-asking")

    @property
    def said(self) -> str:
        return self.screen.status.text

    @property
    def current(self) -> ArticleRow:
        row = self.screen.articles.current
        assert row is not None
        return row

    @property
    def shown(self) -> ArticleRow:
        assert self.screen.shown is not None
        return self.screen.shown

    def title(self, pane: str) -> str:
        return self.screen.query_one(f"#{pane}-title", PaneTitle).text

    def panes(self) -> str:
        """The panes on the screen, from left to right."""
        return " ".join(pane for pane in ("tree", "list", "reader") if self.screen.query_one(f"#{pane}-pane").display)

    def painted(self) -> list[str]:
        """The lines of the topmost screen."""
        size = Size(*self.app.size)
        strips = self.app.screen._compositor.render_strips(size)
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def text(self) -> str:
        return "\n".join(self.painted())

    def tree(self) -> dict[str, int]:
        """Titles in the feed tree with their unread."""
        return {row.place.title: row.unread for row in self.screen.feed_tree._rows}

    async def go_to_place(self, title: str) -> None:
        """Put the tree's cursor on a place and open it."""
        await self.go_in_tree(title)
        await self.press("enter")

    async def go_in_tree(self, title: str) -> None:
        while self.screen.pane != "tree":
            await self.press("h")
        index = [row.place.title for row in self.screen.feed_tree._rows].index(title)
        self.screen.feed_tree.go_to(index)
        await self.settle()


_ASKING = {"prompt", "default", "own"}
"""Groups of workers that wait for the user."""


@asynccontextmanager
async def at_desk(
    directory: Path,
    *,
    size: tuple[int, int] = (120, 40),
    settings: Settings = QUIET,
    keys: Mapping[str, str] | None = None,
    problems: tuple[str, ...] = (),
    now: Callable[[], datetime] = lambda: NOW,
) -> AsyncIterator[Desk]:
    """Start the application on a library; it quits at the end."""
    library = Library.open(directory)
    wrong: list[str] = []
    keymap = keys_of(settings._replace(keys=settings.keys if keys is None else keys), Path("config.toml"), wrong)
    assert not wrong
    app = Newsterm(library, settings, keymap, locate(directory), problems=problems, now=now, background=StubBackground)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        yield desk
        if app.is_running:
            await app.action_quit()
    library.close()
