"""What commands write: results on standard output, everything else on standard error, all of it safe to show."""

import errno
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple, TextIO

from newsterm.model.errors import NewstermError
from newsterm.text.terminal_safety import make_safe, make_safe_line


class UsageError(Exception):
    """The arguments make no sense together; the message says why."""


class OutputError(NewstermError):
    """Standard output takes no more."""


class Console(NamedTuple):
    """The two streams of one command."""

    out: TextIO
    err: TextIO

    def result(self, line: str) -> None:
        """Write one line of the result."""
        self._write(make_safe_line(line) + "\n")

    def columns(self, *cells: str) -> None:
        """Write one line of the result in columns parted by tabs."""
        self._write("\t".join(make_safe_line(cell) for cell in cells) + "\n")

    def text(self, text: str) -> None:
        """Write a text of many lines."""
        self._write(make_safe(text).rstrip("\n") + "\n")

    def record(self, fields: Mapping[str, Any]) -> None:
        """Write one record as a JSON line."""
        self._write(json.dumps(fields, ensure_ascii=False) + "\n")

    def flush(self) -> None:
        """Have written what was written so far."""
        try:
            self.out.flush()
        except OSError as error:
            raise _explained(error) from error

    def _write(self, text: str) -> None:
        try:
            self.out.write(text)
        except OSError as error:
            raise _explained(error) from error

    def say(self, sentence: str) -> None:
        """Tell the user something that is not the result."""
        self.flush()
        self.err.write(make_safe_line(sentence) + "\n")

    def fail(self, sentence: str) -> int:
        """Tell the user what went wrong; returns the exit code for it."""
        self.say(f"newsterm: {sentence}")
        return 1


def _explained(error: OSError) -> Exception:
    """Let a closed pipe through as it is: its reader has had enough, which is no error."""
    if error.errno == errno.EPIPE:
        return BrokenPipeError(error.errno, error.strerror)
    return OutputError(f"the output cannot be written: {error.strerror}.")


def drop_output() -> None:
    """Send what is still buffered nowhere, so that Python does not fail on it once more when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
    finally:
        os.close(nothing)


def standard_console() -> Console:
    """Return a console on the standard streams; characters that they cannot hold become question marks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    return Console(sys.stdout, sys.stderr)


def iso(time: datetime | None) -> str | None:
    """Write a time as ISO 8601 in UTC, such as 2026-11-22T14:05:00Z."""
    return None if time is None else f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
