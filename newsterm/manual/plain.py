"""A page of the manual as plain text for a terminal: without the marks of Markdown that only a screen needs."""

import re

_FENCE = "```"
_MARKS = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`")


def to_plain(markdown: str) -> str:
    """Underline headings, indent examples, and take the marks off words."""
    lines: list[str] = []
    is_example = False
    for line in markdown.splitlines():
        if line.startswith(_FENCE):
            is_example = not is_example
        elif is_example:
            lines.append(f"    {line}".rstrip())
        elif line.startswith("#"):
            heading = _unmarked(line.lstrip("#").strip())
            lines += [heading, ("=" if line.startswith("# ") else "-") * len(heading)]
        else:
            lines.append(_unmarked(line))
    return "\n".join(lines).strip() + "\n"


def _unmarked(line: str) -> str:
    return _MARKS.sub(lambda found: found[1] or found[2], line)
