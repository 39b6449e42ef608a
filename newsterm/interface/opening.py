"""Opening an address in the user's browser: http, https and mailto only, from an argv list, never by a shell."""

import os
import shlex
import shutil
from collections.abc import Mapping, Sequence

from newsterm.model.errors import AddressError
from newsterm.operations.detached import start_detached
from newsterm.text.addresses import check_openable

_OPENERS = ("xdg-open", "open", "wslview", "termux-open-url", "firefox", "chromium")


def open_address(url: str, browser: Sequence[str] = ()) -> None:
    """Open an address without waiting for the browser.

    Args:
        url: from a feed or the user; checked here.
        browser: the program and its arguments; empty for `$BROWSER` or the platform's own choice.

    Raises:
        AddressError: the address is not one that newsterm opens, or no browser was found.
    """
    checked = check_openable(url)
    command = list(browser) or find_browser(os.environ)
    if not command:
        raise AddressError("No browser was found. Set `browser` in config.toml to a program that opens addresses.")
    argv = [part.replace("%s", checked) for part in command] if "%s" in command else [*command, checked]
    try:
        start_detached(argv)
    except OSError as error:
        raise AddressError(
            f"The browser {command[0]!r} could not be started: {error.strerror}. "
            "Set `browser` in config.toml to a program that can."
        ) from error


def find_browser(environment: Mapping[str, str]) -> list[str]:
    """The program that opens addresses here: the first of `$BROWSER`, else the platform's; [] for none."""
    for entry in environment.get("BROWSER", "").split(os.pathsep):
        command = shlex.split(entry)
        if command and shutil.which(command[0]):
            return command
    return next(([name] for name in _OPENERS if shutil.which(name)), [])
