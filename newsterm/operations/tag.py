"""Tagging articles with the user's own labels."""

from collections.abc import Iterable, Sequence

from newsterm.model.errors import NewstermError
from newsterm.model.event import EventKind
from newsterm.model.outcome import Outcome
from newsterm.operations.context import Context
from newsterm.operations.recording import record_for_articles
from newsterm.operations.wording import listed
from newsterm.storage import journal
from newsterm.text.terminal_safety import make_safe_line

_LONGEST_TAG = 200


class TagError(NewstermError):
    """A name that no tag can have."""


def tag(ctx: Context, ids: Sequence[int], add: Iterable[str] = (), remove: Iterable[str] = ()) -> Outcome:
    """Add tags to articles and remove others, as one action.

    Raises:
        TagError: one of the names cannot be a tag's.
    """
    adding = list(dict.fromkeys(check_tag(name) for name in add))
    removing = [name for name in dict.fromkeys(check_tag(name) for name in remove) if name not in adding]
    if not adding and not removing:
        return Outcome("No tags given")

    def drafts(articles: Sequence[int]) -> list[journal.Draft]:
        kinds = [(EventKind.TAGGED, name) for name in adding] + [(EventKind.UNTAGGED, name) for name in removing]
        return [journal.Draft(kind, {"articles": list(articles), "tag": name}, "") for kind, name in kinds]

    does, already = _wording(adding, removing)
    return record_for_articles(ctx, ids, drafts, does=does, already=already)


def untag(ctx: Context, ids: Sequence[int], names: Iterable[str]) -> Outcome:
    """Take tags off articles, as one action.

    Raises:
        TagError: one of the names cannot be a tag's.
    """
    return tag(ctx, ids, remove=names)


def check_tag(name: str) -> str:
    """Return a tag's name as it is kept: safe, and one word, with hyphens for spaces.

    Raises:
        TagError: no tag can have this name.
    """
    parts = (part.strip().replace(" ", "-") for part in make_safe_line(name).split("/"))
    tidy = "/".join(part for part in parts if part)
    if not tidy:
        raise TagError("A tag needs a name.")
    if len(tidy) > _LONGEST_TAG:
        raise TagError(f"A tag has at most {_LONGEST_TAG} characters; this one has {len(tidy)}.")
    if tidy.lower() == "none":
        raise TagError("No tag can be called “none”: tag:none finds what has no tags.")
    if tidy[0] in "+-":
        raise TagError(f"A tag cannot begin with {tidy[0]}.")
    if "," in tidy:
        raise TagError("A tag has no comma: commas part several tags.")
    return tidy


def _wording(adding: Sequence[str], removing: Sequence[str]) -> tuple[str, str]:
    """Return what was done and what was already so; braces of machine tags stand doubled for `format`."""
    plus = listed([_escaped(name) for name in adding])
    minus = listed([_escaped(name) for name in removing])
    if adding and removing:
        return f"tagged {{}} {plus} and untagged {minus}", f"{{}} tagged {plus} and not {minus} already"
    if adding:
        return f"tagged {{}} {plus}", f"{{}} tagged {plus} already"
    return f"removed {minus} from {{}}", f"{{}} not tagged {minus} anyway"


def _escaped(name: str) -> str:
    return "#" + name.replace("{", "{{").replace("}", "}}")
