"""What `is:` and `has:` can ask, each with its help, its SQL and its judgement."""

from collections.abc import Callable
from typing import Final, NamedTuple

from newsterm.query.condition import NEVER
from newsterm.query.facts import ArticleFacts

COMES_LATER: Final = "comes later, finds nothing yet"


class Choice(NamedTuple):
    """One value of a field that has a few; as it stands it finds nothing."""

    name: str
    help: str
    sql: str = NEVER.sql
    judge: Callable[[ArticleFacts], bool] = lambda _: False
    reads_document: bool = False
    """Whether it must look into the stored document, which is dear."""


_NOTED = "a.noted = 1"
_EDITED = "a.revision > 0"
_IMAGE = "EXISTS (SELECT 1 FROM documents WHERE article_id = a.id AND newsterm_has_image(document))"
IS: Final = (
    Choice("unread", "not yet shown to you", "a.read = 0", lambda facts: not facts.read),
    Choice("read", "shown to you", "a.read = 1", lambda facts: facts.read),
    Choice("starred", "kept on purpose", "a.starred = 1", lambda facts: facts.starred),
    Choice("later", "put aside to be read", "a.later = 1", lambda facts: facts.later),
    Choice("archived", "dealt with", "a.archived = 1", lambda facts: facts.archived),
    Choice("snoozed", "gone until a time", "a.snoozed_until <> 0", lambda facts: facts.snoozed),
    Choice("annotated", "with a note of yours", _NOTED, lambda facts: facts.annotated),
    Choice("edited", "changed by its publisher", _EDITED, lambda facts: facts.revisions > 0),
    Choice("duplicate", f"the same as another one; {COMES_LATER}"),
)
HAS: Final = (
    Choice("note", "a note of yours", _NOTED, lambda facts: facts.annotated),
    Choice("image", "a picture in its text", _IMAGE, lambda facts: facts.images > 0, reads_document=True),
    Choice("highlight", f"text that you marked; {COMES_LATER}"),
    Choice("claim", f"who says what; {COMES_LATER}"),
    Choice("enclosure", f"a file beside it; {COMES_LATER}"),
    Choice("revisions", "earlier texts", _EDITED, lambda facts: facts.revisions > 0),
    Choice("fulltext", f"the text of its page; {COMES_LATER}"),
)
