"""Counting what is unread in a view."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from newsterm.model.errors import QueryError
from newsterm.model.listing import Listing
from newsterm.operations.view_queries import unread_of
from newsterm.storage import windows
from newsterm.storage.scopes import read_query


class ViewCount(NamedTuple):
    """What counting a view gave."""

    unread: int | None = None
    """None where it cannot be counted."""
    wrong: str = ""
    """What is wrong with its query, such as a regular expression that takes too long; "" if nothing is."""


def count_view(connection: sqlite3.Connection, listing: Listing, now: datetime) -> ViewCount:
    """Count what is unread in the list of a view, or say what is wrong with its query.

    Args:
        connection: any.
        listing: what the view stands for.
        now: what ages in its query count back from.
    """
    try:
        read_query(connection, listing.query)
        return ViewCount(windows.count(connection, unread_of(listing), now))
    except QueryError as error:
        return ViewCount(wrong=str(error))
