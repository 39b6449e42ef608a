"""What could stand at the cursor of a query being typed: names of fields, then their values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsterm.query.fields import FIELDS, NO_TAG, Field
from newsterm.query.names import fold_name
from newsterm.query.printing import PLAIN_VALUE, quote

_BEFORE = r'(?:^|[\s(|"])-*'
_NAME = re.compile(_BEFORE + r"(?P<typed>[^\W\d_]*)\Z")
_VALUE = re.compile(
    _BEFORE + r'(?P<name>[^\W\d_]+):(?P<list>\((?:[^()"]|"[^"]*")*?,?\s*)?(?P<typed>"[^"]*|[^\s"(),|]*)\Z'
)
_LENGTHS = (
    ("age<1h", "the last hour"),
    ("age<1d", "the last day"),
    ("age<1w", "the last week"),
    ("age<1mo", "30 days"),
)


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that can stand in place of `[start, end)` of what is typed."""

    text: str
    start: int
    end: int
    help: str
    """What it means, in a few words; "" where the text says it all."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The library's own names, in the order in which they are offered."""

    tags: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def completions(text: str, cursor: int, vocabulary: Vocabulary) -> list[Completion]:
    """What could stand at the cursor, best first; what begins as typed comes before what holds it.

    Args:
        text: the query as typed so far; it need not be right.
        cursor: how many characters stand before the cursor.
        vocabulary: the library's own names.
    """
    before = text[:cursor]
    if found := _VALUE.search(before):
        field = FIELDS.get(found["name"].lower())
        if not field:
            return []
        typed = found["typed"]
        offered = _matching(_values(field, vocabulary), typed.removeprefix('"'))
        return [Completion(_quoted(value), cursor - len(typed), cursor, note) for value, note in offered]
    found = _NAME.search(before)
    if not found or before.count('"') % 2 or (not found["typed"] and before.strip()):
        return []
    return _names(found["typed"], cursor)


def _names(typed: str, cursor: int) -> list[Completion]:
    names = [(field.name + _sign(field), field.help) for field in FIELDS.values()]
    if typed.lower() == "age":
        names = list(_LENGTHS)
    wanted = typed.lower()
    return [Completion(name, cursor - len(typed), cursor, note) for name, note in names if name.startswith(wanted)]


def _sign(field: Field) -> str:
    """What follows a field's name: a colon, or a comparison where there is no other way."""
    if field.ordered is None or field.ordered.between:
        return ":"
    return "<"


def _values(field: Field, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if field.valued:
        yield from ((choice.name, choice.help) for choice in field.valued.choices)
    names = {"tag": vocabulary.tags, "feed": vocabulary.feeds, "folder": vocabulary.folders}
    yield from ((name, "") for name in names.get(field.name, ()))
    if field.name == "tag":
        yield NO_TAG, "without any tag"


def _matching(values: Iterable[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    wanted = fold_name(typed)
    found = [(value, note) for value, note in values if wanted in fold_name(value)]
    return sorted(found, key=lambda item: not fold_name(item[0]).startswith(wanted))


def _quoted(value: str) -> str:
    return value if PLAIN_VALUE.fullmatch(value) else quote(value)
