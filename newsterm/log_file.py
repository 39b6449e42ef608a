"""The file behind the log: private, bounded, and never in the way."""

import logging
import logging.handlers
import os
from contextlib import suppress


class PrivateFile(logging.handlers.RotatingFileHandler):
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
