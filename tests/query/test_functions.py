"""Regular expressions end in time, with a sentence."""

import sqlite3
import time
from datetime import UTC

import pytest

from newsterm.model.errors import QueryError
from newsterm.query.facts import ArticleFacts
from newsterm.query.parser import parse
from newsterm.query.patterns import Stopwatch
from newsterm.query.predicate import matches
from newsterm.query.sql import compile_query
from tests.query.library import MemoryLibrary
from tests.query.strategies import NOW

SLOW = r"/(x|y|xy)+\d/"
SOUND = "Ministers met in secret before the accord was signed. " * 5
LONG = ArticleFacts(title="xy" * 5_000)


def test_a_slow_expression_is_an_error_not_a_frozen_screen() -> None:
    library = MemoryLibrary([LONG] * 3)
    began = time.monotonic()
    with pytest.raises(QueryError, match="takes too long"):
        library.find(parse(SLOW), NOW)
    assert time.monotonic() - began < 1
    library.close()


def test_an_expression_that_is_slow_in_every_article_is_stopped_before_it_has_seen_all() -> None:
    library = MemoryLibrary([ArticleFacts(body=SOUND) for _ in range(3_000)])
    began = time.monotonic()
    with pytest.raises(QueryError, match="takes too long"):
        library.find(parse(r"body:/(\w+\s?)+\d\d\d\d$/"), NOW)
    assert time.monotonic() - began < 2
    library.close()


def test_an_expression_may_be_asked_of_many_articles() -> None:
    stopwatch = Stopwatch()
    assert not any(stopwatch.found("[aeiou]{4}.*x", True, SOUND) for _ in range(20_000))


def test_a_slow_expression_is_an_error_in_memory_too() -> None:
    with pytest.raises(QueryError, match="takes too long"):
        matches(parse(SLOW), LONG, NOW, UTC)


def test_the_time_of_a_query_counts_over_all_articles() -> None:
    library = MemoryLibrary([ArticleFacts(title=f"{number}") for number in range(50)])
    compiled = compile_query(parse("/1/"), NOW, UTC)
    sql = f"SELECT a.id FROM articles a WHERE {compiled.condition}"
    with pytest.raises(QueryError, match="takes too long"), library.functions.running(seconds=0.0):
        library.connection.execute(sql, compiled.parameters).fetchall()
    with library.functions.running():
        assert library.connection.execute(sql, compiled.parameters).fetchall()
    library.close()


def test_an_expression_is_asked_last() -> None:
    compiled = compile_query(parse("/x/ has:image is:unread site:a.org feed:b"), NOW, UTC)
    assert compiled.slow
    parts = ("a.read", "newsterm_at_site", "newsterm_has_image", "newsterm_matches")
    places = [compiled.condition.index(part) for part in parts]
    assert places == sorted(places)
    library = MemoryLibrary([ArticleFacts(title=LONG.title, read=True), ArticleFacts(title="short")])
    assert library.find(parse(f"-{SLOW} is:unread"), NOW) == {1}
    library.close()


def test_a_search_by_an_expression_can_be_interrupted_between_two_articles() -> None:
    library = MemoryLibrary([ArticleFacts(body=SOUND) for _ in range(2_000)])
    looked_at = 0

    def text_of(document: bytes) -> str:
        nonlocal looked_at
        looked_at += 1
        if looked_at == 10:
            library.connection.interrupt()
        return document[1:].decode()

    library.functions._document_text = text_of
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        library.find(parse("body:/nothing such/"), NOW)
    assert looked_at == 10
    library.close()
