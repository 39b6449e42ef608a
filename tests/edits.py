"""A feed whose publisher edits its articles, stored without a network."""

from datetime import datetime

from newsterm.model.document import Document
from newsterm.model.identifiers import feed_id
from newsterm.model.parsed import FeedLink, ParsedEntry
from newsterm.operations.context import Context
from newsterm.operations.deciding import decide
from newsterm.operations.identity import candidates
from newsterm.operations.revising import write_replacement
from newsterm.operations.subscribe import subscribe
from newsterm.storage import arrivals
from newsterm.storage.library import Library
from newsterm.text.html_to_document import html_to_document
from newsterm.text.packing import pack_entry

FEED = "https://a.example/feed"
FIRST = "The ferry left with 12 people. Nobody was hurt.\n\nIt rained."
SECOND = "The ferry left with 14 people. Nobody was hurt.\n\nIt rained."
THIRD = "The ferry left with 14 people. Two were not found.\n\nIt rained."


def _document(text: str) -> Document:
    return html_to_document("".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n")))


def put(library: Library, texts: dict[str, str], at: datetime) -> None:
    """Bring a feed's articles as they are now."""
    context = Context(library, "import", lambda: at)
    subscribe(context, [FeedLink(FEED, "Harbour Post")])
    entries = [
        pack_entry(ParsedEntry(key, f"Story {key}", f"https://a.example/{key}", "", None, _document(text), text))
        for key, text in texts.items()
    ]
    feed = feed_id(FEED)
    with library.writing(durable=False) as connection:
        decision = decide(arrivals.stored_for(connection, feed), candidates(entries), at)
        for insert in decision.inserts:
            article = arrivals.NewArticle(
                insert.key,
                "",
                insert.candidate.content_hash,
                insert.sort_second,
                insert.position,
                insert.candidate.entry,
            )
            arrivals.insert(connection, feed, FEED, article, seen_at=at)
        for replacement in decision.replacements:
            write_replacement(connection, replacement, at)
