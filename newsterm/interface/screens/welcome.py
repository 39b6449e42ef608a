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
from newsterm.interface.widgets.choice_list import ChoiceList
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
    (WelcomeKind.ADDRESS, "An address", "of a site or a feed; newsterm finds the site's feeds"),
    (WelcomeKind.OPML, "An OPML file", "the feeds of another reader"),
    (WelcomeKind.STARTER_PACK, "A starter pack", "well-known feeds by topic"),
    (WelcomeKind.DEMO, "Demo stories", "sixty made-up stories to look around with; no network"),
)
_WIDEST = max(len(title) for _, title, _ in _WAYS) + 3
_TEXT = (
    "Nothing to read yet. What you read, tag and note stays on this machine, and nothing is fetched before you say so."
)


class Welcome(Sheet[WelcomeChoice | None]):
    """Dismissed with a choice, or None."""

    def __init__(self) -> None:
        super().__init__(
            "Welcome to newsterm", [("enter", "begin with this"), ("↑ ↓", "choose"), ("esc", "look around")]
        )

    def content(self) -> Iterable[Widget]:
        """What newsterm is, and the ways."""
        yield Static(Content(_TEXT), classes="welcome--text", markup=False)
        yield ChoiceList(
            *(Content.assemble((f"{title:<{_WIDEST}}", "bold"), (text, "$text-muted")) for _, title, text in _WAYS),
            markup=False,
        )

    def on_mount(self) -> None:
        """Put the cursor on the first way."""
        ways = self.query_one(OptionList)
        ways.highlighted = 0
        self.set_focus(ways)

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
        picked = await self.app.push_screen_wait(
            Picker("Starter packs", [(pack.name, pack.description) for pack in packs])
        )
        if not picked:
            return
        pack = packs[picked[0]]
        wanted = await self.app.push_screen_wait(
            Picker(
                f"{pack.name}: which feeds?",
                [(feed.title, feed.url) for feed in pack.feeds],
                many=True,
                picked=range(len(pack.feeds)),
            )
        )
        if wanted:
            chosen = tuple(pack.feeds[index] for index in wanted)
            self.dismiss(WelcomeChoice(WelcomeKind.STARTER_PACK, chosen))
