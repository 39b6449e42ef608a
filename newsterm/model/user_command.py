"""A command that the user made in config.toml."""

from typing import NamedTuple


class UserCommand(NamedTuple):
    """Runs other commands, acts on what a query finds, or starts a program; exactly one of the three."""

    title: str
    """What the palette and the help call it."""
    place: str
    """File and line of its entry, for errors."""
    key: str = ""
    """Its keys, as in `[keys]`; "" for none."""
    run: tuple[str, ...] = ()
    """Ids of the commands that it runs, one after the other."""
    query: str = ""
    """Finds the articles that `do` is done to."""
    do: str = ""
    """A sentence of the command line, such as "tag +iran"."""
    program: tuple[str, ...] = ()
    """The program that it starts and its arguments; it gets the article as JSON on its standard input."""
