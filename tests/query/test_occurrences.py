"""What of an article made a query find it: the words that a watchlist marks."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.article import title_start
from newsterm.model.errors import QueryError
from newsterm.query.occurrences import Occurrences
from newsterm.query.parser import parse
from newsterm.query.predicate import ArticleFacts, matches
from newsterm.query.tokens import tokenise

TITLE = "Soleimani’s ports"
BODY = "Ports, of São Tomé; the PORTFOLIO of Soleimani (and a sao tome cafe\u0301) port."


def found(query: str, title: str = TITLE, body: str = BODY) -> list[str]:
    """What is marked, in order; what stands in the title in brackets."""
    start = title_start(title)
    return [
        f"[{title[begin - start : end - start]}]" if begin < 0 else body[begin:end]
        for begin, end in sorted(Occurrences(parse(query)).in_article(title, body))
    ]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("soleimani", ["[Soleimani]", "Soleimani"]),
        ("ports", ["[ports]", "Ports"]),
        ("port*", ["[ports]", "Ports", "PORTFOLIO", "port"]),
        ('"sao tome"', ["São Tomé", "sao tome"]),
        ('"sao to"*', ["São Tomé", "sao tome"]),
        ("café", ["cafe\u0301"]),
        ("title:ports", ["[ports]"]),
        ("body:ports", ["Ports"]),
        ("author:ports note:ports", []),
        ("-ports", []),
        ("port -(ports OR soleimani)", ["port"]),
        ("ports OR (is:unread port)", ["[ports]", "Ports", "port"]),
        ("is:unread", []),
        ("", []),
        ("/S[a-z]+i/", ["[Soleimani]", "Soleimani"]),
        ("title:/port./i", ["[ports]"]),
        ("url:/port/", []),
    ],
)
def test_words_and_patterns_that_a_query_wants_are_marked(query: str, marked: list[str]) -> None:
    assert found(query) == marked


def test_a_regular_expression_that_takes_too_long_is_told() -> None:
    with pytest.raises(QueryError, match="takes too long"):
        found("/(a|a)+b/", body="a" * 60 + "c")


TEXTS = st.text(st.sampled_from("abABé\u0301 -’.ß"), max_size=20)


@given(TEXTS, TEXTS, st.text(st.sampled_from("abé ß"), min_size=1, max_size=4), st.sampled_from(["", "*"]))
def test_a_word_is_marked_where_the_query_finds_the_article_and_nowhere_else(
    title: str, body: str, word: str, star: str
) -> None:
    if not tokenise(word):
        return
    query = parse(f'"{word}"{star}')
    facts = ArticleFacts(title=title, body=body)
    marked = Occurrences(query).in_article(title, body)
    assert bool(marked) is matches(query, facts, datetime(2026, 11, 22, tzinfo=UTC), UTC)
