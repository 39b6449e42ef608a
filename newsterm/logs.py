"""The log file: where tracebacks and warnings go, so that none ever reaches the user's terminal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LARGEST = 1_000_000
"""Bytes of a log file before it is put aside as newsterm.log.1."""


@contextmanager
def logging_to(log: Path) -> Iterator[None]:
    """Send everything that is logged to the file `log` alone while the block runs.

    A directory that cannot be written loses the log, never the program.
    """
    root = logging.getLogger()
    handler = _OnDemand(log)
    before = root.handlers[:], root.level
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    try:
        yield
    finally:
        root.handlers[:], level = before
        root.setLevel(level)
        handler.close()


class _OnDemand(logging.Handler):
    """Opens the log file for the first record, so that a run without any neither makes nor loads what it needs."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        if self._file is None:
            self._file = _file_handler(self._log)
        self._file.handle(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()


def _file_handler(log: Path) -> logging.Handler:
    from newsterm.log_file import PrivateFile

    handler: logging.Handler
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = PrivateFile(log, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    return handler
