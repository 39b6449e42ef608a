"""Notices that leave the screen: written to the terminal by us, or handed to the user's own command."""

from typing import Any

from textual.app import App

from newsterm.model.rule import Firing
from newsterm.operations.notifying import run_notifier, terminal_sequence, words_of


def give_notice(app: App[Any], way: str | tuple[str, ...], firing: Firing) -> None:
    """Tell of what a rule found, in the way that the user chose; without a terminal its own ways say nothing.

    Args:
        app: the application on the screen.
        way: `notify` of config.toml; "" for not at all.
        firing: what was found.

    Raises:
        NewstermError: the user's command cannot be started.
    """
    title, text = words_of(firing)
    if isinstance(way, tuple):
        run_notifier(way, title, text)
        return
    driver = app._driver  # noqa: SLF001 - as `App.bell` does: what it writes stands between two frames
    if way and driver is not None and not driver.is_headless:
        driver.write(terminal_sequence(way, title, text))
