"""The first screen of an empty library: four ways to begin. Nothing is fetched before the user says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from textual import on, work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from newsterm.interface.screens.picker import Picker
from newsterm.interface.screens.sheet import Sheet
from newsterm.model.parsed import FeedLink


class WelcomeKind(Enum):
    """A way to begin."""

    DEMO = auto()
    ADDRESS = auto()
    OPML = auto()
    STARTER_PACK = auto()


@dataclass(frozen=True, slots=True)
class WelcomeChoice:
    """What the user chose."""

    kind: WelcomeKind
    feeds: tuple[FeedLink, ...] = ()
    """Of a starter pack: the feeds that were picked."""


_WAYS = (
    (WelcomeKind.ADDRESS, "A site's address", "newsterm finds its feeds"),
    (WelcomeKind.OPML, "An OPML file", "the feeds of another reader"),
    (WelcomeKind.STARTER_PACK, "A starter pack", "well-known feeds, by topic"),
    (WelcomeKind.DEMO, "Demo stories", "sixty made-up stories, no network"),
)
_WIDEST = max(len(title) for _, title, _ in _WAYS) + 3


class Welcome(Sheet[WelcomeChoice | None]):
    """Dismissed with a choice, or None."""

    def __init__(self) -> None:
        super().__init__("Welcome to newsterm", [("enter", "choose"), ("esc", "look around"), ("q", "later quits")])

    def content(self) -> Iterable[Widget]:
        """What newsterm is, and the ways."""
        yield Static(
            Content(
                "Your library is empty. All that you read, tag and note stays in one file on this machine.\nBegin with"
            ),
            classes="welcome--text",
            markup=False,
        )
        yield OptionList(
            *(Content.assemble((f"{title:<{_WIDEST}}", "bold"), text) for _, title, text in _WAYS), markup=False
        )

    def on_mount(self) -> None:
        """Put the cursor on the first way."""
        ways = self.query_one(OptionList)
        ways.highlighted = 0
        ways.focus()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take a way."""
        event.stop()
        kind = _WAYS[event.option_index][0]
        if kind is WelcomeKind.STARTER_PACK:
            self._choose_pack()
        else:
            self.dismiss(WelcomeChoice(kind))

    @work(description="choose a starter pack", exclusive=True)
    async def _choose_pack(self) -> None:
        from newsterm.demo.starter_packs import starter_packs

        packs = starter_packs()
        widest = max(len(pack.name) for pack in packs) + 3
        picked = await self.app.push_screen_wait(
            Picker("Starter packs", [f"{pack.name:<{widest}}{pack.description}" for pack in packs])
        )
        if not picked:
            return
        feeds = packs[picked[0]].feeds
        wide = max(len(feed.title) for feed in feeds) + 3
        wanted = await self.app.push_screen_wait(
            Picker(
                f"{packs[picked[0]].name}: which feeds?",
                [f"{feed.title:<{wide}}{feed.url}" for feed in feeds],
                many=True,
                picked=range(len(feeds)),
            )
        )
        if wanted:
            chosen = tuple(feeds[index] for index in wanted)
            self.dismiss(WelcomeChoice(WelcomeKind.STARTER_PACK, chosen))
