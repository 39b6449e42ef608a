"""What `newsterm show --changes` prints: what an edit changed, as text with marks or as a record."""

from collections.abc import Iterable
from typing import Any

from newsterm.commands.console import iso
from newsterm.operations.comparing import Comparison
from newsterm.operations.wording import capitalised
from newsterm.text.line_breaking import break_lines
from newsterm.text.word_diff import Change, Paragraph

_MARKS = {Change.SAME: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}


def changes_text(found: Comparison, number: int, edits: int, width: int) -> str:
    """What an edit changed, for reading: removed words in [-…-], added ones in {+…+}.

    Args:
        found: the two versions, compared.
        number: of the edit, from 1.
        edits: how many edits there are.
        width: of a line, in cells.
    """
    times = " → ".join(f"{version.seen_at:%Y-%m-%d %H:%M} UTC" for version in (found.before, found.after))
    head = [capitalised(found.kinds.sentence()), f"Edit {number:,} of {edits:,} · seen {times}"]
    parts = [_marked(part) for part in (found.difference.title, *found.difference.paragraphs)]
    wrapped = ["\n".join(part[begin:end] for begin, end in break_lines(part, width)) for part in parts]
    return "\n\n".join(["\n".join(head), *wrapped])


def changes_record(found: Comparison, number: int, edits: int) -> dict[str, Any]:
    """What an edit changed, as the fields of a JSON record."""
    kinds = found.kinds
    return {
        "revision": number,
        "edits": edits,
        "seen": [iso(found.before.seen_at), iso(found.after.seen_at)],
        "changed": kinds.sentence(),
        "headline": kinds.headline,
        "numbers": kinds.numbers,
        "names": kinds.names,
        "negations": kinds.negations,
        "title_changes": _runs(found.difference.title),
        "text_changes": [_runs(paragraph) for paragraph in found.difference.paragraphs],
    }


def _marked(paragraph: Paragraph) -> str:
    return "".join(_mark(run.change, run.text) for run in paragraph.runs)


def _mark(change: Change, text: str) -> str:
    opening, closing = _MARKS[change]
    words = text.rstrip()
    return f"{opening}{words}{closing}{text[len(words) :]}" if opening else text


def _runs(paragraph: Paragraph) -> Iterable[tuple[str, str]]:
    return [(run.change.value, run.text) for run in paragraph.runs]
