"""The trivial Textual application that first paint is compared with: one text."""

from textual.app import App, ComposeResult
from textual.widgets import Static

TEXT = "Ready to read the news"


class Trivial(App[None]):
    """One text on the screen."""

    def compose(self) -> ComposeResult:
        """Show the text."""
        yield Static(TEXT)


if __name__ == "__main__":
    Trivial().run()
