"""From the settings to the keymap: a profile, the user's own commands, and the keys that the user gave."""

from pathlib import Path

from newsterm.configuration import Settings
from newsterm.configuration_lines import line_of_key
from newsterm.interface.commands import COMMANDS, Command
from newsterm.interface.key_names import is_key, key_name
from newsterm.interface.keymap import Keymap, lay_profile, resolve


def keys_of(settings: Settings, file: Path, problems: list[str]) -> Keymap:
    """Make the keymap that the settings ask for.

    Args:
        settings: the user's.
        file: where they stand, for messages.
        problems: takes sentences about what is wrong, which is left out.
    """
    commands, base = COMMANDS, None
    wanted, places = dict(settings.keys), {}
    if settings.profile != "vim":
        from newsterm.interface.key_profiles import keys_of_profile

        base = lay_profile(keys_of_profile(settings.profile), COMMANDS)
    if settings.command:
        own = _own_commands(settings, problems)
        commands = (*COMMANDS, *(command for command, _ in own))
        for command, index in own:
            given = settings.command[index]
            wanted[command.id], places[command.id] = given.key, given.place
    return resolve(
        wanted,
        lambda name: places.get(name) or f"{file}, line {line_of_key(file, 'keys', name)}",
        commands,
        base=base,
        leader=_leader(settings, file, problems),
        problems=problems,
    )


def _own_commands(settings: Settings, problems: list[str]) -> list[tuple[Command, int]]:
    from newsterm.interface.user_commands import commands_of

    return commands_of(settings.command, problems)


def _leader(settings: Settings, file: Path, problems: list[str]) -> str:
    leader = settings.leader
    if is_key(leader) and key_name(leader) != "escape" and leader not in tuple("123456789"):
        return leader
    line = line_of_key(file, "", "leader")
    problems.append(f'{file}, line {line}: leader must be one key, such as "," or "space"; {leader!r} is none.')
    return Settings().leader
