"""The one table of fields: name, help, values, SQL and judgement of each.

Errors, completion and help all come from it; a new field is a new row. Full text (`Text` leaves) is
compiled in `fulltext`, because several words become one expression of the index.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from newsterm.model.identifiers import LATEST_SORT_SECOND, first_id_at
from newsterm.query.choices import HAS, IS, Choice
from newsterm.query.condition import Condition, Moment, both
from newsterm.query.facts import ArticleFacts
from newsterm.query.names import fold_name, has_tag, is_at_site, lower_ascii
from newsterm.query.quantities import ReadQuantity, bounds, read_day, read_duration, read_number
from newsterm.query.tree import Between, Comparison, Operator, Term

_FEED_TITLE = "CASE WHEN user_title <> '' THEN user_title WHEN title <> '' THEN title ELSE url END"
NO_TAG = "none"


@dataclass(frozen=True, slots=True)
class Ordered:
    """How a field is compared: as a whole number, of which seconds since 1970 are one kind."""

    read: ReadQuantity
    operators: tuple[Operator, ...]
    compile: Callable[[int | None, int | None], Condition]
    """SQL for `[low, high)`."""
    judge: Callable[[ArticleFacts], int]
    between: bool = True


@dataclass(frozen=True, slots=True)
class Valued:
    """How a field with one value is compiled and judged."""

    compile: Callable[[str], Condition]
    judge: Callable[[ArticleFacts, str], bool]
    normalise: Callable[[str], str] = str
    """What is kept of a value as typed; "" where nothing is left to look for."""
    choices: tuple[Choice, ...] = ()
    """The only values there are; empty where any will do."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the query language; it has text, values or an order."""

    name: str
    help: str
    example: str
    columns: tuple[str, ...] = ()
    """Of a field of text: columns of the full-text index."""
    valued: Valued | None = None
    ordered: Ordered | None = None
    pattern: str = ""
    """SQL for a regular expression, with `matches` standing for the function; "" where there can be none."""
    texts: Callable[[ArticleFacts], tuple[str, ...]] = lambda _: ()
    """The texts that a regular expression looks at."""


def _choice(choices: tuple[Choice, ...]) -> Valued:
    table = {choice.name: choice for choice in choices}
    return Valued(
        compile=lambda value: Condition(table[value].sql),
        judge=lambda facts, value: table[value].judge(facts),
        normalise=str.lower,
        choices=choices,
    )


def _compile_feed(value: str) -> Condition:
    folded = fold_name(value)
    return Condition(
        f"a.feed_id IN (SELECT id FROM feeds WHERE instr(newsterm_fold({_FEED_TITLE}), ?)"
        " OR instr(newsterm_fold(url), ?))",
        (folded, folded),
    )


def _compile_folder(value: str) -> Condition:
    return Condition("a.feed_id IN (SELECT id FROM feeds WHERE instr(newsterm_fold(folder), ?))", (fold_name(value),))


def _normalise_tag(value: str) -> str:
    return value.lstrip("#/").rstrip("/")


def _compile_tag(value: str) -> Condition:
    if value.lower() == NO_TAG:
        return Condition("a.tags = ''")
    # The distinct tags are walked by jumps in the index: there are few, on many articles.
    return Condition(
        "a.id IN (WITH RECURSIVE names(tag) AS (SELECT min(tag) FROM article_tags UNION ALL SELECT"
        " (SELECT min(tag) FROM article_tags WHERE tag > names.tag) FROM names WHERE names.tag IS NOT NULL)"
        " SELECT article_id FROM article_tags WHERE tag IN"
        " (SELECT tag FROM names WHERE tag IS NOT NULL AND newsterm_tag_below(tag, ?)))",
        (fold_name(value),),
    )


def _judge_tag(facts: ArticleFacts, value: str) -> bool:
    return not facts.tags if value.lower() == NO_TAG else has_tag(facts.tags, fold_name(value))


def _normalise_site(value: str) -> str:
    return fold_name(value).partition("//")[2 * ("//" in value)].partition("/")[0].strip(".")


def _compile_site(value: str) -> Condition:
    return Condition("newsterm_at_site(a.url, ?)", (value,))


def _compile_url(value: str) -> Condition:
    return Condition("instr(lower(a.url), ?) > 0", (lower_ascii(value),))


def _range(expression: str, convert: Callable[[int], int] = int) -> Callable[[int | None, int | None], Condition]:
    def compile_range(low: int | None, high: int | None) -> Condition:
        parts = [] if low is None else [Condition(f"{expression} >= ?", (convert(low),))]
        if high is not None:
            parts.append(Condition(f"{expression} < ?", (convert(high),)))
        return both(parts)

    return compile_range


def published_second(facts: ArticleFacts) -> int:
    """The second that an article sorts by."""
    return min(max(int(facts.published.timestamp() // 1), 0), LATEST_SORT_SECOND)


_COMPARED = (Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST)
_ALL = (*_COMPARED, Operator.EQUAL)
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
    Field(
        "feed",
        "the feed's name or address contains",
        "feed:harbour",
        valued=Valued(
            _compile_feed,
            lambda facts, value: any(
                fold_name(value) in fold_name(text) for text in (facts.feed_title, facts.feed_url)
            ),
        ),
        pattern=f"a.feed_id IN (SELECT id FROM feeds WHERE newsterm_matches(?, ?, {_FEED_TITLE})"
        " OR newsterm_matches(?, ?, url))",
        texts=lambda facts: (facts.feed_title, facts.feed_url),
    ),
    Field(
        "folder",
        "the feed's folder, with its subfolders",
        "folder:world",
        valued=Valued(
            _compile_folder,
            lambda facts, value: fold_name(value) in fold_name(facts.folder),
            lambda value: value.strip("/"),
        ),
    ),
    Field(
        "tag",
        "has the tag or one below it; none for no tag",
        "tag:region",
        valued=Valued(_compile_tag, _judge_tag, _normalise_tag),
    ),
    Field("is", "what you did with it", "is:unread", valued=_choice(IS)),
    Field("has", "what it has", "has:note", valued=_choice(HAS)),
    Field(
        "age",
        "published within (<) or before (>); m h d w mo y",
        "age<2d",
        ordered=Ordered(read_duration, _COMPARED, _range("a.id", first_id_at), published_second, between=False),
    ),
    Field(
        "date",
        "published on a day, in a month or between two days, local time",
        "date:2026-11-01..2026-11-07",
        ordered=Ordered(read_day, _ALL, _range("a.id", first_id_at), published_second),
    ),
    Field(
        "seen",
        "as date:, for when it arrived here",
        "seen>2026-10-31",
        ordered=Ordered(read_day, _ALL, _range("a.seen_at"), lambda facts: int(facts.seen.timestamp() // 1)),
    ),
    Field(
        "words",
        "length of the text in words",
        "words>800",
        ordered=Ordered(read_number, _ALL, _range("a.words"), lambda facts: facts.words),
    ),
    Field(
        "site",
        "host of the link, with its subdomains",
        "site:example.org",
        valued=Valued(_compile_site, lambda facts, value: is_at_site(facts.url, value), _normalise_site),
    ),
    Field(
        "url",
        "the link contains",
        "url:sport",
        valued=Valued(_compile_url, lambda facts, value: lower_ascii(value) in lower_ascii(facts.url)),
        pattern="newsterm_matches(?, ?, a.url)",
        texts=lambda facts: (facts.url,),
    ),
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
    """SQL of a leaf with one value."""
    valued = FIELDS[leaf.field].valued
    assert valued is not None  # noqa: S101 - the parser made the leaf from this very table
    return valued.compile(leaf.value)


def is_published(leaf: Comparison | Between) -> bool:
    """Whether the leaf bounds the second that articles sort by."""
    ordered = FIELDS[leaf.field].ordered
    return ordered is not None and ordered.judge is published_second
