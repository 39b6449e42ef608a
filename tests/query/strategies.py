"""Random queries and articles, out of a small vocabulary so that they often meet."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from newsterm.query.choices import HAS, IS
from newsterm.query.facts import ArticleFacts
from newsterm.query.tree import (
    And,
    Between,
    Bound,
    Comparison,
    Day,
    Duration,
    Everything,
    Grade,
    Node,
    Not,
    Operator,
    Or,
    Pattern,
    Term,
    Text,
    all_of,
    any_of,
)

NOW = datetime(2026, 11, 20, 12, 30, 15, 250_000, tzinfo=UTC)
WORDS = ("ferry", "Ferries", "école", "ecole", "AT&T", "well-known", "the", "Straße", "北京", "ميناء", "x", "OR", "NOT")
FEEDS = (
    ("Harbour Post", "https://harbour.example/feed"),
    ("Málaga Hoy", "https://malaga.example/rss"),
    ("", "http://blog.example/atom.xml"),
)
FOLDERS = ("", "World", "World/Europe", "Tech")
TAGS = ("region", "region/syria", "Region/Äthiopien", "regional", "c#", 'scale:step="b"', "none such")
URLS = (
    "",
    "https://www.Harbour.example/Sport/1",
    "http://harbour.example.org/2",
    "https://[broken",
    "mailto:x@y.example",
)

_TEXT_FIELDS = st.sampled_from(["", "", "title", "body", "author", "note", "quote"])
_SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
_DAYS = st.builds(
    lambda offset, parts: Day(*[(day := NOW.date() - timedelta(days=offset)).year, day.month, day.day][:parts]),
    st.integers(0, 60),
    st.integers(1, 3),
)
_NUMBERS = st.integers(0, 1000)
_SCORES = st.integers(-50, 50)
_CREDIBILITIES = st.integers(1, 6)
_GRADES = st.sampled_from("ABCDEF").map(Grade)
_OPERATORS = st.sampled_from(list(Operator))


def _ordered(low: Bound, high: Bound) -> tuple[Bound, Bound]:
    def key(value: Bound) -> tuple[int, ...]:
        if isinstance(value, Grade):
            return (ord(value.letter),)
        return (value,) if isinstance(value, int) else (value.year, value.month or 1, value.day or 1)

    return (low, high) if key(low) <= key(high) else (high, low)


def _between(field: str, low: Bound, high: Bound) -> Between:
    return Between(field, *_ordered(low, high))


leaves = st.one_of(
    st.builds(Text, _TEXT_FIELDS, _SENTENCES, st.booleans()),
    st.builds(Text, _TEXT_FIELDS, st.sampled_from(["fer", "ec", "str", "北"]), st.just(True)),
    st.builds(
        Pattern,
        st.sampled_from(["", "title", "body", "author", "note", "quote", "feed", "url"]),
        st.sampled_from(["f.rr", "^the", "(École|x)$", r"\bx\b", "[a-z]{3}e", r"a\/b"]),
        st.booleans(),
    ),
    st.builds(Term, st.just("is"), st.sampled_from([choice.name for choice in IS])),
    st.builds(Term, st.just("has"), st.sampled_from([choice.name for choice in HAS])),
    st.builds(Term, st.just("feed"), st.sampled_from(["harbour", "MALAGA", "example", "blog", "nothing such"])),
    st.builds(Term, st.just("folder"), st.sampled_from(["world", "World/Europe", "tech"])),
    st.builds(
        Term, st.just("tag"), st.sampled_from(["none", "region", "REGION/athiopien", "c#", 'scale:step="b"', "x"])
    ),
    st.builds(Term, st.just("site"), st.sampled_from(["harbour.example", "example.org", "www.harbour.example"])),
    st.builds(Term, st.just("url"), st.sampled_from(["sport", "HTTPS:", "/2"])),
    st.builds(
        Comparison,
        st.just("age"),
        st.sampled_from([operator for operator in Operator if operator is not Operator.EQUAL]),
        st.builds(Duration, st.integers(0, 40), st.sampled_from(["m", "h", "d", "w", "mo", "y"])),
    ),
    st.builds(Comparison, st.sampled_from(["date", "seen"]), _OPERATORS, _DAYS),
    st.builds(Comparison, st.just("words"), _OPERATORS, _NUMBERS),
    st.builds(Comparison, st.just("score"), _OPERATORS, _SCORES),
    st.builds(Comparison, st.just("credibility"), _OPERATORS, _CREDIBILITIES),
    st.builds(Comparison, st.just("grade"), _OPERATORS, _GRADES),
    st.builds(Term, st.just("lang"), st.sampled_from(["en", "pt-br"])),
    st.builds(Term, st.just("case"), st.sampled_from(["harbour", "the accord"])),
    st.builds(_between, st.sampled_from(["date", "seen"]), _DAYS, _DAYS),
    st.builds(_between, st.just("words"), _NUMBERS, _NUMBERS),
    st.builds(_between, st.just("score"), _SCORES, _SCORES),
    st.builds(_between, st.just("credibility"), _CREDIBILITIES, _CREDIBILITIES),
    st.builds(_between, st.just("grade"), _GRADES, _GRADES),
)


def _grown(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, min_size=2, max_size=4)
    return st.one_of(several.map(all_of), several.map(any_of), children.map(Not))


nodes: st.SearchStrategy[Node] = st.recursive(leaves, _grown, max_leaves=8)
queries = st.one_of(st.just(Everything()), nodes)
VIEW_NAMES = ("syria", "Old quay", "Später", "no such")
named_nodes: st.SearchStrategy[Node] = st.recursive(
    st.one_of(leaves, st.builds(Term, st.just("view"), st.sampled_from(VIEW_NAMES))), _grown, max_leaves=8
)
"""Trees that name views, too."""

_feeds = st.sampled_from(FEEDS)
_moments = st.integers(0, 70 * 86_400).map(lambda seconds: NOW.replace(microsecond=0) - timedelta(seconds=seconds))


@st.composite
def articles(draw: st.DrawFn) -> ArticleFacts:
    """One article with everything that a query can ask."""
    texts = st.lists(st.sampled_from([*WORDS, "\n\n", "—"]), max_size=6).map(" ".join)
    notes = draw(st.one_of(st.just(""), _SENTENCES))
    title, url = draw(_feeds)
    return ArticleFacts(
        title=draw(texts),
        body=draw(texts),
        author=draw(texts),
        notes=notes,
        url=draw(st.sampled_from(URLS)),
        feed_title=title or url,
        feed_url=url,
        folder=draw(st.sampled_from(FOLDERS)),
        tags=tuple(sorted(draw(st.sets(st.sampled_from(TAGS), max_size=2)))),
        read=draw(st.booleans()),
        starred=draw(st.booleans()),
        later=draw(st.booleans()),
        archived=draw(st.booleans()),
        snoozed=draw(st.booleans()),
        score=draw(_SCORES),
        revisions=draw(st.sampled_from((0, 0, 1, 7))),
        images=draw(st.integers(0, 2)),
        annotated=bool(notes),
        published=draw(_moments),
        seen=draw(_moments),
        words=draw(_NUMBERS),
    )


__all__ = ["NOW", "And", "Or", "articles", "named_nodes", "nodes", "queries"]
