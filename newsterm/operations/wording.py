"""Small parts of the sentences that operations report: numbers with their nouns, names cut to fit."""

from collections.abc import Sequence

_LONGEST_NAME = 48
_INNER_QUOTES = str.maketrans("“”", "‘’")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write "1 article", "34 articles", "1,204 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def quoted(name: str) -> str:
    """Put a title or name between quotation marks, cut at a word where it is long; quotes inside become single ones."""
    return f"“{shortened(name).translate(_INNER_QUOTES)}”"


def shortened(name: str) -> str:
    """Cut a long name at a word and mark the cut."""
    if len(name) <= _LONGEST_NAME:
        return name
    cut = name[: _LONGEST_NAME - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > _LONGEST_NAME // 2 else cut).rstrip(" ,;:.–—-") + "…"


def listed(names: Sequence[str]) -> str:
    """Join names: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capitalised(sentence: str) -> str:
    """Begin with a capital letter, leaving the rest alone."""
    return sentence[:1].upper() + sentence[1:]


def span_words(seconds: float) -> str:
    """Write a span of time as one would say it, in its two largest units: "20 s", "15 min", "2 h 30 min", "3 days"."""
    minutes = round(seconds / 60)
    if seconds < 60 and not minutes:
        return f"{int(seconds)} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{counted(days, 'day')} {hours} h" if hours and days < 3 else counted(days, "day")
