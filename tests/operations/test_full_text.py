"""Full text: the story of an article's page takes the place of what the feed brought, which stays beside it."""

import pytest

from newsterm.fetching.client import Client
from newsterm.model.errors import FetchError, ParseError
from newsterm.operations.doctor import examine
from newsterm.operations.feed_settings import set_full_text
from newsterm.operations.full_text import fetch_pages, fetch_wanted, summed_up
from newsterm.operations.opml import export_opml
from newsterm.operations.save import SAVED, save_page
from newsterm.operations.undo import undo
from newsterm.storage import articles, feeds, fetch_states, revisions
from tests.fakes.http_server import Answer
from tests.parsing.test_page_story import PARAGRAPHS, page


def feed_of(server, *paths, text="Short."):
    items = "".join(
        f"<item><guid>{path}</guid><title>Story {path}</title><link>{server.url(path)}</link>"
        f"<description>{text}</description></item>"
        for path in paths
    )
    return Answer(f'<rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'.encode())


@pytest.fixture
async def story(fleet):
    """One article whose page has the story."""
    fleet.server.routes |= {"/feed": feed_of(fleet.server, "/1"), "/1": Answer(page(), content_type="text/html")}
    fleet.subscribe("/feed")
    await fleet.refresh()
    return fleet


async def fetch(fleet, ids=None):
    ids = [row.id for row in fleet.rows()] if ids is None else ids
    async with Client() as client:
        return await fetch_pages(
            fleet.ctx, ids, client=client, parsers=fleet.parsers, logins={}, on_done=lambda _: None
        )


def article(fleet):
    return articles.by_id(fleet.ctx.library.reader(), fleet.rows()[0].id)


async def test_the_story_of_the_page_is_shown_and_found_and_the_feeds_text_stays(story):
    (done,) = await fetch(story)
    assert done.is_there
    assert done.sentence == "Full text of “Story /1” from 127.0.0.1"
    shown = article(story)
    assert PARAGRAPHS[3] in shown.document.text
    assert shown.page is not None
    assert shown.page.other.text == "Short."
    assert shown.turned().document.text == "Short."
    assert shown.turned().turned() == shown
    assert [row.title for row in story.rows("envoys")] == ["Story /1"]
    assert story.rows("short") == []


async def test_a_later_edit_of_the_feed_leaves_the_story_and_is_a_revision(story):
    await fetch(story)
    story.server.routes["/feed"] = feed_of(story.server, "/1", text="Another short text.")
    await story.refresh()
    shown = article(story)
    assert PARAGRAPHS[3] in shown.document.text
    assert shown.page is not None
    assert shown.page.other.text == "Another short text."
    assert shown.row.revision == 1
    assert [row.title for row in story.rows("envoys")] == ["Story /1"]


async def test_a_page_that_changed_is_a_revision_of_the_page(story):
    await fetch(story)
    changed = "".join(
        f"<p>{text}</p>" for text in [*PARAGRAPHS[:5], "Two of the envoys were arrested on Sunday night."]
    )
    story.server.routes["/1"] = Answer(page(changed), content_type="text/html")
    await fetch(story)
    versions = revisions.all_of(story.ctx.library.reader(), article(story).row.id, of_page=True)
    assert [PARAGRAPHS[5] in version.document.text for version in versions] == [True, False]
    await fetch(story)
    assert article(story).row.revision == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=404), "404 Not Found: the page is not there any more"),
        (Answer(status=410), "410 Gone: the page is gone for good"),
        (Answer(page("<p>Subscribe now to read.</p>"), content_type="text/html"), "log in or subscribe"),
        (Answer(b"%PDF", content_type="application/pdf"), "No story was found"),
    ],
)
async def test_a_page_without_a_story_is_one_sentence_and_changes_nothing(story, answer, words):
    story.server.routes["/1"] = answer
    (done,) = await fetch(story)
    assert not done.is_there
    assert words in summed_up([done])
    assert article(story).page is None
    assert article(story).document.text == "Short."


async def test_a_feed_that_is_set_to_full_text_gets_that_of_what_arrives(story):
    since = story.ctx.now()
    set_full_text(story.ctx, story.state("/feed").feed, wanted=True)
    story.server.routes |= {
        "/feed": feed_of(story.server, "/1", "/2", "/3"),
        "/2": Answer(page(), content_type="text/html"),
    }
    await story.refresh()
    async with Client() as client:
        done = await fetch_wanted(story.ctx, since, client=client, parsers=story.parsers, logins={})
    assert sorted(page.is_there for page in done) == [False, True]
    assert "1 failed" in summed_up(done)
    assert "/1" not in story.server.targets()


async def test_a_saved_page_is_an_article_of_its_own_and_saved_again_the_same(story):
    url = story.server.url("/1")
    async with Client() as client:
        outcome = await save_page(story.ctx, url, client=client, parsers=story.parsers)
        assert outcome.sentence.startswith("Saved “Ships leave Orlund")
        again = await save_page(story.ctx, url, client=client, parsers=story.parsers)
        assert again.articles == outcome.articles
        assert again.sentence.startswith("Saved already: ")
        with pytest.raises(FetchError, match="404"):
            await save_page(story.ctx, story.server.url("/none"), client=client, parsers=story.parsers)
        story.server.routes["/empty"] = Answer(b"<p>x</p>", content_type="text/html")
        with pytest.raises(ParseError, match="No story"):
            await save_page(story.ctx, story.server.url("/empty"), client=client, parsers=story.parsers)
    saved = articles.by_id(story.ctx.library.reader(), outcome.articles[0])
    assert PARAGRAPHS[0] in saved.document.text
    assert saved.row.feed_title == "Saved pages"
    assert SAVED not in {state.url for state in fetch_states.of_feeds(story.ctx.library.reader())}
    assert SAVED not in export_opml(story.ctx)
    undo(story.ctx)
    assert "Saved pages" not in {feed.title for feed in feeds.all_feeds(story.ctx.library.reader())}


async def test_the_library_stays_sound(story):
    await fetch(story)
    story.server.routes["/feed"] = feed_of(story.server, "/1", text="Another short text.")
    await story.refresh()
    assert examine(story.ctx).trouble == ()
