"""Sentences on what is wrong in the user's files: each begins with a path, which is long and mostly the same."""

from collections.abc import Sequence
from pathlib import Path

_BEHIND = ", line "


def directory_of(problems: Sequence[str]) -> str:
    """The one directory of all files that sentences begin with, "~" for the user's own; "" where there is none."""
    found = {path.parent for problem in problems if (path := _path(problem))}
    if len(found) != 1:
        return ""
    directory, home = found.pop(), Path.home()
    return str("~" / directory.relative_to(home) if directory.is_relative_to(home) else directory)


def by_name(problem: str) -> str:
    """The sentence with its file's name in place of the path."""
    path = _path(problem)
    return path.name + problem[len(str(path)) :] if path else problem


def _path(problem: str) -> Path | None:
    """The path that a sentence begins with, None if it begins with none."""
    text, parted, _ = problem.partition(_BEHIND)
    return path if parted and (path := Path(text)).is_absolute() else None
