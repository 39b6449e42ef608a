"""Notices of what rules found: their words, made safe, and the ways in which they leave newsterm."""

from collections.abc import Sequence
from typing import Final

from newsterm.model.errors import NewstermError
from newsterm.model.rule import Firing
from newsterm.operations.detached import start_detached
from newsterm.text.terminal_safety import make_safe_line

_LONGEST: Final = 200
"""Characters of a title or text."""


def words_of(firing: Firing) -> tuple[str, str]:
    """Title and text of a notice: "Iran watch" and "3 new: Ministers met in secret …"."""
    titles = " · ".join(firing.titles)
    return _safe(firing.rule), _safe(f"{firing.count:,} new: {titles}")


def terminal_sequence(way: str, title: str, text: str) -> str:
    """What a terminal is sent: BEL, or an operating system command whose fields hold no separator and no control.

    Args:
        way: "bell", "osc9" (iTerm2, ConEmu and many others: one text) or "osc777" (urxvt: title and text).
        title: a few words.
        text: the rest.
    """
    if way == "bell":
        return "\a"
    title, text = (_safe(part).replace(";", ",") for part in (title, text))
    return f"\x1b]9;{title}: {text}\a" if way == "osc9" else f"\x1b]777;notify;{title};{text}\a"


def run_notifier(command: Sequence[str], title: str, text: str) -> None:
    """Run the user's own command with title and text as its last arguments, without a shell and without waiting.

    Raises:
        NewstermError: it cannot be started.
    """
    try:
        start_detached([*command, _argument(title), _argument(text)])
    except OSError as error:
        raise NewstermError(
            f"The notifier {command[0]!r} could not be started: {error.strerror}. Set `notify` in config.toml."
        ) from error


def _safe(text: str) -> str:
    line = make_safe_line(text).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _argument(text: str) -> str:
    """A text that no program takes for an option."""
    return _safe(text).lstrip("- ") or "newsterm"
