"""Brings the rows that are about to be changed into memory, from many places of the disk at once."""

import json
import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from newsterm.storage.connections import connect

_MANY = 5_000
"""Articles from which on it pays."""
_READERS = 8
_PROBES = 100
"""Articles, from all over the list, that tell by how long they take whether the rows are in memory already."""
_AT_HAND = 0.000_03
"""Seconds that a row takes at most where it is; a disk needs more."""
_CACHE = 1_000
"""Kibibytes of page cache of each reader; what counts is the system's."""


def read_ahead(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Read the rows of many articles; few are left to whoever needs them.

    Rows that nobody has looked at for a while come one after the other to a single reader: a hundred thousand take a
    second or two. Several readers have them in a third of that. Rows that are in memory already are left alone.

    Args:
        connection: of a library.
        ids: the articles, in the order of a list.
    """
    if len(ids) < _MANY:
        return
    (path,) = (Path(file) for _, name, file in connection.execute("PRAGMA database_list") if name == "main")
    if _are_at_hand(path, ids[:: -(-len(ids) // _PROBES)]):
        return
    size = -(-len(ids) // _READERS)
    parts = [ids[begin : begin + size] for begin in range(0, len(ids), size)]
    with ThreadPoolExecutor(_READERS, "newsterm-reading-ahead") as pool:
        list(pool.map(lambda part: _read(path, part), parts))


def _are_at_hand(path: Path, probes: Sequence[int]) -> bool:
    """Whether rows come as fast as from memory."""
    started = time.perf_counter()
    _read(path, probes)
    return time.perf_counter() - started < _PROBES * _AT_HAND


def _read(path: Path, ids: Sequence[int]) -> None:
    with closing(connect(path, _CACHE)) as connection:
        connection.execute(
            "SELECT sum(a.read) FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value",
            (json.dumps(ids),),
        ).fetchall()
