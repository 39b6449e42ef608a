"""The search line offers what could stand at the cursor."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.query.completion import Vocabulary, completions
from newsterm.query.fields import FIELDS
from newsterm.query.parser import parse
from newsterm.query.tree import Between, Comparison, Or, Term

VOCABULARY = Vocabulary(
    tags=("region", "region/syria", "økonomi", 'scale:step="b"'),
    feeds=("Harbour Post", "Old Quay", "The Harbour"),
    folders=("World", "World/Europe"),
    views=("Syria watch", "quays"),
    today=date(2026, 11, 22),
)


def offered(text: str, cursor: int | None = None) -> list[str]:
    return [item.text for item in completions(text, len(text) if cursor is None else cursor, VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("ti", ["title:"]),
        ("ferry TA", ["tag:"]),
        ("-(ta", ["tag:"]),
        ("ag", ["age<"]),
        ("a|f", ["feed:", "folder:"]),
        (
            "is:",
            ["unread", "read", "starred", "later", "archived", "snoozed", "annotated", "edited", "duplicate"],
        ),
        ("is:re", ["read", "unread", "starred"]),
        ("is:(unread, s", ["starred", "snoozed"]),
        ("has:", ["note", "image", "highlight", "claim", "enclosure", "revisions", "fulltext"]),
        ("tag:reg", ["region", "region/syria"]),
        ("tag:syr", ["region/syria"]),
        ("tag:(region,no", ["none", "økonomi"]),
        ("tag:sca", [r'"scale:step=\"b\""']),
        ("feed:harb", ['"Harbour Post"', '"The Harbour"']),
        ('feed:"harbour p', ['"Harbour Post"']),
        ("folder:eu", ["World/Europe"]),
        ("view:", ['"Syria watch"', "quays"]),
        ("view:SYR", ['"Syria watch"']),
        ('-view:(quays, "sy', ['"Syria watch"']),
        ("vi", ["view:"]),
        ("age<", ["1h", "1d", "1w", "1mo"]),
        ("age>=1m", ["1mo"]),
        ("age", ["age<"]),
        ("sc", ["score>"]),
        ("grade:", ["A", "B", "C", "D", "E", "F"]),
        ("grade<=b", ["B"]),
        ("grade:(A, comp", ["A"]),
        ("credibility<=", ["1", "2", "3", "4", "5", "6"]),
        ("date:", ["2026-11-22", "2026-11-21", "2026-11-16..2026-11-22", "2026-11", "2026"]),
        ("date>2026-11-2", ["2026-11-22", "2026-11-21"]),
        ("seen:tod", ["2026-11-22"]),
        ("words>", []),
        ("lang:", []),
        ("zzz", []),
        ("ferry ", []),
        ('"in a ti', []),
        ("nofield:x", []),
    ],
)
def test_offers(text: str, texts: list[str]) -> None:
    assert offered(text) == texts


def test_an_empty_line_offers_every_field() -> None:
    assert [text.rstrip(":<>=") for text in offered("")] == list(FIELDS)


def test_the_part_before_the_cursor_is_replaced() -> None:
    (found,) = completions("fol more", 3, VOCABULARY)
    assert (found.text, found.start, found.end) == ("folder:", 0, 3)
    assert found.help


def test_a_taken_value_is_a_query() -> None:
    for text in ("tag:", "feed:", "folder:", "view:", "is:", "has:", "tag:(region, "):
        for item in completions(text, len(text), VOCABULARY):
            closed = text[: item.start] + item.text + ")" * ("(" in text)
            assert isinstance(parse(closed), Term | Or)
    for text in ("age<", "date:", "seen>=", "grade:", "credibility<="):
        for item in completions(text, len(text), VOCABULARY):
            assert isinstance(parse(text[: item.start] + item.text), Comparison | Between)


@given(st.text(max_size=30), st.integers(0, 30))
def test_completion_never_fails(text: str, cursor: int) -> None:
    for item in completions(text, min(cursor, len(text)), VOCABULARY):
        assert 0 <= item.start <= item.end <= len(text)


@pytest.mark.parametrize(
    "text", [f"tag:({'a' * 9_000})", f"tag:({' ' * 9_000})", 'tag:("' * 1_500, "tag:(" + "a, " * 3_000]
)
def test_a_long_list_is_no_burden(text: str) -> None:
    began = time.process_time()
    completions(text, len(text), VOCABULARY)
    assert time.process_time() - began < 0.1
