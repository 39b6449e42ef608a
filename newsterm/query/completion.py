"""What could stand at the cursor of a query being typed: names of fields, then their values."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from newsterm.query.fields import FIELDS, NO_TAG
from newsterm.query.kinds import Field
from newsterm.query.names import fold_name
from newsterm.query.printing import PLAIN_VALUE, quote

_BEFORE = r'(?:^|[\s(|"])-*'
_NAME = re.compile(_BEFORE + r"(?P<typed>[^\W\d_]*)\Z")
_VALUE = re.compile(
    _BEFORE + r"(?P<name>[^\W\d_]+)"
    r'(?P<sign>:(?:\((?:(?:[^()",]|"[^"]*")*,)*\s*)?|[<>]=?)'
    r'(?P<typed>"[^"]*|[^\s"(),|]*)\Z'
)
_SIGN = re.compile("[:<>=]+")


class Completion(NamedTuple):
    """A text that can stand in place of `[start, end)` of what is typed."""

    text: str
    start: int
    end: int
    help: str
    """What it means, in a few words; "" where the text says it all."""


class Vocabulary(NamedTuple):
    """The library's own names, in the order in which they are offered."""

    tags: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    today: date | None = None
    """The local day, which dates are offered from; None for no dates."""


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
        offered = _matching(_values(field, found["sign"][0], vocabulary), typed.removeprefix('"'))
        return [Completion(_quoted(value), cursor - len(typed), cursor, note) for value, note in offered]
    found = _NAME.search(before)
    if not found or before.count('"') % 2 or (not found["typed"] and before.strip()):
        return []
    return _names(found["typed"], cursor)


def _names(typed: str, cursor: int) -> list[Completion]:
    names = [(field.name + _sign(field), field.help) for field in FIELDS.values()]
    wanted = typed.lower()
    return [Completion(name, cursor - len(typed), cursor, note) for name, note in names if name.startswith(wanted)]


def _sign(field: Field) -> str:
    """What follows a field's name where it is typical: a colon or a comparison."""
    found = _SIGN.match(field.example, len(field.name))
    return found[0] if found else ":"


def _values(field: Field, sign: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    if field.valued:
        yield from ((choice.name, choice.help) for choice in field.valued.choices)
    if field.ordered:
        yield from field.ordered.suggestions
    if field.name in {"date", "seen"} and vocabulary.today:
        yield from (each for each in _dates(vocabulary.today) if sign == ":" or ".." not in each[0])
    names = {
        "tag": vocabulary.tags,
        "feed": vocabulary.feeds,
        "folder": vocabulary.folders,
        "view": vocabulary.views,
    }
    yield from ((name, "") for name in names.get(field.name, ()))
    if field.name == "tag":
        yield NO_TAG, "without any tag"


def _dates(today: date) -> Iterator[tuple[str, str]]:
    monday = today - timedelta(days=today.weekday())
    yield f"{today}", "today"
    yield f"{today - timedelta(days=1)}", "yesterday"
    yield f"{monday}..{today}", "this week"
    yield f"{today:%Y-%m}", "this month"
    yield f"{today:%Y}", "this year"


def _matching(values: Iterable[tuple[str, str]], typed: str) -> list[tuple[str, str]]:
    """The values that hold what is typed; a word such as "today" is as good as the value that it stands for."""
    wanted = fold_name(typed)
    found = [(value, note) for value, note in values if wanted in fold_name(value) or _begins(note, wanted)]
    return sorted(found, key=lambda item: not fold_name(item[0]).startswith(wanted))


def _begins(note: str, wanted: str) -> bool:
    return len(wanted) > 1 and note.startswith(wanted)


def _quoted(value: str) -> str:
    return value if PLAIN_VALUE.fullmatch(value) else quote(value)
