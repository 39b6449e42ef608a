"""The libraries that benchmarks run on: built once a size and kept where asked."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from newsterm.model.listing import Listing
from newsterm.storage import windows
from newsterm.storage.library import Library
from tests.benchmarks.library_builder import build_library

_SHOWN = 16
"""Characters of a title that are sure to stand on the screen at the benchmarks' width."""
_SETTINGS = "mark_read_after = -1\nrefresh_every = 0\n"
"""So that a library that is kept stays as it was built."""


def libraries(folder: Path, sizes: Iterable[int]) -> Mapping[int, Path]:
    """Directories of libraries of these numbers of articles, built where the folder has none yet."""
    return {size: _library(folder / str(size), size) for size in sorted(sizes)}


def _library(directory: Path, size: int) -> Path:
    finished = directory / "finished"
    if not finished.exists():
        build_library(directory, size)
        (directory / "config.toml").write_text(_SETTINGS, encoding="utf-8")
        finished.touch()
    return directory


def first_title(directory: Path) -> str:
    """How the title begins that stands first when the reader opens on a library for the first time."""
    with closing(Library.open(directory)) as library:
        rows = windows.window(library.reader(), Listing("is:unread -is:later", stream=True), 0, 1, datetime.now(UTC))
    return rows[0].title[:_SHOWN].rstrip()
