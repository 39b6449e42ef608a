"""The search line offers what could stand at the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.query.completion import Vocabulary, completions
from newsterm.query.fields import FIELDS
from newsterm.query.parser import parse
from newsterm.query.tree import Term

VOCABULARY = Vocabulary(
    tags=("region", "region/syria", "økonomi", 'scale:step="b"'),
    feeds=("Harbour Post", "Old Quay", "The Harbour"),
    folders=("World", "World/Europe"),
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
        ("is:", ["unread", "read", "starred", "annotated"]),
        ("is:re", ["read", "unread", "starred"]),
        ("is:(unread, s", ["starred"]),
        ("has:", ["note"]),
        ("tag:reg", ["region", "region/syria"]),
        ("tag:syr", ["region/syria"]),
        ("tag:(region,no", ["none", "økonomi"]),
        ("tag:sca", [r'"scale:step=\"b\""']),
        ("feed:harb", ['"Harbour Post"', '"The Harbour"']),
        ('feed:"harbour p', ['"Harbour Post"']),
        ("folder:eu", ["World/Europe"]),
        ("zzz", []),
        ("ferry ", []),
        ('"in a ti', []),
        ("nofield:x", []),
    ],
)
def test_offers(text: str, texts: list[str]) -> None:
    assert offered(text) == texts


def test_an_empty_line_offers_every_field() -> None:
    assert [text.rstrip(":<") for text in offered("")] == list(FIELDS)


def test_the_part_before_the_cursor_is_replaced() -> None:
    (found,) = completions("fol more", 3, VOCABULARY)
    assert (found.text, found.start, found.end) == ("folder:", 0, 3)
    assert found.help


def test_a_taken_value_is_a_query() -> None:
    for text in ("tag:", "feed:", "folder:"):
        for item in completions(text, len(text), VOCABULARY):
            assert isinstance(parse(text[: item.start] + item.text), Term)


@given(st.text(max_size=30), st.integers(0, 30))
def test_completion_never_fails(text: str, cursor: int) -> None:
    for item in completions(text, min(cursor, len(text)), VOCABULARY):
        assert 0 <= item.start <= item.end <= len(text)
