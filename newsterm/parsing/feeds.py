"""Bytes to a feed: finds out what they are, keeps traps from the parsers, and chooses the parser."""

from newsterm.model.errors import ParseError
from newsterm.model.parsed import ParsedFeed
from newsterm.parsing.encodings import readable, wide_in_utf_8
from newsterm.parsing.finishing import finish
from newsterm.parsing.guards import (
    ends_in_the_middle,
    looks_like_html,
    refuse_countless_elements,
    refuse_deep_nesting,
    refuse_expanding_entities,
    refuse_open_comments,
    shorten_gaps,
)
from newsterm.parsing.json_feed import read_json_feed
from newsterm.parsing.raw import RawFeed
from newsterm.parsing.well_formed import read_well_formed
from newsterm.parsing.wishes import read_wishes

_WHITE_SPACE = b" \t\r\n"
_BOM = b"\xef\xbb\xbf"


def parse_feed(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """Parse RSS, RDF, Atom or JSON Feed of any version.

    Args:
        body: what a server sent, inflated.
        url: the address that answered; relative links without another base refer to it.
        content_type: the Content-Type header, "" if there was none. Only the encoding in it counts.

    Raises:
        ParseError: it is no feed, cut off, or built to do harm; one plain sentence.
    """
    return finish(read_feed(body, content_type), url)


def read_feed(body: bytes, content_type: str = "") -> RawFeed:
    """Read a feed as its format says it; see `parse_feed`."""
    body = body.lstrip(_WHITE_SPACE)  # before an XML declaration it would be an error
    if wide := wide_in_utf_8(body):
        body, content_type = wide.lstrip(_WHITE_SPACE), ""
    if not body.strip(b"\0" + _WHITE_SPACE):
        raise ParseError("The answer is empty: there is no feed in it.")
    if body[:1024].removeprefix(_BOM).lstrip().startswith(b"{"):
        return read_json_feed(body)
    raw = read_well_formed(body, content_type)
    if raw is None:
        raw = read_unusual(body, content_type)
    raw.wishes, raw.new_link = read_wishes(readable(body))
    return raw


def read_unusual(body: bytes, content_type: str = "") -> RawFeed:
    """Read XML that the quick way leaves alone."""
    from newsterm.parsing.tolerant import read_tolerantly

    if looks_like_html(body):
        raise ParseError("It is a web page, not a feed. Adding the site's address finds the feeds it names.")
    text = readable(body).lstrip()
    refuse_expanding_entities(text)
    refuse_deep_nesting(text)
    refuse_open_comments(text)
    refuse_countless_elements(text)
    if ends_in_the_middle(text):
        raise ParseError("The feed ends in the middle: it was cut off on its way, or where it is made.")
    return read_tolerantly(shorten_gaps(body), content_type)
