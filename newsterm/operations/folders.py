"""What a folder's name may be."""

from newsterm.model.errors import NewstermError
from newsterm.text.terminal_safety import make_safe_line

_LONGEST_FOLDER = 200


class FolderError(NewstermError):
    """A name that no folder can have."""


def check_folder(folder: str) -> str:
    """Return a folder's path as it is kept: safe, on one line, no white space or empty names between the slashes.

    Raises:
        FolderError: the path is too long.
    """
    tidy = "/".join(part for part in (part.strip() for part in make_safe_line(folder).split("/")) if part)
    if len(tidy) > _LONGEST_FOLDER:
        raise FolderError(f"A folder's path has at most {_LONGEST_FOLDER} characters; this one has {len(tidy)}.")
    return tidy
