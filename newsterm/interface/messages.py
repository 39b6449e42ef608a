"""Messages that the application posts to its screen."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from newsterm.background.protocol import BackgroundMessage


class BackgroundReported(Message):
    """The background process said something."""

    def __init__(self, report: "BackgroundMessage") -> None:
        super().__init__()
        self.report = report
