"""Articles put into a library on disk as random facts say, and every stored article as facts."""

import json
from collections.abc import Mapping, Sequence

from newsterm.model.document import Block, BlockKind, Document
from newsterm.model.identifiers import feed_id
from newsterm.model.listing import Listing
from newsterm.model.parsed import ParsedEntry
from newsterm.query.facts import ArticleFacts
from newsterm.storage import arrivals, articles, search_index, windows
from newsterm.storage.library import Library
from newsterm.text.packing import pack_entry
from tests.query.strategies import NOW


def store_facts(library: Library, facts: Sequence[ArticleFacts], views: Mapping[str, str]) -> None:
    """Store articles, each in a feed of its own, and views."""
    with library.writing(durable=False) as connection:
        for number, one in enumerate(facts):
            url = f"{one.feed_url}#{number}"
            feed, title = feed_id(url), "" if one.feed_title == one.feed_url else one.feed_title
            connection.execute(
                "INSERT INTO feeds(id, url, title, folder) VALUES (?, ?, ?, ?)", (feed, url, title, one.folder)
            )
            image = Block(BlockKind.IMAGE, len(one.body), len(one.body), target="https://a.example/x.png")
            document = Document(one.body, (Block(BlockKind.PARAGRAPH, 0, len(one.body)), *[image] * one.images))
            entry = pack_entry(ParsedEntry(str(number), one.title, one.url, one.author, one.published, document, ""))
            second = int(one.published.timestamp())
            new = arrivals.NewArticle(str(number), "", "", sort_second=second, position=None, entry=entry)
            article = arrivals.insert(connection, feed, url, new, seen_at=one.seen)
            connection.execute(
                "UPDATE articles SET read = ?, starred = ?, later = ?, archived = ?, snoozed_until = ?, score = ?,"
                " revision = ?, noted = ?, tags = ? WHERE id = ?",
                (
                    *(one.read, one.starred, one.later, one.archived, 2_000_000_000 * one.snoozed),
                    *(one.score, one.revisions),
                    *(bool(one.notes), "\n".join(one.tags), article),
                ),
            )
            connection.executemany("INSERT INTO article_tags VALUES (?, ?)", ((tag, article) for tag in one.tags))
            if one.notes:
                connection.execute("INSERT INTO notes VALUES (?, ?)", (article, one.notes))
        connection.executemany(
            "INSERT INTO definitions VALUES ('view', ?, ?)",
            ((name, json.dumps({"query": query})) for name, query in views.items()),
        )
        search_index.build_anew(connection)


def stored_facts(library: Library) -> dict[int, ArticleFacts]:
    """Every article of a library as the predicate judges it."""
    reader = library.reader()
    found = {}
    for article in windows.ids(reader, Listing(), NOW):
        stored = articles.by_id(reader, article)
        row, (folder, words) = (
            stored.row,
            reader.execute(
                "SELECT f.folder, a.words FROM articles AS a JOIN feeds AS f ON f.id = a.feed_id WHERE a.id = ?",
                (article,),
            ).fetchone(),
        )
        found[article] = ArticleFacts(
            title=row.title,
            body=stored.document.text,
            author=row.author,
            notes=" ".join(stored.notes),
            url=row.url,
            feed_title=row.feed_title,
            feed_url=stored.feed_url,
            folder=folder,
            tags=row.tags,
            read=row.read,
            starred=row.starred,
            later=row.later,
            archived=row.archived,
            snoozed=row.snoozed_until is not None,
            annotated=row.noted,
            published=row.published,
            seen=stored.seen_at,
            words=words,
            score=row.score,
            revisions=row.revision,
            images=sum(block.kind is BlockKind.IMAGE for block in stored.document.blocks),
        )
    return found
