"""Writing what a publisher changed of an article: as a revision where it says something else now, else silently."""

from datetime import datetime
from sqlite3 import Connection

from newsterm.model.event import UNTIL_EDITED, EventKind
from newsterm.operations.deciding import Replacement
from newsterm.operations.snooze import SNOOZE_ACTOR
from newsterm.operations.wording import quoted
from newsterm.storage import arrivals, revisions
from newsterm.storage.journal import Draft, append
from newsterm.storage.times import to_seconds
from newsterm.text.cleaning import clean
from newsterm.text.document_codec import decode
from newsterm.text.normalised_text import normalised_hash


def write_replacement(connection: Connection, replacement: Replacement, at: datetime) -> bool:
    """Write what the publisher changed; what the user did stays, but a snooze until this edit ends.

    Args:
        connection: in a write transaction; the full-text index has all articles.
        replacement: what to write.
        at: when it was fetched.

    Returns:
        Whether it is an edit: a change of more than typography, white space, tracing parameters and counters.

    Raises:
        NotFoundError: no such article.
    """
    article, found = replacement.article, replacement.candidate
    edited = replacement.differs and _keep_if_edited(connection, replacement, at)
    arrivals.replace_text(connection, article, found.entry, alias=found.alias, content_hash=found.content_hash)
    if edited:
        _wake(connection, article, at)
    return edited


def _keep_if_edited(connection: Connection, replacement: Replacement, at: datetime) -> bool:
    title, document = revisions.standing(connection, replacement.article)
    # A text that an older newsterm stored is looked at as this one would have stored it.
    before = normalised_hash(title, clean(decode(document)).text)
    entry = replacement.candidate.entry
    if normalised_hash(entry.title, entry.text) == before:
        return False
    revisions.keep(connection, replacement.article, text_hash=before, at=at)
    return True


def _wake(connection: Connection, article: int, at: datetime) -> None:
    """End the snooze of an article that waits for being edited: it is unread again, and at the top."""
    title, until = connection.execute("SELECT title, snoozed_until FROM articles WHERE id = ?", (article,)).fetchone()
    if until != UNTIL_EDITED:
        return
    payload = {"articles": [article]}
    drafts = [
        Draft(EventKind.SNOOZED, {**payload, "until": (0, to_seconds(at))}),
        Draft(EventKind.UNREAD, payload),
    ]
    label = f"{quoted(title or 'untitled')} is back, edited"
    append(connection, drafts, actor=SNOOZE_ACTOR, now=at, label=label)
