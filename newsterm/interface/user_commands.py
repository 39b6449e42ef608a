"""The user's own commands as commands of the table, checked against what there is."""

from collections.abc import Callable, Sequence
from datetime import datetime

from newsterm.interface.commands import COMMANDS, Command, Group
from newsterm.model.errors import ConfigurationError, NewstermError
from newsterm.model.user_command import UserCommand
from newsterm.operations.context import utc_now
from newsterm.text.terminal_safety import make_safe_line


def commands_of(
    entries: Sequence[UserCommand], problems: list[str], now: Callable[[], datetime] = utc_now
) -> list[tuple[Command, int]]:
    """Make commands of entries, each with its entry's number; a broken one is left out and told.

    Args:
        entries: as config.toml has them.
        problems: takes a sentence for each that is broken.
        now: the clock that times are read by.
    """
    found = []
    for number, entry in enumerate(entries):
        try:
            _check(entry, now)
        except ConfigurationError as error:
            problems.append(str(error))
        else:
            title = make_safe_line(entry.title)
            name, action = f"own.{number + 1}", f"user_command({number})"
            found.append((Command(name, action, title, _help(entry), (), Group.OWN), number))
    return found


def _check(entry: UserCommand, now: Callable[[], datetime]) -> None:
    known = {command.id: command for command in COMMANDS}
    for name in entry.run:
        if name not in known:
            from newsterm.interface.keymap import unknown_command

            raise ConfigurationError(f"{entry.place}: {unknown_command(name, known)}")
    if entry.do:
        from newsterm.operations.sentence_verbs import VERBS, Takes
        from newsterm.operations.sentences import parse_sentence
        from newsterm.operations.snooze_times import read_snooze_time
        from newsterm.query.parser import parse

        try:
            parse(entry.query)
            sentence = parse_sentence(entry.do)
            if VERBS[sentence.verb].takes is Takes.TIME:
                read_snooze_time(" ".join(sentence.arguments), now(), None)
        except NewstermError as error:
            raise ConfigurationError(f"{entry.place}: {error}") from error
        if sentence.query is not None:
            raise ConfigurationError(f"{entry.place}: do says what to do; which articles is for query to say.")


def _help(entry: UserCommand) -> str:
    """What the command does, as the user wrote it."""
    if entry.run:
        titles = {command.id: command.title for command in COMMANDS}
        return make_safe_line(", then ".join(titles[name] for name in entry.run)) + "."
    if entry.do:
        return make_safe_line(f"{entry.do} where {entry.query}" if entry.query else entry.do)
    return make_safe_line("Gives the article to " + " ".join(entry.program))
