"""`newsterm` and `python -m newsterm`: the command line, and the reader where no command is named."""

import contextlib
import gc
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

from newsterm.commands.main import main as run_command_line
from newsterm.locations import Locations, locate


def main() -> int:
    """Run newsterm with the process's arguments. Returns the exit code."""
    return run_command_line(sys.argv[1:], open_reader)


def open_reader(locations: Locations, demo: bool) -> int:
    """Show the reader on a library, or on the demo's throwaway one.

    A wrong config.toml is told on the screen, and its defaults serve.

    Raises:
        LibraryError: the library cannot be opened.
        NewstermError: there is no terminal to draw on.
    """
    from newsterm.configuration import Settings, line_of_key, load
    from newsterm.model.errors import ConfigurationError, NewstermError

    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.__stderr__.isatty()):
        raise NewstermError("the reader needs a terminal; `newsterm --help` lists the commands that do without.")

    gc.disable()  # until the first paint: nothing that starting makes is garbage
    from newsterm.interface.application import Newsterm
    from newsterm.interface.keymap import resolve
    from newsterm.storage.library import Library

    file = locations.configuration
    problems = []
    try:
        settings = load(file)
    except ConfigurationError as error:
        problems.append(str(error))
        settings = Settings()
    try:
        keymap = resolve(settings.keys, lambda command: f"{file}, line {line_of_key(file, 'keys', command)}")
    except ConfigurationError as error:
        problems.append(str(error))
        keymap = resolve({})
    with ExitStack() as opened:
        if demo:
            locations = opened.enter_context(_demo_locations(locations))
        library = opened.enter_context(contextlib.closing(Library.open(locations.library)))
        application = Newsterm(library, settings, keymap, locations, problems=problems)
        application.run()
    return application.return_code or 0


@contextlib.contextmanager
def _demo_locations(locations: Locations) -> Iterator[Locations]:
    """Give the places of a throwaway library; the user's own settings and log stay in use."""
    from newsterm.operations.demo import demo_directory

    with demo_directory() as directory:
        yield replace(locate(directory), configuration=locations.configuration, log=locations.log)


if __name__ == "__main__":
    sys.exit(main())
