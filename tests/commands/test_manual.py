"""The manual and the query language on the command line."""

from pathlib import Path
from time import monotonic

import pytest

from newsterm.manual.pages import page
from newsterm.manual.plain import to_plain
from tests.used_demo import put_article


def test_a_page_is_printed_as_plain_text(newsterm):
    result = newsterm("manual", "query")
    assert result.code == 0
    assert result.out == to_plain(page("query").text)
    assert "```" not in result.out
    assert "    ferry OR dam" in result.out


def test_without_a_page_all_are_listed(newsterm):
    pages = {line.split("\t")[0]: line.split("\t")[1:] for line in newsterm("manual").lines}
    assert {"query", "rules"} <= pages.keys()
    title, summary = pages["query"]
    assert title == "The query language"
    assert summary.startswith("A query says which articles you want.")


def test_a_missing_page_is_told_with_those_there_are(newsterm):
    result = newsterm("manual", "\x1b[2Jnonsense")
    assert result.code == 1
    assert "The manual has no page" in result.err
    assert "its pages are: fetching, keys, query, rules." in result.err
    assert "\x1b" not in result.err


def test_the_manual_needs_no_library(newsterm, tmp_path: Path):
    assert newsterm("manual", "query").code == 0
    assert not (tmp_path / "library.db").exists()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tittle:ferry", "newsterm: No field `tittle:` at column 1; did you mean `title:`?"),
        ("is:unred", "newsterm: No `is:unred` at column 4; did you mean `is:unread`?"),
        ("view:syria", "newsterm: No view `syria` at column 6; you have no views yet."),
        ("grade:G", "newsterm: `G` at column 7 is no grade; expected A (completely reliable) to F (cannot be judged)."),
    ],
)
def test_a_wrong_query_is_one_sentence_with_its_column(stocked, query: str, said: str):
    result = stocked("search", query)
    assert (result.code, result.out, result.err) == (1, "", said + "\n")


def test_a_regular_expression_that_explodes_is_stopped_within_a_second_and_named(stocked, tmp_path: Path):
    put_article(tmp_path, "a" * 20_000 + "!")
    began = monotonic()
    result = stocked("search", "/(a+)+$/")
    assert monotonic() - began < 1
    assert result.code == 1
    assert "The regular expression /(a+)+$/ takes too long" in result.err
