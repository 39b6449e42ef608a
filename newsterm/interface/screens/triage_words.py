"""What a triage session's keys do and say: tables and words, without a screen."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from newsterm.interface.commands import Command, Group
from newsterm.interface.key_names import display_key
from newsterm.model.article import ArticleRow
from newsterm.operations.triage import Receipt

ACTIONS: Final = {
    "article.star": "star",
    "article.archive": "archive",
    "article.later": "later",
    "article.snooze": "snooze",
    "article.tag": "tag",
    "article.untag": "untag",
    "article.note": "note",
    "article.toggle_read": "read",
    "history.undo": "undo",
    "history.redo": "redo",
    "move.advance": "advance",
    "find.open": "find",
    "find.next": "find_next",
    "find.previous": "find_previous",
    "move.next_unread": "skip",
    "move.previous_unread": "back",
    "pane.right": "skip",
    "pane.left": "back",
    "move.down": "lines(1)",
    "move.up": "lines(-1)",
    "move.page_down": "page(1)",
    "move.page_up": "page(-1)",
    "move.half_down": "half(1)",
    "move.half_up": "half(-1)",
    "move.first": "first",
    "move.last": "last",
    "article.changes": "changes",
    "article.browse": "browse",
    "article.link": "link",
    "article.copy": "copy",
    "article.copy_markdown": "copy_markdown",
    "article.copy_citation": "copy_citation",
    "article.copy_link": "copy_link",
    "score.raise": "raise_score",
    "score.lower": "lower_score",
    "score.explain": "explain_score",
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
    ("article.toggle_read", "read"),
    ("move.advance", "on"),
    ("program.quit", "end"),
)
"""What may be done with a story, for the line at the bottom."""
MOVES: Final = (
    ("pane.right", "skip"),
    ("pane.left", "back"),
    ("article.link", "link"),
    ("article.browse", "browser"),
    ("history.undo", "undo"),
    ("program.help", "keys"),
)
"""What else there is, for the right of the line above; where it is short, those before the last give way."""
_NUMBERS: Final = 8
"""Cells of the receipt's numbers."""


_HELP: Final = {
    "star": ("Star", "Keep it: starred and read, then the next story; of a starred one, take the star off."),
    "archive": ("Archive", "Dealt with: out of the way, then the next story."),
    "later": ("Later", "Put it aside to be read, then the next story."),
    "snooze": ("Snooze", "Let it go until a time, then the next story."),
    "read": ("Mark read", "Mark it read, then the next story."),
    "advance": ("Read on", "A page down; at the end, mark it read, then the next story."),
    "find_next": ("Next hit", "The next hit of the find, else the next word of a watchlist; then the next story."),
    "find_previous": ("Hit before", "The hit before; before the first, the story before."),
    "skip": ("Skip", "The next story; this one stays as it is."),
    "back": ("Back", "The story before."),
    "undo": ("Undo", "Take back the last decision and return to its story; on the receipt, the whole session."),
    "redo": ("Redo", "Do again what was taken back."),
    "lines(1)": ("Down", "A line down; at the end, the next story."),
    "lines(-1)": ("Up", "A line up; at the top, the story before."),
    "enter": ("Done", "Leave the receipt."),
    "leave": ("End the session", "Show the receipt; all that was decided is kept."),
}
"""Title and help of what is another thing here than beside the panes."""


def help_rows(commands: Sequence[Command], keys: Mapping[str, Sequence[str]]) -> Sequence[tuple[str, str, str, str]]:
    """Rows (group, title, keys, help) of what works here.

    Args:
        commands: with their actions here.
        keys: of each command.
    """
    shown: dict[str, list[str]] = {}
    for command in commands:
        shown.setdefault(_as_one(command.action), []).extend(display_key(key) for key in keys.get(command.id, ()))
    told = {_as_one(command.action): command for command in reversed(commands)}
    rows = []
    for action, typed in shown.items():
        command = told[action]
        title, text = _HELP.get(action, (command.title, command.help))
        if typed:
            group = command.group.value if command.group is Group.OWN else "Triage"
            rows.append((group, title, "  ".join(typed), text))
    return rows


def _as_one(action: str) -> str:
    """The action that another stands for in the help."""
    return "leave" if action.startswith("leave") else action


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
