"""The application: opens the library, shows the reader's screen, and leaves cleanly."""

import gc
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.command import Provider
from textual.filter import LineFilter

from newsterm.configuration import Settings
from newsterm.interface.kept_stylesheet import KeptStylesheet
from newsterm.interface.key_order import OrderedKeys
from newsterm.interface.keymap import Keymap
from newsterm.interface.messages import BackgroundReported
from newsterm.interface.output_guard import OutputGuard
from newsterm.interface.screens.reading import ReadingScreen
from newsterm.interface.session import Session, utc_now
from newsterm.interface.style_sheets import style_sheets
from newsterm.interface.themes import native_colours, register, theme_name, variable_defaults
from newsterm.interface.widgets.status_line import StatusLine
from newsterm.locations import Locations
from newsterm.model.errors import ConfigurationError
from newsterm.storage.library import Library

if TYPE_CHECKING:
    from newsterm.background.client import BackgroundProcess
    from newsterm.background.protocol import BackgroundMessage


def _palette() -> type[Provider]:
    from newsterm.interface.palette import CommandProvider

    return CommandProvider


class Newsterm(OrderedKeys):
    """newsterm on the screen.

    Args:
        library: the open library; closed when the application ends.
        settings: the user's settings.
        keymap: the resolved keys.
        locations: where the background process finds the library, and the log.
        problems: sentences to show at start, such as errors in config.toml.
        triage: a query whose findings a triage session begins with, "" for what is unread; None for no session.
        now: the clock.
        background: makes the background process's client from a data directory and a receiver of messages; None for
            the one that there is.
    """

    CSS_PATH = style_sheets()  # type: ignore[assignment]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_palette}
    ENABLE_COMMAND_PALETTE = True
    PAUSE_GC_ON_SCROLL = True
    BINDINGS: ClassVar = []
    TITLE = "newsterm"

    def __init__(
        self,
        library: Library,
        settings: Settings,
        keymap: Keymap,
        locations: Locations,
        *,
        problems: Sequence[str] = (),
        triage: str | None = None,
        now: Callable[[], datetime] = utc_now,
        background: "Callable[[Path | None, Callable[[BackgroundMessage], None]], BackgroundProcess] | None" = None,
    ) -> None:
        super().__init__(ansi_color=native_colours(os.environ))
        self._bindings.key_to_bindings.pop(self.COMMAND_PALETTE_BINDING, None)  # the palette's keys are the keymap's
        self.animation_level = "none"
        register(self)
        self.session = Session(library, settings, now, rules_file=locations.rules)
        problems = [*problems, *self._choose_theme(settings)]
        self.stylesheet = KeptStylesheet(self.get_css_variables())
        self._make_background = background
        self._data_dir = locations.data_dir
        self._triage = triage
        self._reading = ReadingScreen(self.session, keymap, lambda: self.background, list(problems))

    @cached_property
    def background(self) -> "BackgroundProcess":
        """The background process; what is needed to talk to it is loaded when it is, not before the first paint."""
        from newsterm.background.client import BackgroundProcess

        return (self._make_background or BackgroundProcess)(self._data_dir, self._report)

    def get_default_screen(self) -> ReadingScreen:
        """The one screen; everything else is a sheet over it."""
        return self._reading

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Filter every painted line through the output guard, after Textual's own filters."""
        return [OutputGuard(super().get_line_filters())]

    def on_mount(self) -> None:
        """Keep what was made at start out of every later garbage collection."""
        self.call_after_refresh(self._started)

    def _started(self) -> None:
        gc.freeze()
        gc.enable()
        if self._triage is not None:
            self._reading.triage_query(self._triage)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the house's own variables to themes that do not have them."""
        return variable_defaults(self.current_theme)

    def key_taken(self) -> None:
        """Tell the bottom line of a key: an error stays there until one."""
        if self.screen is self._reading:
            self._reading.status.key_pressed()
            return
        for status in self.screen.query(StatusLine):
            status.key_pressed()

    def _choose_theme(self, settings: Settings) -> list[str]:
        """Use the theme chosen last, else the configured one; the result says what is wrong with that."""
        for wanted in (self.session.recall("theme"), settings.theme):
            if wanted:
                try:
                    self.theme = theme_name(wanted, os.environ)
                except ConfigurationError as error:
                    problem = str(error)
                else:
                    return []
        self.theme = theme_name(Settings().theme, os.environ)
        return [problem]

    def _report(self, message: "BackgroundMessage") -> None:
        self._reading.post_message(BackgroundReported(message))

    async def action_quit(self) -> None:
        """Leave; what was committed stays, the background process ends. What is not saved is asked about once."""
        from newsterm.interface.screens.sheet import Sheet

        if isinstance(self.screen, Sheet) and not self.screen.may_go("quitting"):
            return
        self._reading.remember_layout()
        if "background" in vars(self):
            await self.background.stop()
        self.exit()

    async def _on_exit_app(self) -> None:
        await super()._on_exit_app()
        self.session.close()
