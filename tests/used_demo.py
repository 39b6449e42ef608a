"""The demo library after a day's use, so that every field of a query has something to find."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsterm.model.document import Document
from newsterm.model.parsed import ParsedEntry
from newsterm.operations.annotate import write_note
from newsterm.operations.archive import archive
from newsterm.operations.context import Context
from newsterm.operations.demo import fill_with_demo
from newsterm.operations.later import put_later
from newsterm.operations.mark import mark_read
from newsterm.operations.search import find_ids
from newsterm.operations.snooze import snooze
from newsterm.operations.star import star
from newsterm.operations.tag import tag
from newsterm.operations.views import save_view
from newsterm.storage import arrivals
from newsterm.storage.library import Library
from newsterm.text.packing import pack_entry

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def fill(directory: Path) -> None:
    """Make a library of the demo's stories in a folder, and act on them as somebody would."""
    library = Library.open(directory)
    ctx = Context(library, now=lambda: NOW)
    fill_with_demo(ctx)

    def found(query: str) -> list[int]:
        return find_ids(ctx, query)

    mark_read(ctx, found("folder:coast age<1d"))
    star(ctx, found('title:ferry OR title:"lighthouse"'))
    put_later(ctx, found('feed:"Long View"'))
    archive(ctx, found('feed:"Small Machines" age>3d'))
    snooze(ctx, found("title:snow OR title:map"), NOW + timedelta(days=1))
    tag(ctx, found("ferry"), add=["accidents/ferry"])
    tag(ctx, found("dam"), add=["region/vessany", "dams"])
    for article in found("title:dam"):
        write_note(ctx, article, "Call the engineers; the source asked not to be named.")
    save_view(ctx, "Ports", "title:(harbour, port*) OR body:quay")
    save_view(ctx, "Old quay", "view:ports age>1d")
    with library.writing(durable=False) as connection:
        for words, score in (("dam", 20), ("sport OR football", -10)):
            ids = found(words)
            connection.executemany("UPDATE articles SET score = ? WHERE id = ?", [(score, each) for each in ids])
    library.close()


def put_article(directory: Path, text: str) -> None:
    """Put one more article, the newest, into a library."""
    with closing(Library.open(directory)) as library, library.writing(durable=False) as connection:
        (feed, url) = connection.execute("SELECT id, url FROM feeds ORDER BY id LIMIT 1").fetchone()
        entry = pack_entry(ParsedEntry("more", "One more", "", "", None, Document(text), ""))
        second = int(NOW.timestamp())
        new = arrivals.NewArticle("more", "", "", sort_second=second, position=None, entry=entry)
        arrivals.insert(connection, feed, url, new, seen_at=NOW)
