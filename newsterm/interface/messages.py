"""Messages that the application posts to its screen."""

from textual.message import Message

from newsterm.background.protocol import Message as Said


class BackgroundReported(Message):
    """The background process said something."""

    def __init__(self, report: Said) -> None:
        super().__init__()
        self.report = report
