"""Articles as JSON records and as lines, the same for `search` and `show`, and as arguments name them."""

from collections.abc import Callable, Sequence
from typing import Any

from newsterm.commands.arguments import joined_query
from newsterm.commands.console import Console, iso
from newsterm.model.article import ArticleRow
from newsterm.model.errors import NotFoundError
from newsterm.operations.context import Context
from newsterm.operations.search import find_ids
from newsterm.operations.snooze_times import EDITED
from newsterm.storage import articles, feeds, notes


def record_maker(ctx: Context) -> Callable[[ArticleRow], dict[str, Any]]:
    """Return what makes the JSON record of an article; the feeds' addresses are read once."""
    reader = ctx.library.reader()
    urls = {feed.id: feed.url for feed in feeds.all_feeds(reader, subscribed=False)}

    def record(row: ArticleRow) -> dict[str, Any]:
        note = notes.of(reader, row.id) if row.noted else ""
        return {
            "id": row.token,
            "feed": row.feed_title,
            "feed_url": urls.get(row.feed, ""),
            "title": row.title,
            "url": row.url,
            "author": row.author,
            "published": iso(row.published),
            "read": row.read,
            "starred": row.starred,
            "later": row.later,
            "archived": row.archived,
            "snoozed_until": "edited" if row.snoozed_until == EDITED else iso(row.snoozed_until),
            "edits": row.revision,
            "edited": iso(row.edited_at),
            "tags": list(row.tags),
            "notes": [note] if note else [],
        }

    return record


def write_row(console: Console, row: ArticleRow) -> None:
    """Write an article as one line: id, time, marks, feed, title, tags."""
    marks = ("·" if row.read else "N") + ("*" if row.starred else "·") + ("n" if row.noted else "·")
    tags = "".join(f" #{tag}" for tag in row.tags)
    console.columns(row.token, iso(row.published) or "", marks, row.feed_title, (row.title or "untitled") + tags)


def which_articles(ctx: Context, words: Sequence[str]) -> list[int]:
    """Find the articles that arguments name: by their ids, where all of them are ids, else by a query.

    Raises:
        QueryError: they are a wrong query.
    """
    reader = ctx.library.reader()
    try:
        return [articles.find(reader, word) for word in words]
    except NotFoundError:
        return find_ids(ctx, joined_query(words))
