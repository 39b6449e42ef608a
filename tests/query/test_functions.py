"""Regular expressions end in time, with a sentence."""

import time
from datetime import UTC

import pytest

from newsterm.model.errors import QueryError
from newsterm.query.facts import ArticleFacts
from newsterm.query.parser import parse
from newsterm.query.predicate import matches
from newsterm.query.sql import compile_query
from tests.query.library import MemoryLibrary
from tests.query.strategies import NOW

SLOW = r"/(x|y|xy)+\d/"
LONG = ArticleFacts(title="xy" * 5_000)


def test_a_slow_expression_is_an_error_not_a_frozen_screen() -> None:
    library = MemoryLibrary([LONG] * 3)
    began = time.monotonic()
    with pytest.raises(QueryError, match="takes too long"):
        library.find(parse(SLOW), NOW)
    assert time.monotonic() - began < 2
    library.close()


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
    compiled = compile_query(parse("/x/ is:unread site:a.org feed:b"), NOW, UTC)
    assert compiled.slow
    places = [compiled.condition.index(part) for part in ("a.read", "newsterm_at_site", "newsterm_matches")]
    assert places == sorted(places)
    library = MemoryLibrary([ArticleFacts(title=LONG.title, read=True), ArticleFacts(title="short")])
    assert library.find(parse(f"-{SLOW} is:unread"), NOW) == {1}
    library.close()
