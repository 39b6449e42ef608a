"""What queries can ask of stored articles, read for some of them at once, so that many queries may judge them."""

import json
import sqlite3
from collections.abc import Collection

from newsterm.model.identifiers import published_of
from newsterm.query.facts import ArticleFacts
from newsterm.storage.times import from_seconds
from newsterm.text.document_codec import decode_text, has_image

_FACTS = """a.id, a.title, d.document, a.author, coalesce(n.text, ''), a.url,
    coalesce(nullif(f.user_title, ''), nullif(f.title, ''), f.url), f.url, f.folder, a.tags, a.read, a.starred, a.later,
    a.archived, a.snoozed_until, a.noted, a.seen_at, a.words, a.score, a.revision"""


def read_facts(connection: sqlite3.Connection, ids: Collection[int]) -> dict[int, ArticleFacts]:
    """The facts of those among some articles that are listed, by id."""
    rows = connection.execute(
        f"SELECT {_FACTS} FROM json_each(?) AS k CROSS JOIN articles AS a ON a.id = k.value"
        " CROSS JOIN feeds AS f ON f.id = a.feed_id CROSS JOIN documents AS d ON d.article_id = a.id"
        " LEFT JOIN notes AS n ON n.article_id = a.id WHERE a.listed = 1",
        (json.dumps(list(ids)),),
    )
    return {
        number: ArticleFacts(
            title=title,
            body=decode_text(document),
            author=author,
            notes=notes,
            url=url,
            feed_title=feed_title,
            feed_url=feed_url,
            folder=folder,
            tags=tuple(tags.split("\n")) if tags else (),
            read=bool(read),
            starred=bool(starred),
            later=bool(later),
            archived=bool(archived),
            snoozed=bool(snoozed_until),
            annotated=bool(noted),
            published=published_of(number),
            seen=from_seconds(seen_at),
            words=words,
            score=score,
            revisions=revision,
            images=int(has_image(document)),
        )
        for (
            number,
            title,
            document,
            author,
            notes,
            url,
            feed_title,
            feed_url,
            folder,
            tags,
            read,
            starred,
            later,
            archived,
            snoozed_until,
            noted,
            seen_at,
            words,
            score,
            revision,
        ) in rows.fetchall()
    }
