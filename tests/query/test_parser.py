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
    Grade,
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
        ('"age=2d" "fer*y"', And((Text("", "age=2d"), Text("", "fer*y")))),
        ("a=b", Text("", "a=b")),
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
        ("grade:b", Comparison("grade", Operator.EQUAL, Grade("B"))),
        ("grade<=B", Comparison("grade", Operator.AT_MOST, Grade("B"))),
        ("grade:A..C", Between("grade", Grade("A"), Grade("C"))),
        (
            "grade:(A, F)",
            Or((Comparison("grade", Operator.EQUAL, Grade("A")), Comparison("grade", Operator.EQUAL, Grade("F")))),
        ),
        ("credibility<=2", Comparison("credibility", Operator.AT_MOST, 2)),
        ("score>10", Comparison("score", Operator.MORE, 10)),
        ("score:-5..+5", Between("score", -5, 5)),
        ("words:(1, 20..30)", Or((Comparison("words", Operator.EQUAL, 1), Between("words", 20, 30)))),
        ('date:"2026-11"', Comparison("date", Operator.EQUAL, Day(2026, 11))),
        ("lang:PT_br", Term("lang", "pt-br")),
        ("case:harbour", Term("case", "harbour")),
        ('view:"Syria  watch"', Term("view", "Syria watch")),
        ("quote:accord", Text("quote", "accord")),
        ("quote:/a.b/", Pattern("quote", "a.b")),
        ("is:Later", Term("is", "later")),
    ],
)
def test_a_query_means(text: str, tree: Query) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("now tittle:x", 5, "No field `tittle:` at column 5; did you mean `title:`?"),
        ("word>5", 1, "No field `word>` at column 1; did you mean `words>`?"),
        ("https://example.org/x", 1, 'write "https://example.org/x" to search for the text.'),
        ("quotes:x", 1, "No field `quotes:` at column 1; did you mean `quote:`?"),
        ("is:unred", 4, "No `is:unred` at column 4; did you mean `is:unread`?"),
        ("is:xyz", 4, "there are unread, read, starred, later, archived, snoozed, annotated, edited, duplicate."),
        ("is:snozed", 4, "did you mean `is:snoozed`?"),
        ("has:claims", 5, "No `has:claims` at column 5; did you mean `has:claim`?"),
        ("title: x", 7, "`title:` needs a value directly after it, such as title:ferry"),
        ("title:", 7, "needs a value"),
        ("title>x", 6, "`title:` cannot be compared (column 6); write title:ferry."),
        ("tag:()", 6, "needs a value"),
        ("tag:(a", 5, "This list is never closed"),
        ("tag:(a b)", 8, "Expected a comma"),
        ("tag:reg*", 8, "`*` goes with words of text only"),
        ("tag:#", 5, "needs something to look for, such as tag:region"),
        ("tag:re*g", 7, "`*` goes with words of text only"),
        ("see fer*y", 8, '`*` goes at the end of a word only, such as `fer*`; write "fer*y" to search for the text'),
        ("title:(sea, *ferry)", 13, "`*` goes at the end of a word only, such as `port*`"),
        ("age:2d", 4, "write age<2d"),
        ("x age=2d", 6, "`age` takes `<` or `>`, not `=` (column 6); did you mean `age<2d`?"),
        ("Age=>2d", 4, "did you mean `age>2d`?"),
        ("age=", 4, "write age<2d"),
        ("words==800", 6, "`words` takes `:`, not `==` (column 6); did you mean `words:800`?"),
        ("-date=>2026-11", 6, "`date` takes `>=`, not `=>` (column 6); did you mean `date>=2026-11`?"),
        ("tag=iran", 4, "did you mean `tag:iran`?"),
        ("age<2", 5, "write a number and m, h, d, w, mo or y, such as 2d."),
        ("age<2days", 5, "did you mean `2d`?"),
        ("age<3Months", 5, "did you mean `3mo`?"),
        ("date:monday", 6, "`monday` at column 6 is no date; write a day such as 2026-11-01"),
        ("date:2026/1/5", 6, "did you mean `2026-01-05`?"),
        ("date:5.11.2026", 6, "did you mean `2026-11-05`?"),
        ("date:2026-02-30", 6, "There is no date `2026-02-30`"),
        ("date:2026-11..2026-10", 6, "ends before it begins"),
        ("date:2026-11..x", 15, "`x` at column 15 is no date"),
        ("words>many", 7, "no whole number"),
        ("a && b", 3, "There is no word to search for in `&&` at column 3"),
        ("*", 1, "no word to search for"),
        ("a OR", 5, "Expected something after OR"),
        ("OR a", 1, "Expected something to find"),
        ("a AND", 6, "Expected something after AND"),
        ("AND a", 1, 'write "AND" for the word'),
        ("a - b", 3, "What to leave out must follow the `-` at column 3 directly"),
        ("(a", 1, "The parenthesis at column 1 is never closed"),
        ("a)", 2, "There is no parenthesis that this `)` closes"),
        ("()", 2, "Expected something to find"),
        ('x "a', 3, "This quote is never closed"),
        ("/a(b/", 5, "missing )"),
        ("/etc/hosts", 6, 'write "/etc/hosts" to search for text'),
        ("/etc", 1, 'no closing "/"'),
        ("//", 2, "is empty"),
        ("/(?:x{100}){100}/", 2, "use * or + instead"),
        ("/a(?R)/", 3, "may not call itself"),
        ("a\x00b", 2, "control character"),
        ("grade:G", 7, "`G` at column 7 is no grade; expected A (completely reliable) to F"),
        ("grade<=2", 8, "did you mean `credibility:2`?"),
        ("grade:C..A", 7, "ends before it begins"),
        ("credibility<=B", 14, "expected 1 (confirmed) to 6"),
        ("credibility:7", 13, "expected 1 (confirmed) to 6"),
        ("words>99999999999999999999", 7, "`99999999999999999999` at column 7 is too large; a number has at most 9"),
        ("score:-1000000000", 7, "is too large; a number has at most 9 digits"),
        ("age<1000000d", 5, "is too large; a number has at most 6 digits"),
        ('title:""', 7, '`""` at column 7'),
        ("score>high", 7, "no whole number such as 10 or -5"),
        ("lang:english", 6, "`english` at column 6 is no language code such as en, de or pt-br."),
        ("view:", 6, "`view:` needs a value directly after it, such as view:syria"),
        ("view>x", 5, "`view:` cannot be compared (column 5)"),
        ("words:(1, many)", 11, "`many` at column 11 is no whole number"),
        ("words:(1, )", 11, "`words:` needs a value"),
        ("date>(2026)", 6, "`date>` needs a value directly after it"),
        ("a \udcff", 3, "control character"),
    ],
)
def test_a_wrong_query_is_told_where_and_what_would_be_right(text: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    message = str(raised.value)
    assert said in message
    assert raised.value.column == column
    assert str(column) in message
    assert message[0].isupper() or message[0] == "`"
    assert message.endswith((".", "?"))


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
        ("grade:a OR grade:c", "grade:(A, C)"),
        ("date:2026-01 | date:2026-03..2026-04", "date:(2026-01, 2026-03..2026-04)"),
        ("score>=-5", "score>=-5"),
        ("view:X", "view:X"),
        ('VIEW:"My view"', 'view:"My view"'),
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
