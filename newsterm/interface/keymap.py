"""The user's keys: laid over those of a profile and of the command table, and checked.

What Textual would pass over in silence is told here, with the line of config.toml: a command that does not exist, a
key that is none, one key for two commands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.binding import Binding

from newsterm.interface.commands import COMMANDS, Command, Group, Pane
from newsterm.interface.key_names import display_key, key_names, read_keys
from newsterm.interface.key_sequences import overlap
from newsterm.model.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Keymap:
    """Which keys each command has."""

    keys: dict[str, tuple[str, ...]]
    """By command id; those of a chord are parted by spaces. An empty tuple is a command without keys."""
    commands: tuple[Command, ...] = COMMANDS
    """The command table, with the user's own commands at its end."""

    def key_of(self, command: str) -> str:
        """The first key of a command, as people write it; "" for none."""
        keys = self.keys.get(command, ())
        return display_key(keys[0]) if keys else ""

    def find(self, names: tuple[str, ...]) -> Command | None:
        """The first command that keys, by Textual's names, stand for in any pane."""
        return next((table[names] for pane in Pane if names in (table := self.table(pane))), None)

    def bindings(self, commands: Sequence[Command] = COMMANDS) -> list[Binding]:
        """Textual bindings for the commands that have keys; chords are left out."""
        return [
            Binding(",".join(names), command.action, command.title, id=command.id, show=False, system=True)
            for command in commands
            if (names := [found[0] for key in self.keys[command.id] if len(found := key_names(key)) == 1])
        ]

    def table(self, pane: Pane) -> dict[tuple[str, ...], Command]:
        """What the keys do in a pane: commands by Textual's names of their keys."""
        return {
            key_names(key): command
            for command in self.commands
            if pane in command.panes
            for key in self.keys[command.id]
        }


class _Claim(NamedTuple):
    """A key that was given to a command."""

    command: Command
    key: str
    names: tuple[str, ...]

    def clashes(self, command: Command, names: tuple[str, ...]) -> bool:
        return overlap(self.names, names) and not set(self.command.panes).isdisjoint(command.panes)


def resolve(
    wanted: Mapping[str, str],
    where: Callable[[str], str] = lambda _: "config.toml",
    commands: Sequence[Command] = COMMANDS,
    *,
    base: Mapping[str, tuple[str, ...]] | None = None,
    leader: str = ",",
    problems: list[str] | None = None,
) -> Keymap:
    """Lay the user's keys over others.

    A key that the user gives to one command is taken from the command that had it otherwise, and so are the keys that
    could not be typed any more beside it.

    Args:
        wanted: command id to keys parted by commas; "" leaves the command without keys.
        where: names file and line of a command id's entry, for errors.
        commands: the table.
        base: the keys beneath, by command id; those of the table where it has none.
        leader: the key that the word "leader" stands for.
        problems: takes the sentences about wrong entries, which are left out; without it they are raised.

    Raises:
        ConfigurationError: unknown command or key, or one key given to two commands.
    """
    known = {command.id: command for command in commands}
    claims: list[_Claim] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name, text in wanted.items():
        try:
            keys, claimed = _read_entry(name, text, known, claims, leader)
        except ConfigurationError as error:
            sentence = f"{where(name)}: {error}"
            if problems is None:
                raise ConfigurationError(sentence) from error
            problems.append(sentence)
        else:
            chosen[name] = keys
            claims += claimed
    beneath = {command.id: (base or {}).get(command.id, command.keys) for command in commands}
    return Keymap(_lay_over(beneath, chosen, claims, known), tuple(commands))


def unknown_command(name: str, known: Iterable[str]) -> str:
    """Say that no command is called so, and which one is meant, or where the names are found.

    Args:
        name: as config.toml has it.
        known: the ids of all commands.
    """
    from rapidfuzz import fuzz

    from newsterm.query.names import nearest

    names, last = list(known), _last_part(name)
    near = [each for each in names if nearest(last, [_last_part(each)])]
    if near:
        meant = max(near, key=lambda each: (fuzz.ratio(last, _last_part(each)), fuzz.ratio(name, each)))
        return f"no command is called {name!r}; did you mean {meant!r}?"
    group = name.partition(".")[0]
    begun = group if any(each.startswith(f"{group}.") for each in names) else "article"
    return f"no command is called {name!r}; the line that `:` opens in newsterm names them: type `{begun}.` there."


def _last_part(name: str) -> str:
    """What a command's id says of it beside its group."""
    return name.rpartition(".")[2].lower()


def lay_profile(profile: Mapping[str, tuple[str, ...]], commands: Sequence[Command]) -> dict[str, tuple[str, ...]]:
    """Lay the keys of a profile over those of the table, by command id."""
    known = {command.id: command for command in commands}
    chosen = {name: keys for name, keys in profile.items() if name in known}
    claims = [_Claim(known[name], key, key_names(key)) for name, keys in chosen.items() for key in keys]
    return _lay_over({command.id: command.keys for command in commands}, chosen, claims, known)


def _lay_over(
    beneath: Mapping[str, tuple[str, ...]],
    chosen: Mapping[str, tuple[str, ...]],
    claims: Sequence[_Claim],
    known: Mapping[str, Command],
) -> dict[str, tuple[str, ...]]:
    if not claims:
        return {name: chosen.get(name, keys) for name, keys in beneath.items()}
    return {
        name: chosen[name]
        if name in chosen
        else tuple(key for key in keys if not any(claim.clashes(known[name], key_names(key)) for claim in claims))
        for name, keys in beneath.items()
    }


def _read_entry(
    name: str, text: str, known: Mapping[str, Command], claims: Sequence[_Claim], leader: str
) -> tuple[tuple[str, ...], list[_Claim]]:
    """Read one command's keys, and check them against those that were read before."""
    if name not in known:
        raise ConfigurationError(unknown_command(name, known))
    command = known[name]
    keys = read_keys(text, leader)
    own: list[_Claim] = []
    for key in keys:
        names = key_names(key)
        clash = next((claim for claim in [*claims, *own] if claim.clashes(command, names)), None)
        if clash:
            raise ConfigurationError(f"{key!r} cannot stand for {_called(command)}, {_reason(clash, names)}")
        own.append(_Claim(command, key, names))
    return keys, own


def _reason(clash: _Claim, names: tuple[str, ...]) -> str:
    called = _called(clash.command)
    if clash.names == names:
        return f"{called} has it already"
    if len(clash.names) < len(names):
        return f"it begins with {clash.key!r} of {called}"
    return f"{clash.key!r} of {called} begins with it"


def _called(command: Command) -> str:
    """What config.toml calls a command: by its id, the user's own by their titles."""
    return f"“{command.title}”" if command.group is Group.OWN else repr(command.id)
