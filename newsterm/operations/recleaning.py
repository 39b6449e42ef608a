"""Cleaning what older versions of newsterm stored as this one would, beside everything else, a few at a time."""

import time
from collections.abc import Callable
from typing import NamedTuple

from newsterm.operations.context import Context
from newsterm.operations.identity import content_hash
from newsterm.storage import remembered, texts
from newsterm.text.cleaning import VERSION, clean
from newsterm.text.document_codec import decode, encode

_NAME = "cleaning"
_DONE = "done"
_AT_ONCE = 100
"""Articles looked at in one transaction."""
_PAUSE = 0.05
"""Seconds to leave the library alone between two."""


class Recleaned(NamedTuple):
    """What cleaning came to."""

    changed: int
    """Texts that changed."""
    done: bool
    """Whether all are clean now."""


def reclean(ctx: Context, *, stopped: Callable[[], bool] = lambda: False, pause: float = _PAUSE) -> Recleaned:
    """Clean all stored texts, unless this version did; goes on where it was stopped.

    Nothing is marked edited by it: content hashes follow. The source that a text was made from stays as it is.

    Args:
        ctx: the library.
        stopped: whether to stop, asked between transactions.
        pause: seconds between two of them.

    Raises:
        LibraryError: the library cannot be written; what was cleaned by then stays.
    """
    version, _, place = (remembered.get(ctx.library.reader(), _NAME) or "").partition(":")
    if version != str(VERSION):
        place = "-1"
    changed = 0
    while place != _DONE and not stopped():
        with ctx.library.writing(durable=False) as connection:
            found = texts.after(connection, int(place), _AT_ONCE)
            for article, title, packed in found:
                before = decode(packed)
                document = clean(before)
                if document is not before and document != before:
                    has_page = connection.execute("SELECT 1 FROM pages WHERE article_id = ?", (article,)).fetchone()
                    digest = None if has_page else content_hash(title, document.text)
                    texts.replace(connection, article, encode(document), document.text, content_hash=digest)
                    changed += 1
            place = str(found[-1][0]) if len(found) == _AT_ONCE else _DONE
            remembered.put(connection, _NAME, f"{VERSION}:{place}")
        if place != _DONE:
            time.sleep(pause)
    return Recleaned(changed, place == _DONE)
