"""The manual's page on keys is true."""

import re
from pathlib import Path

import pytest

from newsterm.configuration import load
from newsterm.interface.commands import Group
from newsterm.interface.user_keys import keys_of
from newsterm.manual.pages import page

_FENCE = re.compile(r"^```toml\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", _FENCE.findall(page("keys").text))
def test_every_example_is_right(tmp_path: Path, example: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(example, encoding="utf-8")
    problems: list[str] = []
    keymap = keys_of(load(path, problems), path, problems)
    assert problems == []
    own = [command for command in keymap.commands if command.group is Group.OWN]
    assert len(own) == example.count("[[command]]")
    assert all(keymap.keys[command.id] for command in own)


def test_the_keys_of_the_example_are_those_that_it_says(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(_FENCE.findall(page("keys").text)[1], encoding="utf-8")
    keys = keys_of(load(path), path, []).keys
    assert keys["article.star"] == ("s", "ctrl+s")
    assert keys["list.mark_read"] == (", a",)
    assert keys["go.later"] == ("g l", "f5")
    assert keys["feed.unsubscribe"] == ()
