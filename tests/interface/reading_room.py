"""A screen of the reader and the prompt alone, with articles made for it; sheets are pushed over it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from textual.app import App, ComposeResult
from textual.filter import LineFilter

from newsterm.interface import themes
from newsterm.interface.output_guard import OutputGuard
from newsterm.interface.panes.reader import Reader
from newsterm.interface.style_sheets import style_sheets
from newsterm.interface.widgets.prompt_line import PromptLine
from newsterm.model.article import Article, ArticleRow
from newsterm.model.identifiers import article_id
from newsterm.text.html_to_document import html_to_document

NOW = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
PUBLISHED = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)

STORY = """
<p>Envoys of both governments met at least three times since August, a <a href="https://gulf.example/report">report</a>
says, though officials <strong>refused to comment</strong> on any of it, and one of them left by the kitchen door.</p>
<h2>What is known</h2><ul><li>The first meeting lasted four hours.</li><li>The second had two parts.</li></ul>
<blockquote><p>We met. We talked. There was tea.</p></blockquote>
<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Aldermark</td><td>214</td></tr></table>
<pre>def draught(ship):
    return ship.depth</pre>
<p>More at <a href="https://gulf.example/live">our live page</a>.</p>
"""


def article(
    html: str = STORY,
    title: str = "Ministers met in secret",
    *,
    tags: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    starred: bool = False,
) -> Article:
    """An article of Harbour Post with this text."""
    number = article_id(int(PUBLISHED.timestamp()), "https://h.example/feed", title)
    row = ArticleRow(
        number, 1, "Harbour Post", title, "https://h.example/1", "staff", False, starred, bool(notes), tags
    )
    return Article(row, "https://h.example/feed", PUBLISHED, notes, html_to_document(html, "https://h.example/"))


def paragraphs(count: int) -> str:
    """The HTML of a long read, each paragraph numbered."""
    words = "Envoys of both governments met again and refused to comment on anything at all. " * 4
    return "".join(f"<p>Paragraph {number}. {words}</p>" for number in range(count))


class ReadingRoom(App[None]):
    """The reader above the prompt."""

    CSS_PATH = style_sheets()  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str = "newsterm-dark") -> None:
        super().__init__()
        themes.register(self)
        self.theme = theme
        self.animation_level = "none"
        self.reader = Reader(now=lambda: NOW)
        self.prompt = PromptLine()
        self.clicked: list[str] = []

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [OutputGuard(super().get_line_filters())]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.reader
        yield self.prompt

    def on_mount(self) -> None:
        self.reader.focus()

    def on_reader_link_clicked(self, event: Reader.LinkClicked) -> None:
        self.clicked.append(event.url)

    def rows(self) -> list[str]:
        """What the top screen shows, row by row."""
        return ["".join(segment.text for segment in row).rstrip() for row in self.screen._compositor.render_strips()]
