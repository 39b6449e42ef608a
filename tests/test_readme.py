"""The README says what is true."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from newsterm.commands.main import COMMANDS as LINE_COMMANDS
from newsterm.interface.commands import COMMANDS, Command

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_stands_in_the_readme_with_its_keys(command: Command) -> None:
    keys = " ".join(f"`{key}`" for key in command.keys) or "–"
    assert f"| `{command.id}` | {keys} | {command.help} |" in README


def test_its_pictures_are_the_snapshots_of_the_tests() -> None:
    pictures = [part.split(")")[0] for part in README.split("](")[1:] if part.split(")")[0].endswith(".svg")]
    assert pictures
    for picture in pictures:
        assert (ROOT / unquote(picture)).is_file()


def test_the_commands_that_it_shows_exist() -> None:
    examples = "".join(README.split("```")[1::2])
    shown = set(re.findall(r"^newsterm (\w+)|  newsterm (\w+)", examples, re.MULTILINE))
    names = {name for pair in shown for name in pair if name}
    assert len(names) > 3
    assert names <= {*LINE_COMMANDS, "demo"}
