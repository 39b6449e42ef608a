"""Keys as a user presses them, written down in a line.

Words are keys ("enter", "e", "ctrl+e"), `e*20` is a key pressed twenty times, and text between apostrophes is typed.
"""

import re

_PART = re.compile(r"'(?P<text>[^']*)'|(?P<key>[^\s']+?)(?:\*(?P<times>\d+))?(?=\s|$)")


def strokes(line: str) -> list[str]:
    """The keys of a line, one after the other; typed characters stand for themselves."""
    pressed: list[str] = []
    for part in _PART.finditer(line):
        if part["text"] is not None:
            pressed += part["text"]
        else:
            pressed += [part["key"]] * int(part["times"] or 1)
    return pressed
