"""The log file: where tracebacks and warnings go, so that none ever reaches the user's terminal."""

import logging
import logging.handlers
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LARGEST = 1_000_000
"""Bytes of a log file before it is put aside as newsterm.log.1."""


@contextmanager
def logging_to(log: Path) -> Iterator[None]:
    """Send everything that is logged to the file `log` alone while the block runs.

    A directory that cannot be written loses the log, never the program.
    """
    root = logging.getLogger()
    handler = _file_handler(log)
    before = root.handlers[:], root.level
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:], level = before
        root.setLevel(level)
        handler.close()


def _file_handler(log: Path) -> logging.Handler:
    handler: logging.Handler
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(log, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    return handler


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A rotating log file that only its owner can read, and that gives up silently on a full disk."""

    def _open(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the type is private to logging
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """Drop a record that cannot be written: the terminal is no place for it."""

    def close(self) -> None:
        """Close the file; what a full disk did not take is lost."""
        with suppress(OSError):
            super().close()
