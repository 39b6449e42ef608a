"""Full text on the screen: F fetches, then turns between the page's story and what the feed brought."""

from pathlib import Path

from newsterm.background.protocol import PageDone, PagesFinished
from newsterm.model.document import Document
from newsterm.model.parsed import ParsedEntry
from newsterm.storage import pages
from newsterm.text.html_to_document import html_to_document
from newsterm.text.packing import pack_entry
from tests.interface.desk import Desk, at_desk
from tests.interface.harness import NOW

STORY = "The whole story of the page, as its site tells it."


def page_comes(desk: Desk, article: int, story: str = STORY) -> None:
    """Let the background process have fetched a page."""
    document: Document = html_to_document(f"<p>{story}</p>", "https://a.example/")
    entry = pack_entry(ParsedEntry("", "T", "", "", None, document, ""))
    with desk.app.session.library.writing(durable=False) as connection:
        pages.store(connection, article, entry, url="https://www.wire.example/1", at=NOW)
    desk.background.tell(PageDone(article, is_there=True))
    desk.background.tell(PagesFinished("Full text of it"))


async def test_the_page_is_fetched_shown_and_turned(directory: Path):
    async with at_desk(directory, size=(200, 50)) as desk:
        own = desk.screen.reader.article.document.text
        await desk.press("F")
        assert desk.background.pages == [(desk.current.id,)]
        assert desk.said == "Fetching the page …"
        page_comes(desk, desk.current.id)
        await desk.settle()
        assert desk.screen.reader.article.document.text == STORY
        assert "Full text from www.wire.example, fetched 14:05 · F shows the feed's own" in desk.text()
        assert desk.said == "Full text of it"
        await desk.press("F")
        assert desk.screen.reader.article.document.text == own
        assert "The feed's own text · F shows the full text" in desk.text()
        await desk.press("j", "k")
        assert desk.screen.reader.article.document.text == own
        await desk.press("F")
        assert desk.screen.reader.article.document.text == STORY
        assert len(desk.background.pages) == 1


async def test_each_text_keeps_the_place_at_which_it_was_left(directory: Path):
    async with at_desk(directory, size=(120, 30)) as desk:
        await desk.press("F")
        page_comes(desk, desk.current.id, "</p><p>".join(f"Paragraph {number}. {STORY}" for number in range(60)))
        await desk.settle()
        await desk.press("l", "pagedown", "pagedown")
        place = desk.screen.reader.offset_of_top()
        assert place > 0
        await desk.press("F")
        assert desk.screen.reader.offset_of_top() <= 0
        await desk.press("F")
        assert desk.screen.reader.offset_of_top() == place


async def test_pages_of_marked_rows_are_fetched_together(directory: Path):
    async with at_desk(directory) as desk:
        await desk.press("x", "x", "F")
        assert [len(ids) for ids in desk.background.pages] == [2]
        assert desk.said == "Fetching 2 pages …"


async def test_a_page_that_comes_for_another_article_changes_nothing_on_the_screen(directory: Path):
    async with at_desk(directory) as desk:
        first = desk.current.id
        await desk.press("F", "j")
        before = desk.screen.reader.article.document.text
        page_comes(desk, first)
        await desk.settle()
        assert desk.screen.reader.article.document.text == before
        await desk.press("k")
        assert desk.screen.reader.article.document.text == STORY


async def test_trouble_with_the_background_process_is_told(directory: Path):
    async with at_desk(directory) as desk:
        desk.background.error = "The background process cannot be started."
        await desk.press("F")
        assert desk.said == "The background process cannot be started."


async def test_a_page_is_saved_by_its_address(directory: Path):
    async with at_desk(directory) as desk:
        await desk.press(":")
        await desk.type("feed.save_page")
        await desk.press("enter")
        await desk.type("https://a.example/story")
        await desk.press("enter")
        assert desk.background.saved == ["https://a.example/story"]
        assert desk.said == "Saved “A story”"
