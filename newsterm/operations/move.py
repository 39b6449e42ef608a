"""Moving a feed to another folder."""

from newsterm.model.event import EventKind
from newsterm.model.identifiers import encode
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.folders import check_folder
from newsterm.operations.recording import record
from newsterm.operations.wording import capitalised, shortened
from newsterm.storage import feeds, journal


def move(ctx: Context, feed: int, folder: str) -> Outcome:
    """Move a feed to a folder, which comes to be by it; "" moves it out of all folders.

    Raises:
        NotFoundError: there is no such feed.
        FolderError: the folder's name is none.
    """
    known = feeds.find(ctx.library.reader(), encode(feed))
    folder = check_folder(folder)
    draft = journal.Draft(EventKind.MOVED, {"folder": folder}, encode(feed))
    title = shortened(known.title)
    does = f"moved {title} to {folder}" if folder else f"moved {title} out of {known.folder}"
    appended = record(ctx, [draft], does)
    if not appended.group:
        return Outcome(f"{title} is in {folder} already" if folder else f"{title} is in no folder anyway")
    return Outcome(capitalised(does), feeds=appended.feeds, group=appended.group)
