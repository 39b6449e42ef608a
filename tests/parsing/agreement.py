"""Whether the quick way and feedparser read a feed alike."""

from newsterm.model.errors import ParseError
from newsterm.parsing.feeds import read_unusual
from newsterm.parsing.raw import RawEntry, RawText
from newsterm.parsing.well_formed import read_well_formed


def differences(body: bytes, content_type: str = "") -> list[str] | None:
    """How the two ways differ over a body; None where the quick way leaves it alone."""
    body = body.lstrip(b" \t\r\n")
    quick = read_well_formed(body, content_type)
    if quick is None:
        return None
    try:
        slow = read_unusual(body, content_type)
    except ParseError as error:
        return [str(error)]
    pairs = [(len(slow.entries), len(quick.entries)), (slow.title.value, quick.title.value), (slow.link, quick.link)]
    pairs += [(kept(before), kept(after)) for before, after in zip(slow.entries, quick.entries, strict=False)]
    return [f"{before} {after}" for before, after in pairs if before != after]


def kept(entry: RawEntry) -> tuple[object, ...]:
    """What newsterm keeps of an entry.

    The base of its text is left out: in feedparser one that ended goes on counting for what comes behind it.
    """
    text = max(entry.texts, key=lambda text: len(text.value), default=RawText("", is_html=False))
    return (
        entry.guid,
        (entry.title.value, entry.title.is_html),
        entry.link,
        entry.author,
        entry.published,
        (text.value, text.is_html) if text.value else None,
        entry.enclosures,
    )
