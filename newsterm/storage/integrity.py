"""Checks of the library: the file, the full-text index, the counters, and the columns that repeat other tables."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsterm.model.errors import LibraryError
from newsterm.storage import counters, search_index
from newsterm.storage.library import Library
from newsterm.storage.projections import TOUCHED

_MOST = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    is_fine: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class _Count:
    """A check that counts what is wrong."""

    fine: str
    wrong: str
    statement: str


_COUNTS = (
    _Count(
        "Every article has its document",
        "Articles without a document",
        "SELECT count(*) FROM articles AS a LEFT JOIN documents AS d ON d.article_id = a.id WHERE d.article_id IS NULL",
    ),
    _Count(
        "Every article can be found by its words",
        "Articles that the full-text index lacks, or has too many",
        "SELECT abs((SELECT count(*) FROM articles) - (SELECT count(*) FROM search_docsize))",
    ),
    _Count(
        "The articles' tags agree with the list of tags",
        "Articles whose tags disagree with the list of tags",
        """SELECT count(*) FROM articles AS a WHERE (tags <> '' OR id IN (SELECT article_id FROM article_tags))
            AND tags <> ifnull((SELECT group_concat(tag, char(10)) FROM
                (SELECT tag FROM article_tags WHERE article_id = a.id ORDER BY tag)), '')""",
    ),
    _Count(
        "The marks of notes agree with the notes",
        "Articles whose mark of a note disagrees with the notes",
        """SELECT count(*) FROM articles AS a LEFT JOIN notes AS n ON n.article_id = a.id
            WHERE a.noted <> (n.article_id IS NOT NULL)""",
    ),
    _Count(
        "Every edited article has its earlier texts",
        "Edited articles without all of their earlier texts",
        """SELECT count(*) FROM articles AS a WHERE (revision > 0 OR id IN (SELECT article_id FROM revisions))
            AND revision <> (SELECT count(*) FROM revisions WHERE article_id = a.id)""",
    ),
    _Count(
        "The lists leave out just what was unsubscribed and never touched",
        "Articles that are listed and should not be, or the other way round",
        f"""SELECT count(*) FROM articles
            WHERE listed <> ({TOUCHED} OR (SELECT subscribed FROM feeds WHERE feeds.id = feed_id))""",
    ),
)


def check(library: Library) -> list[Finding]:
    """Check everything; nothing is changed.

    Raises:
        LibraryError: the file cannot be read at all.
    """
    with library.writing(durable=False) as connection:
        sound = search_index.is_sound(connection)
    with library.reading() as connection:
        return [
            _check_file(connection),
            Finding(sound, "The full-text index is sound" if sound else "The full-text index is damaged"),
            *_check_counted(connection),
            _check_counters(connection),
        ]


def _check_file(connection: sqlite3.Connection) -> Finding:
    try:
        told = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_MOST})")]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except (sqlite3.DatabaseError, LibraryError) as error:
        told, loose = [str(error)], []
    if told != ["ok"]:
        return Finding(False, f"The file is damaged: {'; '.join(told)}")
    if loose:
        return Finding(False, f"Rows that belong to nothing: {len(loose):,}")
    return Finding(True, "The file is sound")


def _check_counted(connection: sqlite3.Connection) -> Iterator[Finding]:
    for count in _COUNTS:
        (number,) = connection.execute(count.statement).fetchone()
        yield Finding(not number, f"{count.wrong}: {number:,}" if number else count.fine)


def _check_counters(connection: sqlite3.Connection) -> Finding:
    kept, counted = counters.of_feeds(connection), counters.counted_anew(connection)
    wrong = [feed for feed in kept.keys() | counted.keys() if kept.get(feed) != counted.get(feed)]
    if wrong:
        return Finding(False, f"Feeds whose counters are wrong: {len(wrong):,}")
    return Finding(True, "The counters are right")
