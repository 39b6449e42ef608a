"""What pages are made of: stories in pieces, markup, other encodings, walls in front of them."""

import pytest

from newsterm.model.document import BlockKind
from newsterm.model.errors import ParseError
from newsterm.parsing.page_story import read_page_story

URL = "https://post.example/harbour/accord.html"
SENTENCES = (
    "Envoys of both governments met at least three times since August, a report says. ",
    "Officials of the northern ministry refused to comment on what was agreed between them. ",
    "Insurance rates for ships that call at the port have doubled within a fortnight, brokers say. ",
)
PARAGRAPHS = "".join(f"<p>{SENTENCES[number % 3] * 2}</p>" for number in range(6))
HEADLINE = "Ministers met in secret before the accord"
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"


def page(story: str, head: str = "", around: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{HEADLINE} | Post</title>"
        f"{head}</head><body>{NAVIGATION}<article><h1>{HEADLINE}</h1>{story}</article>"
        f"{around}<footer><p>Copyright Post. All rights reserved.</p></footer></body></html>"
    ).encode()


def text_of(body: bytes) -> str:
    return read_page_story(body, URL).document.text


def test_links_emphasis_lists_quotes_code_and_tables_are_kept():
    story = read_page_story(
        page(
            "<p>See <a href='/map'>the map</a> of <b>all ports</b> and <code>x = 1</code> in it.</p>"
            f"{PARAGRAPHS}<h2>What is known</h2><ol><li>First of all, nobody knows.</li><li>Second, neither.</li></ol>"
            "<blockquote><p>We shall not say anything about it to anybody.</p></blockquote>"
            "<pre><code>def f(x):\n    return {x}\n</code></pre>"
            "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr></table>" + PARAGRAPHS
        ),
        URL,
    )
    document = story.document
    kinds = {block.kind for block in document.blocks}

    assert kinds >= {BlockKind.HEADING, BlockKind.ITEM, BlockKind.CODE, BlockKind.TABLE}
    assert [block.marker for block in document.blocks if block.kind is BlockKind.ITEM] == ["1.", "2."]
    assert any(block.quote for block in document.blocks)
    assert document.links() == ("https://post.example/map",)
    assert "ports and x = 1 in it" in document.text
    assert "def f(x):\n    return {x}" in document.text


def test_links_follow_the_pages_base():
    story = read_page_story(
        page(f"<p>See <a href='map'>the map</a>. {SENTENCES[0]}</p>{PARAGRAPHS}", "<base href='/other/'>"), URL
    )

    assert story.document.links() == ("https://post.example/other/map",)


def test_a_story_in_several_pieces_is_put_together():
    pieces = "".join(
        f"<div class='row'><div class='body grid'>{PARAGRAPHS}<p>This is piece number {number} of it.</p></div>"
        "<aside><p>Advert</p></aside></div>"
        for number in range(3)
    )

    text = text_of(page(f"<div class='chunks'>{pieces}</div>"))

    assert all(f"piece number {number}" in text for number in range(3))


def test_comments_are_no_pieces_of_a_story():
    comment = f"<p>What a comment this is! {SENTENCES[1]}</p>" * 3
    comments = f"<section id='comments'>{f'<div class=comment-body>{comment}</div>' * 4}</section>"

    assert "What a comment" not in text_of(page(PARAGRAPHS, around=comments))


def test_a_story_that_only_the_pages_json_has_is_found():
    body = " ".join(SENTENCES * 3).replace('"', "'")
    about = f'{{"@graph": [{{"@type": "NewsArticle", "articleBody": "{body}"}}]}}'
    head = f'<script type="application/ld+json">{about}</script>'

    assert text_of(page("<div id='root'></div>", head)).startswith("Envoys of both governments")


@pytest.mark.parametrize(
    ("charset", "header"),
    [("iso-8859-1", ""), ("windows-1251", ""), ("", "text/html; charset=koi8-r"), ("shift_jis", "")],
)
def test_pages_in_other_encodings_are_read(charset: str, header: str):
    encoding = charset or header.rpartition("=")[2]
    word = {"iso-8859-1": "Häfen", "shift_jis": "港の話"}.get(encoding, "гавань")
    html = page(f"<p>{word}. {SENTENCES[0]}</p>{PARAGRAPHS}").decode()
    html = html.replace("<meta charset='utf-8'>", f"<meta charset='{charset}'>" if charset else "")

    assert read_page_story(html.encode(encoding), URL, header).document.text.startswith(word)


WALLS = {
    "<h1>Log in</h1><form><input name=user><input type=password name=pw></form>": "wants a login",
    "<p>Please sign in to continue.</p>": "wants a login",
    "<p>This article is reserved for our subscribers. Already a subscriber? Log in.</p>": "log in or subscribe",
    "<h1>Before you continue</h1><p>We and our partners store cookies on your device.</p>": "about cookies",
    "<div id=root></div><script src=/app.js></script><noscript>You need to enable JavaScript.</noscript>": "a browser",
    "<div id=app></div><script src=/app.js></script>": "a browser",
    "<h1>Just a moment...</h1><p>Checking your browser before you get in.</p>": "challenge",
    f"<ul>{'<li><a href=/a>One of many links of it</a></li>' * 30}</ul>": "No story was found",
}


@pytest.mark.parametrize("html", WALLS, ids=lambda html: WALLS[html])
def test_a_page_without_a_story_says_why_in_one_sentence(html: str):
    with pytest.raises(ParseError, match=WALLS[html]) as caught:
        read_page_story(f"<html><body>{html}</body></html>".encode(), URL)

    assert str(caught.value).endswith(".")


def test_a_consent_page_elsewhere_is_known_by_its_address():
    with pytest.raises(ParseError, match="cookies"):
        read_page_story(b"<html><body><p>Continue</p></body></html>", "https://consent.post.example/collect")


def test_a_teaser_no_longer_than_what_the_feed_had_is_no_full_text():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    body = page(f"<p>{SENTENCES[0] * 2}</p><p>{SENTENCES[1] * 2}</p>", head)

    with pytest.raises(ParseError, match="log in or subscribe"):
        read_page_story(body, URL, feed_length=1000)
    assert read_page_story(body, URL, feed_length=50).document.text
