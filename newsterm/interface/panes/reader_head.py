"""What stands above an article's text: title, byline, tags and notes."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import NamedTuple

from newsterm.interface.panes.article_row import EDITED_MARK, SNOOZED_MARK
from newsterm.interface.panes.reader_line import ReaderLine
from newsterm.model.article import Article, ArticlePage, title_start
from newsterm.text.addresses import display_host
from newsterm.text.line_breaking import break_lines
from newsterm.text.wrapping import Line

NOTE_MARK = "✎ "


class HeadKeys(NamedTuple):
    """Keys that the head tells of, as people write them; "" for none."""

    changes: str = ""
    """Shows what the publisher changed."""
    full_text: str = ""
    """Turns between the page's story and what the feed brought."""


NO_KEYS = HeadKeys()


def head_lines(
    article: Article, width: int, now: datetime, zone: tzinfo | None = None, *, keys: HeadKeys = NO_KEYS
) -> Iterator[ReaderLine]:
    """Give the lines above the text, the last one blank.

    Args:
        article: the article.
        width: of a line, in cells.
        now: the time, to write near dates short.
        zone: the user's time zone, None for the machine's.
        keys: those that the head tells of.
    """
    row = article.row
    yield from _title_lines(row.title, width) if row.title else _wrapped("Without a title", "title", width)
    published = row.published.astimezone(zone)
    byline = " · ".join(filter(None, (row.feed_title, row.author, when(published, now.astimezone(zone)))))
    yield from _wrapped(byline, "byline", width)
    tags = "  ".join(f"#{tag}" for tag in row.tags)
    if row.starred or tags:
        yield from _wrapped(("★  " if row.starred else "") + tags, "tag", width)
    if row.edited_at:
        last = when(row.edited_at.astimezone(zone), now.astimezone(zone)).removeprefix("today ")
        way = f" · {keys.changes} shows what changed" if keys.changes else ""
        yield from _wrapped(f"{EDITED_MARK} edited {row.revision:,} × · last {last}{way}", "byline", width)
    if article.page is not None:
        yield from _wrapped(_page_words(article.page, now.astimezone(zone), zone, keys.full_text), "byline", width)
    if row.snoozed_until:
        from newsterm.operations.snooze_times import time_words  # few are

        until = time_words(row.snoozed_until, now, zone)
        yield from _wrapped(f"{SNOOZED_MARK} snoozed until {until}", "byline", width)
    for note in article.notes:
        yield ReaderLine(Line(""), "byline")
        for number, (begin, end) in enumerate(break_lines(note, width - len(NOTE_MARK))):
            lead = "  " if number else NOTE_MARK
            yield ReaderLine(Line(note[begin:end], lead), "note")
    yield ReaderLine(Line(""), "byline")


def _page_words(page: ArticlePage, now: datetime, zone: tzinfo | None, key: str) -> str:
    """Which of an article's two texts is shown, and the way to the other."""
    if page.is_shown:
        fetched = when(page.fetched_at.astimezone(zone), now).removeprefix("today ")
        words = f"Full text from {display_host(page.url)}, fetched {fetched}"
        return f"{words} · {key} shows the feed's own" if key else words
    return f"The feed's own text · {key} shows the full text" if key else "The feed's own text"


def when(published: datetime, now: datetime) -> str:
    """A date as people say it: "today 14:02", "yesterday 9:10", "14 Nov 14:02", "14 Nov 2025 14:02"."""
    days = (now.date() - published.date()).days
    clock = f"{published:%H:%M}"
    if days in {0, 1}:
        return f"{'yesterday' if days else 'today'} {clock}"
    day = f"{published.day} {published:%b}"
    return f"{day} {clock}" if published.year == now.year else f"{day} {published.year} {clock}"


def _title_lines(title: str, width: int) -> Iterator[ReaderLine]:
    """The lines of a title; its offsets end below 0, where those of the text begin."""
    start = title_start(title)
    for begin, end in break_lines(title, width):
        pieces = ((0, start + begin, end - begin),)
        yield ReaderLine(Line(title[begin:end], start=start + begin, end=start + end, pieces=pieces), "title")


def _wrapped(text: str, style: str, width: int) -> Iterator[ReaderLine]:
    for begin, end in break_lines(text, width):
        yield ReaderLine(Line(text[begin:end]), style)
