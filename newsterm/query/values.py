"""Reading one word, phrase, regular expression or field of a query, checked against the table of fields."""

import re
from typing import Final

from newsterm.model.errors import QueryError
from newsterm.query.fields import FIELDS
from newsterm.query.kinds import Field, Ordered, Valued
from newsterm.query.names import fold_name, nearest
from newsterm.query.patterns import check_pattern
from newsterm.query.printing import quote
from newsterm.query.scanning import Scanner
from newsterm.query.tokens import tokenise
from newsterm.query.tree import (
    Between,
    Bound,
    Comparison,
    Day,
    Duration,
    Grade,
    Node,
    Operator,
    Pattern,
    Term,
    Text,
    any_of,
)

_PATTERN = re.compile(r"/((?:[^/\\\n]|\\.)*)/(\w*)", re.DOTALL)
_EQUALS = re.compile(r'(=[=<>]*)([^\s()"|]*)')
_NO_VALUE: Final = frozenset({")", "|", "(", ","})


def read_text(scanner: Scanner, field: str, *, in_list: bool = False) -> Text:
    """Read a word or phrase of the full text.

    Raises:
        QueryError: there is nothing in it that can be searched for.
    """
    column = scanner.column
    if scanner.peek() == '"':
        text = scanner.take_phrase()
        prefix = scanner.peek() == "*"
        scanner.at += prefix
    else:
        word = scanner.take_word(in_list=in_list)
        text = word.rstrip("*")
        prefix = text != word
        if "*" in text and tokenise(text):
            raise _star_within(scanner, word, column + text.index("*"))
    if not tokenise(text):
        shown = text or scanner.text[column - 1 : scanner.at]
        raise QueryError(f"There is no word to search for in `{shown}` at column {column}.", column)
    return Text(field, text, prefix)


def _star_within(scanner: Scanner, word: str, column: int) -> QueryError:
    begun = word[: word.index("*")]
    example = f"`{begun}*`" if tokenise(begun) else "`port*`"
    return scanner.error(
        f"`*` goes at the end of a word only, such as {example}; write {quote(word)} to search for the text", column
    )


def read_pattern(scanner: Scanner, field: str) -> Pattern:
    """Read a regular expression with its slashes.

    Raises:
        QueryError: it does not end, or is none.
    """
    column = scanner.column
    found = _PATTERN.match(scanner.text, scanner.at)
    if not found:
        raise scanner.error('This regular expression has no closing "/"; write "/" in quotes to search for text')
    if found[2] not in {"", "i"}:
        raise QueryError(
            f"After a regular expression only `i` (ignore case) may follow, not `{found[2]}`"
            f" (column {found.start(2) + 1}); write {quote(found[0])} to search for text.",
            found.start(2) + 1,
        )
    check_pattern(found[1], column + 1)
    scanner.at = found.end()
    return Pattern(field, found[1], bool(found[2]))


def read_field(scanner: Scanner, typed: str, sign: str) -> Node:
    """Read `name:value`, or a comparison.

    Args:
        scanner: stands at the name.
        typed: the name as written.
        sign: what follows it, ":" or a comparison.

    Raises:
        QueryError: no such field, or no such value.
    """
    column = scanner.column
    field = _known_field(scanner, typed, sign, column)
    scanner.at += len(typed) + len(sign)
    operator = Operator(sign)
    at = column + len(typed)
    if operator is not Operator.EQUAL and not field.ordered:
        raise QueryError(f"`{field.name}:` cannot be compared (column {at}); write {field.example}.", at)
    if field.ordered and operator not in field.ordered.operators:
        raise QueryError(f"`{field.name}` must be compared (column {at}); write {field.example}.", at)
    if scanner.peek() == "/" and field.pattern:
        return read_pattern(scanner, field.name)
    if scanner.peek() == "(" and operator is Operator.EQUAL:
        return _read_list(scanner, field)
    return _read_value(scanner, field, operator)


def equals_sign(scanner: Scanner, typed: str) -> QueryError | None:
    """The error of `name=value` where the name is a field's; None for other text.

    Args:
        scanner: stands at the name.
        typed: the name as written.
    """
    field = FIELDS.get(typed.lower())
    if field is None:
        return None
    at = scanner.at + len(typed)
    found = _EQUALS.match(scanner.text, at)
    written, value = (found[1], found[2]) if found else ("=", "")
    sign, takes = ":", "`:`"
    if field.ordered:
        way = next((way for way in "<>" if way in written), "")
        if Operator.EQUAL not in field.ordered.operators:
            takes = "`<` or `>`"
            sign = way or "<"
        elif way:
            takes = f"`{way}=`"
            sign = f"{way}="
    hint = f"did you mean `{field.name}{sign}{value}`?" if value else f"write {field.example}."
    return QueryError(f"`{field.name}` takes {takes}, not `{written}` (column {at + 1}); {hint}", at + 1)


def _known_field(scanner: Scanner, typed: str, sign: str, column: int) -> Field:
    field = FIELDS.get(typed.lower())
    if field:
        return field
    rest = scanner.text[scanner.at :].split(maxsplit=1)[0]
    near = nearest(typed, FIELDS)
    fields = ", ".join(f"{name}:" for name in FIELDS)
    hint = (
        f"did you mean `{near}{sign}`?" if near else f"there are {fields}; write {quote(rest)} to search for the text."
    )
    raise QueryError(f"No field `{typed}{sign}` at column {column}; {hint}", column)


def _read_list(scanner: Scanner, field: Field) -> Node:
    opening = scanner.column
    scanner.at += 1
    items: list[Node] = []
    while True:
        scanner.skip_spaces()
        items.append(_read_value(scanner, field, Operator.EQUAL, in_list=True))
        scanner.skip_spaces()
        if scanner.peek() == ")":
            scanner.at += 1
            return any_of(items)
        if scanner.has_ended():
            raise scanner.error("This list is never closed; expected a comma or `)`", opening)
        if scanner.peek() != ",":
            raise scanner.error("Expected a comma or `)` in the list")
        scanner.at += 1


def _read_value(scanner: Scanner, field: Field, operator: Operator, *, in_list: bool = False) -> Node:
    column = scanner.column
    if scanner.has_ended() or scanner.peek().isspace() or scanner.peek() in _NO_VALUE:
        written = f"{field.name}{operator.value}"
        raise scanner.error(f"`{written}` needs a value directly after it, such as {field.example}")
    if field.ordered:
        return _read_ordered(scanner, field, field.ordered, operator, in_list=in_list)
    if field.valued is None:
        return read_text(scanner, field.name, in_list=in_list)
    phrase = scanner.peek() == '"'
    value = scanner.take_phrase() if phrase else _take_plain(scanner, in_list=in_list)
    if (not phrase and "*" in value) or scanner.peek() == "*":
        raise scanner.error("`*` goes with words of text only", None if phrase else column + value.index("*"))
    return Term(field.name, _known_value(field, field.valued, value, column), column)


def _take_plain(scanner: Scanner, *, in_list: bool) -> str:
    """Read a value without quotes around it; a machine tag has some within: scale:step="b"."""
    value = scanner.take_word(in_list=in_list)
    if value.endswith("=") and scanner.peek() == '"':
        value += f'"{scanner.take_phrase()}"'
    return value


def _known_value(field: Field, valued: Valued, typed: str, column: int) -> str:
    value = valued.normalise(typed)
    names = [choice.name for choice in valued.choices]
    if names and value not in names:
        near = nearest(value, names)
        hint = f"did you mean `{field.name}:{near}`?" if near else "there are " + ", ".join(names) + "."
        raise QueryError(f"No `{field.name}:{typed}` at column {column}; {hint}", column)
    if not fold_name(value):
        raise QueryError(
            f"`{field.name}:` at column {column} needs something to look for, such as {field.example}.", column
        )
    if wrong := valued.refuse(value):
        raise QueryError(f"`{typed}` at column {column} {wrong}.", column)
    return value


def _read_ordered(scanner: Scanner, field: Field, ordered: Ordered, operator: Operator, *, in_list: bool) -> Node:
    column = scanner.column
    if scanner.peek() == '"':
        word, column = scanner.take_phrase().strip(), column + 1
    else:
        word = scanner.take_word(in_list=in_list)
    if operator is Operator.EQUAL and ordered.between and ".." in word:
        return _read_between(field, ordered, word, column)
    return Comparison(field.name, operator, ordered.read(word, column))


def _read_between(field: Field, ordered: Ordered, word: str, column: int) -> Node:
    first, _, last = word.partition("..")
    if not first and not last:
        raise QueryError(f"The range at column {column} needs a beginning or an end, such as {field.example}.", column)
    low = ordered.read(first, column) if first else None
    high = ordered.read(last, column + len(first) + 2) if last else None
    if low is None or high is None:
        operator, only = (Operator.AT_MOST, high) if low is None else (Operator.AT_LEAST, low)
        assert only is not None  # noqa: S101 - one of them was there
        return Comparison(field.name, operator, only)
    assert not isinstance(low, Duration)  # noqa: S101 - durations have no ranges
    assert not isinstance(high, Duration)  # noqa: S101
    if _is_after(low, high):
        raise QueryError(f"The range `{word}` at column {column} ends before it begins; turn it round.", column)
    return Between(field.name, low, high)


def _is_after(low: Bound, high: Bound) -> bool:
    if isinstance(low, Day) and isinstance(high, Day):
        return (low.year, low.month or 1, low.day or 1) > (high.year, high.month or 12, high.day or 31)
    if isinstance(low, Grade) and isinstance(high, Grade):
        return low.letter > high.letter
    return isinstance(low, int) and isinstance(high, int) and low > high
