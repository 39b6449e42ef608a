"""What people type becomes the tree they meant, or an error at its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.errors import QueryError
from newsterm.query.fields import FIELDS
from newsterm.query.parser import LONGEST_QUERY_TEXT, MOST_LEAVES, parse
from newsterm.query.printing import to_text
from newsterm.query.tree import (
    And,
    Between,
    Comparison,
    Day,
    Duration,
    Everything,
    Not,
    Operator,
    Or,
    Pattern,
    Query,
    Term,
    Text,
)
from tests.query.strategies import queries

A, B, C = Text("", "a"), Text("", "b"), Text("", "c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a|b", Or((A, B))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("(a b) c", And((A, B, C))),
        ("-a", Not(A)),
        ("NOT a -b", And((Not(A), Not(B)))),
        ("--a", Not(Not(A))),
        ("-(a OR b)", Not(Or((A, B)))),
        ("fer*", Text("", "fer", prefix=True)),
        ('"sea wall"', Text("", "sea wall")),
        ('"sea wa"*', Text("", "sea wa", prefix=True)),
        (r'"say \"no\" \\ x"', Text("", r"say \"no\" \ x".replace('\\"', '"'))),
        ("AT&T well-known 10:30", And((Text("", "AT&T"), Text("", "well-known"), Text("", "10:30")))),
        ("Hello, world", And((Text("", "Hello,"), Text("", "world")))),
        ("or and not", And((Text("", "or"), Text("", "and"), Text("", "not")))),
        ('"OR"', Text("", "OR")),
        ("ORAL ANDES NOTE", And((Text("", "ORAL"), Text("", "ANDES"), Text("", "NOTE")))),
        ("/a.b/", Pattern("", "a.b")),
        ("/a b/i c", And((Pattern("", "a b", ignore_case=True), C))),
        ("title:/x/", Pattern("title", "x")),
        ("TITLE:a", Text("title", "a")),
        ('title:"a b"', Text("title", "a b")),
        ("title:(a, b)", Or((Text("title", "a"), Text("title", "b")))),
        ("tag:(a)", Term("tag", "a")),
        ("tag:#region/syria/", Term("tag", "region/syria")),
        ('tag:scale:step="b"', Term("tag", 'scale:step="b"')),
        ("-tag:(a,b)", Not(Or((Term("tag", "a"), Term("tag", "b"))))),
        ("is:UNREAD", Term("is", "unread")),
        ("has:note", Term("has", "note")),
        ("age<2d", Comparison("age", Operator.LESS, Duration(2, "d"))),
        ("age>=3MO", Comparison("age", Operator.AT_LEAST, Duration(3, "mo"))),
        ("date:2026-11", Comparison("date", Operator.EQUAL, Day(2026, 11))),
        ("date>2026-10-31", Comparison("date", Operator.MORE, Day(2026, 10, 31))),
        ("date:2026-11-01..2026-11-07", Between("date", Day(2026, 11, 1), Day(2026, 11, 7))),
        ("date:2026..", Comparison("date", Operator.AT_LEAST, Day(2026))),
        ("words:..9", Comparison("words", Operator.AT_MOST, 9)),
        ("site:https://www.Example.org/x", Term("site", "www.example.org")),
    ],
)
def test_a_query_means(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("now tittle:x", 5, "no field `tittle:` at column 5; did you mean `title:`?"),
        ("word>5", 1, "no field `word>` at column 1; did you mean `words>`?"),
        ("https://example.org/x", 1, 'quotes search for the text: "https://example.org/x"'),
        ("quote:x", 1, "no field `quote:` at column 1"),
        ("is:unred", 4, "no `is:unred` at column 4; did you mean `is:unread`?"),
        ("is:snoozed", 4, "there are unread, read, starred, annotated"),
        ("has:claim", 5, "no `has:claim` at column 5"),
        ("title: x", 7, "`title:` needs a value directly after it, such as title:ferry"),
        ("title:", 7, "needs a value"),
        ("title>x", 1, "`title:` cannot be compared"),
        ("tag:()", 6, "needs a value"),
        ("tag:(a", 5, "this list is never closed"),
        ("tag:(a b)", 8, "expected a comma"),
        ("tag:reg*", 8, "`*` goes with words of text only"),
        ("tag:#", 5, "needs something to look for, such as tag:region"),
        ("age:2d", 5, "write age<2d"),
        ("age<2", 5, "units are m h d w mo y"),
        ("date:monday", 6, "`monday` at column 6 is not a date such as 2026-11-01"),
        ("date:2026-02-30", 6, "there is no date `2026-02-30`"),
        ("date:2026-11..2026-10", 6, "ends before it begins"),
        ("date:2026-11..x", 15, "`x` at column 15 is not a date"),
        ("words>many", 7, "not a whole number"),
        ("a && b", 3, "there is no word to search for in `&&` at column 3"),
        ("*", 1, "no word to search for"),
        ("a OR", 5, "expected something after OR"),
        ("OR a", 1, "expected something to find"),
        ("a AND", 6, "something must follow"),
        ("AND a", 1, 'write "AND" for the word'),
        ("a - b", 3, "what to leave out must follow the `-` at column 3 directly"),
        ("(a", 1, "the parenthesis at column 1 is never closed"),
        ("a)", 2, "no parenthesis that this `)` closes"),
        ("()", 2, "expected something to find"),
        ('x "a', 3, "this quote is never closed"),
        ("/a(b/", 5, "missing )"),
        ("/etc/hosts", 6, 'write "/etc/hosts" to search for text'),
        ("/etc", 1, 'no closing "/"'),
        ("//", 2, "is empty"),
        ("/(?:x{100}){100}/", 2, "use * or + instead"),
        ("/a(?R)/", 3, "may not call itself"),
        ("a\x00b", 2, "control character"),
        ("a \udcff", 3, "control character"),
    ],
)
def test_a_wrong_query_is_told_where_and_what_would_be_right(text: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert said in str(raised.value)
    assert raised.value.column == column


@given(queries)
def test_the_canonical_text_parses_to_the_same_tree(query: Query) -> None:
    assert parse(to_text(query)) == query


@given(st.text(max_size=12).filter(str.strip))
def test_any_phrase_is_printed_so_that_it_reads_back(text: str) -> None:
    for query in (Text("", text), Text("body", text, prefix=True), Term("tag", text)):
        try:
            read = parse(to_text(query))
        except QueryError:
            continue
        assert parse(to_text(read)) == read


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a  AND  b", "a b"),
        ("NOT a | b", "-a OR b"),
        ("tag:x OR tag:y", "tag:(x, y)"),
        ("(tag:x | tag:y) z", "tag:(x, y) z"),
        ("(a | b) z", "(a OR b) z"),
        ('title:"ferry"', "title:ferry"),
        ('feed:"Harbour Post"', 'feed:"Harbour Post"'),
        ("date>2026-1-5", "date>2026-01-05"),
    ],
)
def test_the_canonical_text_is_short(text: str, canonical: str) -> None:
    assert to_text(parse(text)) == canonical


_SCRAPS = st.sampled_from(
    [*'ab ()"-|/\\*:<>=.,i#&', "OR", "AND", "NOT", "tag:", "is:unread", "date:2026-", "age<1", "..", "é"]
)


@given(st.one_of(st.text(max_size=40), st.lists(_SCRAPS, max_size=12).map("".join)))
def test_any_text_parses_or_has_an_error_with_its_column(text: str) -> None:
    refused: QueryError | None = None
    try:
        query = parse(text)
    except QueryError as error:
        refused = error
    if refused is None:
        assert parse(to_text(query)) == query
    else:
        assert 1 <= refused.column <= len(text) + 1
        assert str(refused)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 9_000,
        "-" * 9_000 + "a",
        "NOT " * 2_000 + "a",
        "(a OR " * 1_000,
        "/" + "(" * 400 + "/",
        "x" * (LONGEST_QUERY_TEXT + 1),
    ],
)
def test_endless_queries_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)


def test_a_query_has_a_greatest_number_of_words() -> None:
    parse(" ".join(["a"] * MOST_LEAVES))
    with pytest.raises(QueryError, match="at most 400 words"):
        parse(" ".join(["a"] * MOST_LEAVES) + " tag:(a,b)")


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: field.name)
def test_the_example_of_each_field_is_a_query(field) -> None:
    assert parse(field.example) != Everything()
