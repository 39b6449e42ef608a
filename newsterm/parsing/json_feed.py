"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), forgiving of wrong types."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from newsterm.model.errors import ParseError
from newsterm.parsing.dates import parse_date
from newsterm.parsing.encodings import readable
from newsterm.parsing.raw import Enclosure, RawEntry, RawFeed, RawText

_LONGEST_NUMBER = 100
"""Digits; longer ones are kept as text, since Python takes quadratic time to read them."""


def read_json_feed(body: bytes) -> RawFeed:
    """Read a JSON feed.

    Items whose id is blank, or neither text nor a number, are left out as the format demands, but for those that have
    an address to go by.

    Raises:
        ParseError: it is no JSON, or JSON but no feed.
    """
    try:
        text = readable(body).decode("utf-8-sig", "replace")
        found = json.loads(text, parse_int=_number, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise ParseError("The feed ends in the middle: it was cut off on its way, or where it is made.") from error
        raise ParseError(f"It is broken JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise ParseError("Its values are nested too deep for any feed.") from error
    if not isinstance(found, dict):
        raise ParseError("It is JSON, but no JSON Feed.")
    items = found.get("items")
    if "jsonfeed.org/version/" not in str(found.get("version")) and not isinstance(items, list):
        raise ParseError("It is JSON, but no JSON Feed.")
    authors = _authors(found)
    return RawFeed(
        title=RawText(_string(found, "title"), is_html=False),
        link=_string(found, "home_page_url"),
        description=RawText(_string(found, "description"), is_html=False),
        next_link=_string(found, "next_url"),
        entries=[entry for item in _objects(items) if (entry := _entry(item, authors)).guid or entry.link],
    )


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _entry(item: Mapping[str, Any], feed_authors: str) -> RawEntry:
    texts = [
        RawText(value, is_html=name == "content_html")
        for name in ("content_html", "content_text")
        if (value := _string(item, name))
    ]
    if not texts and (summary := _string(item, "summary")):
        texts = [RawText(summary, is_html=False)]
    guid = item.get("id")
    return RawEntry(
        guid=str(guid).strip() if isinstance(guid, str | int) and not isinstance(guid, bool) else "",
        title=RawText(_string(item, "title"), is_html=False),
        link=_string(item, "url") or _string(item, "external_url"),
        author=_authors(item) or feed_authors,
        published=parse_date(_string(item, "date_published")) or parse_date(_string(item, "date_modified")),
        # The first that there is, not the longest: the text is the HTML's plain version.
        texts=texts[:1],
        enclosures=[
            Enclosure(url, _string(file, "mime_type"), _count(file), _string(file, "title"))
            for file in _objects(item.get("attachments"))
            if (url := _string(file, "url"))
        ],
    )


def _objects(values: object) -> Iterable[Mapping[str, Any]]:
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _string(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _authors(values: Mapping[str, Any]) -> str:
    """Names of the authors: 1.1's list, or 1.0's one."""
    authors = list(_objects(values.get("authors"))) or list(_objects([values.get("author")]))
    return ", ".join(dict.fromkeys(name for author in authors if (name := _string(author, "name"))))


def _count(file: Mapping[str, Any]) -> int:
    size = file.get("size_in_bytes")
    return size if isinstance(size, int) and not isinstance(size, bool) and 0 < size < 1 << 60 else 0
