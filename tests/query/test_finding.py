"""Finding in one article: as its reader types, and where it stands in the text as it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.article import title_start
from newsterm.model.errors import QueryError
from newsterm.query.finding import Findable
from newsterm.query.folded_text import fold_read

TITLE = "Ministers in São Paulo"
BODY = "The minister’s reply: “No.” A café-bar\nby the U.S. embassy;\ta cafe\u0301 of MINISTERS.\n\nEnd"


def shown(findable: Findable, title: str, body: str, wanted: str) -> list[str]:
    """What is found, as it stands in the article; what is found in the title in brackets."""
    start = title_start(title)
    return [
        f"[{title[begin - start : end - start]}]" if begin < 0 else body[begin:end]
        for begin, end in findable.find(wanted)
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("minister", ["[Minister]", "minister", "MINISTER"]),
        ("sao paulo", ["[São Paulo]"]),
        ("cafe", ["café", "cafe\u0301"]),
        ("CAFÉ", ["café", "cafe\u0301"]),
        ("minister's", ["minister’s"]),
        ('"no."', ["“No.”"]),
        ("u.s.", ["U.S."]),
        ("  embassy;   a  ", ["embassy;\ta"]),
        ("bar by", ["bar\nby"]),
        ("ministers. end", []),
        ("paulo the", []),
        ("", []),
        ("   ", []),
        ("/M[a-z]+s/", ["[Ministers]"]),
        ("/minister[a-z]/i", ["[Ministers]", "MINISTERS"]),
        ("/x*/", []),
        ("/etc", []),
    ],
)
def test_what_is_typed_is_found_as_it_is_read(wanted: str, found: list[str]) -> None:
    assert shown(Findable(TITLE, BODY), TITLE, BODY, wanted) == found


def test_an_article_without_a_title_is_searched_too() -> None:
    assert list(Findable("", "one two").find("two")) == [(4, 7)]


@pytest.mark.parametrize(("wanted", "column"), [("/(/", 3), ("/a{2000}/", 2), ("/*/i", 2), ("/(?V1)a/", 2)])
def test_what_is_no_regular_expression_is_told_with_its_column(wanted: str, column: int) -> None:
    with pytest.raises(QueryError) as raised:
        Findable("", "a").find(wanted)
    assert raised.value.column == column


def test_a_regular_expression_that_explodes_is_stopped_and_named() -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"/\(a\|a\)\+b/ takes too long"):
        Findable("", "a" * 60 + "c").find("/(a|a)+b/", seconds=0.1)
    assert time.monotonic() - began < 1


def test_a_long_article_with_thousands_of_hits_is_searched_at_once() -> None:
    findable = Findable("A long read", "Envoys met again and refused to say anything at all. " * 5_000)
    began = time.monotonic()
    assert len(findable.find("refused")) == 5_000
    assert time.monotonic() - began < 0.25


LETTERS = "aAeé\u0301\u0323ßIı ’'-“\t.Δ北"


def read(text: str) -> list[str]:
    """The words of a text, folded as it is read."""
    return "".join(map(fold_read, text)).split()


@given(st.text(st.sampled_from(LETTERS), max_size=30), st.data())
def test_every_part_of_a_text_is_found_and_what_is_found_reads_like_it(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text)))
    part = text[begin : data.draw(st.integers(begin, len(text)))]
    found = [text[low:high] for low, high in Findable("", text).find(part)]
    assert bool(found) is bool(read(part))
    assert all(read(each) == read(part) for each in found)
