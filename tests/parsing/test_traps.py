"""Bytes that are built to harm: refused in a sentence, quickly, and alone."""

import time

import pytest

from newsterm.model.errors import ParseError
from newsterm.parsing.guards import DEEPEST, MOST_ELEMENTS, MOST_ENTRIES
from newsterm.text.terminal_safety import UNSAFE
from tests.parsing.samples import atom, only_entry, parsed, rss

DAMAGED = b"<rss><channel><item><title>x</b></item></channel></rss>"


def with_doctype(declarations: str, title: str) -> bytes:
    return rss(f"<guid>1</guid><title>{title}</title>").replace(b"?>", f"?><!DOCTYPE r [{declarations}]>".encode(), 1)


def test_entities_of_entities_are_refused():
    laughs = '<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
    with pytest.raises(ParseError, match="entities that are made of other entities"):
        parsed(with_doctype(laughs, "&c;"))


def test_a_comment_does_not_hide_the_declarations():
    body = with_doctype('<!ENTITY a "haha"><!ENTITY b "&a;&a;">', "&b;").replace(b"?>", b"?><!-- <rss> -->", 1)
    with pytest.raises(ParseError, match="entities"):
        parsed(body)


def test_a_large_entity_used_often_is_refused():
    with pytest.raises(ParseError, match="far more text"):
        parsed(with_doctype(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 1000))


def test_the_same_in_another_encoding_is_refused():
    body = with_doctype('<!ENTITY a "haha"><!ENTITY b "&a;&a;">', "&b;").decode().replace("utf-8", "utf-16")
    with pytest.raises(ParseError, match="entities"):
        parsed(body.encode("utf-16"))


def test_harmless_entities_are_read():
    assert only_entry(with_doctype('\n<!ENTITY copy "&#169;">\n', "&copy; 2024")).title == "© 2024"


def test_entities_from_elsewhere_are_neither_fetched_nor_read():
    assert "root:" not in only_entry(with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', "T&x;")).title


def test_absurdly_deep_nesting_is_refused():
    deep = "<a>" * DEEPEST + "</a>" * DEEPEST
    with pytest.raises(ParseError, match="nested more than"):
        parsed(rss(f"<guid>1</guid>{deep}"))


def test_a_broken_declaration_does_not_hide_the_depth():
    deep = "<a>" * 10_000 + "</a>" * 10_000
    with pytest.raises(ParseError, match="nested more than"):
        parsed(rss(f"<guid>1</guid>{deep}").replace(b'"1.0"', b'"999"', 1))


def test_comments_that_are_never_closed_are_refused():
    with pytest.raises(ParseError, match="comments that are never closed"):
        parsed(b"<rss><channel><item><title>x</b>" + b"<!--x" * 1000)


def test_white_space_without_end_takes_no_time():
    began = time.process_time()
    assert (
        len(parsed(b"<!-- -->" + b" \n" * 300_000 + b"<rss><channel><item><title>x</b></item></channel></rss>").entries)
        == 1
    )
    assert time.process_time() - began < 1


def test_declarations_without_end_are_refused():
    with pytest.raises(ParseError, match="far more entities"):
        parsed(b"<!-- -->" + b"\n<!DOCTYPE" * 50_000 + DAMAGED)


def test_tags_without_end_take_no_time():
    began = time.process_time()
    tags = "".join(f"<category>{number}</category>" for number in range(12_000))
    assert len(parsed(rss(f"<title>x</b></title>{tags}")).entries) == 1
    assert time.process_time() - began < 2


def test_damage_that_makes_countless_entries_is_refused():
    with pytest.raises(ParseError, match=f"more than {MOST_ENTRIES} entries"):
        parsed(b"<rss><channel><item><title>x</b>" + b"<item>" * MOST_ENTRIES)


def test_damage_that_makes_countless_elements_is_refused_but_not_much_html_in_a_text():
    damaged = b"<rss><channel><item><title>x</b></title>"
    with pytest.raises(ParseError, match="more than 200000 elements"):
        parsed(damaged + b"<a>" * (MOST_ELEMENTS + 1))
    html = b"<description><![CDATA[" + b"<i>" * (MOST_ELEMENTS + 1) + b"]]></description></item></channel></rss>"
    assert len(parsed(damaged + html).entries) == 1


def test_feedparser_falling_over_is_that_feeds_error():
    body = rss("<guid>1</guid><title>&#xD800; &#99999999999;</title><br>")
    with pytest.raises(ParseError, match="too damaged"):
        parsed(body)


@pytest.mark.parametrize("payload", ["\x1b]52;c;ZXZpbA==\x07", "&#27;]0;pwned&#7;", "\x9b2J", "\u202e"])
@pytest.mark.parametrize("about", ["", "</b>"])
def test_the_base_of_links_is_made_safe_as_they_are(payload: str, about: str):
    base = f'xml:base="http://site.example/{payload}/"'
    text = f'<content type="html" {base}>&lt;a href="x.html"&gt;this&lt;/a&gt;&lt;img src="i.png"&gt;</content>'
    document = only_entry(atom(f"<id>1</id>{text}<link rel='enclosure' href='e.mp3'/>{about}")).document
    assert [link.startswith("http://site.example/") for link in document.links()] == [True, True]
    assert not any(UNSAFE.search(target) for span in (*document.spans, *document.blocks) for target in [span.target])
