"""Titles in HTML as lines of text."""

import time

import pytest

from newsterm.text.entities import unescape
from newsterm.text.html_to_text import html_to_line


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<antirez>", "<antirez>"),
        ("&lt;antirez&gt;", "<antirez>"),
        ("News from <antirez>: <b>Redis</b>", "News from <antirez>: Redis"),
        ("The &lt;code&gt; element", "The <code> element"),
        ("A &lt;b&gt;bold&lt;/b&gt; word&lt;br/&gt;", "A bold word"),
        ("A &lt;i&gt;&lt;b&gt;bold&lt;/b&gt;&lt;/i&gt; word", "A bold word"),
        ("<a href='x'>Linked</a> <!-- not --> story", "Linked story"),
        ("Vector<T> and <T extends U>", "Vector<T> and <T extends U>"),
        ("AT&amp;amp;T&#8217;s", "AT&T’s"),
        ("R&amp;D", "R&D"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("&#" + "9" * 6000 + "; &#xFFFFFFFFFF; x", "� � x"),
        ("&#0000000000000065;", "A"),
        ("", ""),
    ],
)
def test_tags_go_and_all_that_is_said_stays(html: str, text: str):
    assert html_to_line(html) == text


def test_no_title_takes_long():
    for title in ("<b>" * 50_000, "&lt;b&gt;" * 50_000, "<a " * 50_000, "<!---->" + "<!--" * 20_000, "&#" * 50_000):
        began = time.process_time()
        html_to_line(title)
        assert time.process_time() - began < 1, title[:10]


def test_text_without_references_stays_as_it_is():
    assert unescape("a & b; &#x;") == "a & b; &#x;"
