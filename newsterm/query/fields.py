"""The one table of fields: name, help, values, SQL and judgement of each.

Errors, completion and help all come from it; a new field is a new row. Full text (`Text` leaves) is
compiled in `fulltext`, because several words become one expression of the index.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsterm.query.choices import COMES_LATER, HAS, IS
from newsterm.query.condition import NEVER, Condition, Moment
from newsterm.query.kinds import Field, one_of
from newsterm.query.measured_fields import AGE, CREDIBILITY, DATE, GRADE, SCORE, SEEN, WORDS, published_second
from newsterm.query.name_fields import CASE, FEED, FOLDER, LANG, NO_TAG, SITE, TAG, URL, VIEW
from newsterm.query.quantities import bounds
from newsterm.query.tree import Between, Comparison, Term

__all__ = ["ANYWHERE", "FIELDS", "NO_TAG", "Field", "compile_term", "field_of", "is_published", "leaf_bounds"]

_DOCUMENT = "EXISTS (SELECT 1 FROM documents WHERE article_id = a.id AND newsterm_document_matches(?, ?, document))"
_NOTE = "EXISTS (SELECT 1 FROM notes WHERE article_id = a.id AND newsterm_matches(?, ?, text))"
_TITLE, _AUTHOR = "newsterm_matches(?, ?, a.title)", "newsterm_matches(?, ?, a.author)"

ANYWHERE: Final = Field(
    "",
    "title, body, author and your notes",
    'word "a phrase" pref*',
    columns=("title", "body", "author", "notes"),
    pattern=f"({_TITLE} OR {_AUTHOR} OR {_NOTE} OR {_DOCUMENT})",
    texts=lambda facts: (facts.title, facts.author, facts.notes, facts.body),
)
_ROWS: Final = (
    Field("title", "words of the title", "title:ferry", ("title",), pattern=_TITLE, texts=lambda facts: (facts.title,)),
    Field(
        "body", "words of the text", 'body:"sea wall"', ("body",), pattern=_DOCUMENT, texts=lambda facts: (facts.body,)
    ),
    Field(
        "author", "the author's name", "author:lind", ("author",), pattern=_AUTHOR, texts=lambda facts: (facts.author,)
    ),
    Field("note", "words of your notes", "note:call*", ("notes",), pattern=_NOTE, texts=lambda facts: (facts.notes,)),
    Field("quote", f"words that you marked; {COMES_LATER}", "quote:accord", pattern=NEVER.sql),
    FEED,
    FOLDER,
    TAG,
    VIEW,
    Field("is", "what you did with it", "is:unread", valued=one_of(IS)),
    Field("has", "what it has", "has:note", valued=one_of(HAS)),
    AGE,
    DATE,
    SEEN,
    WORDS,
    SCORE,
    SITE,
    URL,
    LANG,
    GRADE,
    CREDIBILITY,
    CASE,
)
FIELDS: Final[Mapping[str, Field]] = MappingProxyType({field.name: field for field in _ROWS})
"""Every field by name; bare words are `ANYWHERE`."""


def field_of(name: str) -> Field:
    """The field of a leaf."""
    return FIELDS[name] if name else ANYWHERE


def leaf_bounds(leaf: Comparison | Between, moment: Moment) -> tuple[int | None, int | None]:
    """What a comparison or range lets in: `[low, high)`, None for no bound."""
    return bounds(leaf, int(moment.now.timestamp() // 1), moment.zone)


def compile_term(leaf: Term) -> Condition:
    """SQL of a leaf with one value.

    Raises:
        QueryError: it is a view, which must be expanded first.
    """
    valued = FIELDS[leaf.field].valued
    assert valued is not None  # noqa: S101 - the parser made the leaf from this very table
    return valued.compile(leaf.value)


def is_published(leaf: Comparison | Between) -> bool:
    """Whether the leaf bounds the second that articles sort by."""
    ordered = FIELDS[leaf.field].ordered
    return ordered is not None and ordered.judge is published_second
