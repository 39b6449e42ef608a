"""The story of a page: found, cleaned, and told apart from what is none."""

import re
from datetime import UTC, datetime

import pytest

from newsterm.model.errors import ParseError
from newsterm.parsing.page_story import read_page_story
from newsterm.parsing.workers import ParserPool
from tests.page_stories.measuring import measure
from tests.shared import SHARED, needs_shared

URL = "https://quay.example/stories/ships?utm_source=feed"
PARAGRAPHS = [
    f"Paragraph {number}: envoys of both governments met at the old quay, a report says, though officials refused to"
    " comment on what was said there, or by whom."
    for number in range(6)
]


def page(body: str = "", head: str = "", title: str = "Ships leave Orlund") -> bytes:
    story = "".join(f"<p>{text} <a href='/more'>More</a>.</p>" for text in PARAGRAPHS)
    return (
        f"<!doctype html><html><head><title>{title} | Quay</title>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/world'>World</a></nav><article><h1>{title}</h1>{body or story}</article>"
        "<footer>© Quay. All rights reserved.</footer></body></html>"
    ).encode()


def test_a_story_is_found_with_its_links_and_without_menus_and_headline():
    story = read_page_story(page(), URL)
    assert story.title in {"Ships leave Orlund | Quay", "Ships leave Orlund"}
    assert all(text in story.document.text for text in PARAGRAPHS)
    assert "Home" not in story.document.text
    assert "rights reserved" not in story.document.text
    assert not story.document.text.startswith("Ships leave Orlund")
    assert "https://quay.example/more" in story.document.links()


def test_what_a_page_says_of_itself_is_read():
    head = (
        '<meta property="og:site_name" content="The Quay"><link rel="canonical" href="/stories/ships">'
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":'
        '"Ships &amp; boats","author":[{"name":"Ana Kovač"},{"name":"Jo"}],"datePublished":'
        '"2026-11-22T10:00:00Z"}]}</script>'
    )
    story = read_page_story(page(head=head), URL)
    assert (story.title, story.author, story.site) == ("Ships & boats", "Ana Kovač, Jo", "The Quay")
    assert story.published == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert story.canonical_url == "https://quay.example/stories/ships"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>Please enable JavaScript to view this page.</p>", "needs JavaScript"),
        ("<p>Checking your browser before accessing quay.example</p>", "challenge"),
        ("<p>We value your privacy. Accept all cookies?</p>", "cookies"),
        ("<p>Subscribe now to continue reading.</p>", "log in or subscribe"),
        ("<p>Nothing.</p>", "No story was found"),
    ],
)
def test_a_page_without_its_story_says_why(body, words):
    with pytest.raises(ParseError, match=words):
        read_page_story(page(body), URL)


@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"%PDF-1.4 ...", b"<", b"{}", b"\xff\xfe<\0h\0"])
def test_what_is_no_page_is_an_error(body):
    with pytest.raises(ParseError):
        read_page_story(body, URL)


def test_nothing_that_a_page_says_reaches_the_terminal():
    body = "".join(f"<p>{text}\x1b]52;c;aGk=\x07 \x1b[2J</p>" for text in PARAGRAPHS)
    story = read_page_story(page(body, head='<meta name="author" content="A\x1b[31mna">', title="Sh\x1b[2Jips"), URL)
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", story.document.text + story.title + story.author + story.source
    )


async def test_pages_are_read_in_a_child_process_with_a_deadline():
    async with ParserPool(1, deadline=0.3) as parsers:
        with pytest.raises(ParseError, match="took longer"):
            await parsers.parse_page(b"<p>word" * 49_000, URL)
    async with ParserPool(1, deadline=30.0) as parsers:
        (story,) = (await parsers.parse_page(page(), URL)).entries
        assert PARAGRAPHS[0] in story.text
        assert story.words > 100


@needs_shared
def test_the_stories_of_92_pages_are_found():
    assert SHARED is not None
    scores = measure(SHARED / "articles")
    assert len(scores.pages) == 92
    assert scores.f1 >= 0.975
    assert scores.pages_a_second > 8  # 40 on a quiet processor
