"""What commands share about arguments: queries and tags that begin with a hyphen, articles and feeds by token."""

import argparse
from collections.abc import Sequence

_GUARD = "\ufdd0"
"""Stands before an argument that begins with a hyphen but is no option; a noncharacter that nobody types."""
_WITH_VALUE = frozenset({"--data-dir", "--limit", "--sort", "--tag", "--score", "--half-life"})
_WITH_FREE_WORDS = frozenset(
    {"search", "mark", "tag", "note", "triage", "rules", "views", "star", "unstar", "later", "unlater", "archive"}
    | {"unarchive", "snooze", "wake", "do"}
)


def protect(arguments: Sequence[str], command: str | None) -> list[str]:
    """Keep argparse from taking `-word` of a query and `-TAG` for options, and let options stand between words.

    Everything after `--` is words.
    """
    if command not in _WITH_FREE_WORDS:
        return list(arguments)
    start = list(arguments).index(command) + 1
    options, words = [], []
    rest = iter(arguments[start:])
    for word in rest:
        if word == "--":
            words += [_GUARD + word for word in rest]
        elif word in _WITH_VALUE:
            options += [word, *[value for value in [next(rest, None)] if value is not None]]
        elif word.startswith("--") or word == "-h":
            options.append(word)
        else:
            words.append(_GUARD + word if word.startswith("-") else word)
    return [*arguments[:start], *options, *words]


def unprotect(parsed: argparse.Namespace) -> argparse.Namespace:
    """Undo `protect` in what argparse made of the arguments."""
    for name, value in vars(parsed).items():
        if isinstance(value, str):
            setattr(parsed, name, value.removeprefix(_GUARD))
        elif isinstance(value, list):
            setattr(parsed, name, [word.removeprefix(_GUARD) if isinstance(word, str) else word for word in value])
    return parsed


def command_of(arguments: Sequence[str]) -> str | None:
    """Return the first argument that is neither an option nor an option's value: the command."""
    words = iter(arguments)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def joined_query(words: Sequence[str]) -> str:
    """Make one query of the arguments that the shell parted; one with spaces in it stays together."""
    if len(words) < 2:
        return "".join(words)
    return " ".join(f"({word})" if " " in word.strip() else word for word in words)


def positive(text: str) -> int:
    """Read a whole number above nought, for argparse."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return number


def natural(text: str) -> int:
    """Read a whole number from nought, for argparse."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)
