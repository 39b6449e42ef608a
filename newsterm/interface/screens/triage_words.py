"""What a triage session's keys do and say: tables and words, without a screen."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from newsterm.interface.key_names import display_key
from newsterm.model.article import ArticleRow
from newsterm.operations.triage import Receipt
from newsterm.query.completion import Completion

ACTIONS: Final = {
    "article.star": "star",
    "article.archive": "archive",
    "article.later": "later",
    "article.snooze": "snooze",
    "article.tag": "tag",
    "article.note": "note",
    "article.toggle_read": "read",
    "article.browse": "browse",
    "history.undo": "undo",
    "history.redo": "redo",
    "move.advance": "advance",
    "move.next_unread": "skip",
    "move.previous_unread": "back",
    "move.down": "lines(1)",
    "move.up": "lines(-1)",
    "move.page_down": "page(1)",
    "move.page_up": "page(-1)",
    "move.half_down": "half(1)",
    "move.half_up": "half(-1)",
    "move.first": "first",
    "move.last": "last",
    "pane.right": "skip",
    "pane.left": "back",
    "pane.open": "enter",
    "pane.back": "leave",
    "program.quit": "leave('quit')",
    "program.help": "help",
}
"""What the keys of commands do in a session; of two commands with one key, the first has it."""
VERBS: Final = (
    ("article.star", "star"),
    ("article.archive", "archive"),
    ("article.later", "later"),
    ("article.snooze", "snooze"),
    ("article.tag", "tag"),
    ("article.note", "note"),
    ("move.advance", "read on"),
    ("history.undo", "undo"),
    ("article.browse", "browser"),
    ("pane.left", "back"),
    ("pane.right", "skip"),
    ("program.help", "keys"),
    ("program.quit", "end"),
)
_NUMBERS: Final = 8
"""Cells of the receipt's numbers."""


_HELP: Final = (
    ("star", "Star", "Keep it: starred and read, then the next story; of a starred one, take the star off."),
    ("archive", "Archive", "Dealt with: out of the way, then the next story."),
    ("later", "Later", "Put it aside to be read, then the next story."),
    ("snooze", "Snooze", "Let it go until a time, then the next story."),
    ("read", "Mark read", "Mark it read, then the next story."),
    ("tag", "Tag", "Put tags on it."),
    ("note", "Write a note", "Write a note on it."),
    ("advance", "Read on", "A page down; at the end, mark it read, then the next story."),
    ("skip", "Skip", "The next story; this one stays as it is."),
    ("back", "Back", "The story before."),
    ("undo", "Undo", "Take back the last decision and return to its story; on the receipt, the whole session."),
    ("browse", "Open in the browser", "Open the story's address in your browser."),
    ("lines(1)", "Down", "A line down; at the end, the next story."),
    ("lines(-1)", "Up", "A line up; at the top, the story before."),
    ("leave", "End the session", "Show the receipt; all that was decided is kept."),
)


def help_rows(keys: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str, str, str]]:
    """Rows (group, title, keys, help) of what works here.

    Args:
        keys: of each command.
    """
    shown: dict[str, list[str]] = {}
    for command, action in ACTIONS.items():
        shown.setdefault(action, []).extend(display_key(key) for key in keys.get(command, ()))
    return [("Triage", title, "  ".join(shown[action]), text) for action, title, text in _HELP if shown.get(action)]


def state_words(row: ArticleRow) -> str:
    """What a story is already, in words."""
    states = (
        (row.archived, "archived"),
        (row.later, "later"),
        (row.snoozed_until is not None, "snoozed"),
        (row.read and not row.archived, "marked read"),
    )
    return " · ".join(word for so, word in states if so)


def receipt_lines(receipt: Receipt) -> list[Content]:
    """The receipt as lines."""
    width = max((len(words) for words, _ in receipt.counts), default=0)
    lines = [Content.styled(receipt.head, "bold $text"), Content("")]
    lines += [
        Content.assemble(f"{words:<{width}}", (f"{number:>{_NUMBERS},}", "bold")) for words, number in receipt.counts
    ]
    return lines if receipt.counts else [*lines, Content.styled("Nothing changed.", "$text-muted")]


def complete_tag(names: list[str], text: str, cursor: int) -> list[Completion]:
    """Offer the tags that go on from the word at the cursor."""
    start = text.rfind(" ", 0, cursor) + 1
    typed = text[start:cursor].lstrip("#+").lower()
    found = sorted((name for name in names if typed in name.lower()), key=lambda name: not name.startswith(typed))
    return [Completion(name, start, cursor, "") for name in found]
