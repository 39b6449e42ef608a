"""What the command line asks of the reader."""

from typing import NamedTuple


class ReaderCall(NamedTuple):
    """Opens the reader on the screen. A command's `run` may return one in place of an exit code."""

    demo: bool = False
    """On made-up stories in a throwaway library."""
    triage: str | None = None
    """Begins a triage session on what this query finds, "" for what is unread; None for none."""
