"""`newsterm` and `python -m newsterm`: the command line, and the reader where no command is named."""

import contextlib
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

from newsterm.commands.main import main as run_command_line
from newsterm.commands.reader_call import ReaderCall
from newsterm.locations import Locations, locate

_FRAMES = 120
"""Frames a second at most: what a key changed is painted within 8 ms, rather than Textual's 17."""


def main() -> int:
    """Run newsterm with the process's arguments. Returns the exit code."""
    return run_command_line(sys.argv[1:], open_reader)


def open_reader(locations: Locations, call: ReaderCall) -> int:
    """Show the reader on a library, or on the demo's throwaway one.

    What is wrong in config.toml is told on the screen, and the rest of it serves.

    Raises:
        LibraryError: the library cannot be opened.
        NewstermError: there is no terminal to draw on.
    """
    from newsterm.configuration import load
    from newsterm.model.errors import NewstermError

    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.__stderr__.isatty()):
        raise NewstermError("the reader needs a terminal; `newsterm --help` lists the commands that do without.")

    os.environ.setdefault("TEXTUAL_FPS", str(_FRAMES))
    gc.disable()  # until the first paint: nothing that starting makes is garbage
    from newsterm.interface.application import Newsterm
    from newsterm.interface.user_keys import keys_of
    from newsterm.storage.library import Library

    problems: list[str] = []
    settings = load(locations.configuration, problems)
    keymap = keys_of(settings, locations.configuration, problems)
    with ExitStack() as opened:
        if call.demo:
            locations = opened.enter_context(_demo_locations(locations))
        library = opened.enter_context(contextlib.closing(Library.open(locations.library)))
        application = Newsterm(library, settings, keymap, locations, problems=problems, triage=call.triage)
        application.run()
        if farewell := application.get_default_screen().farewell:
            sys.stdout.write(f"{farewell}\n")
    return application.return_code or 0


@contextlib.contextmanager
def _demo_locations(locations: Locations) -> Iterator[Locations]:
    """Give the places of a throwaway library; the user's own settings and log stay in use."""
    from newsterm.operations.demo import demo_directory

    with demo_directory(locations.rules) as directory:
        yield replace(locate(directory), configuration=locations.configuration, log=locations.log)


if __name__ == "__main__":
    sys.exit(main())
