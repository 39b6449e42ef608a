"""Messages that the application posts to its screen."""

from textual.message import Message

from newsterm.background.protocol import BackgroundMessage


class BackgroundReported(Message):
    """The background process said something."""

    def __init__(self, report: BackgroundMessage) -> None:
        super().__init__()
        self.report = report
