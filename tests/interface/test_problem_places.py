"""Where the user's files are wrong, told shortly."""

from pathlib import Path

import pytest

from newsterm.interface.problem_places import by_name, directory_of

HERE = Path("/etc/xdg/newsterm/rules.toml")


def test_a_file_is_told_by_its_name() -> None:
    assert by_name(f"{HERE}, line 3: no such field") == "rules.toml, line 3: no such field"
    assert by_name("rules.toml, line 3: no such field") == "rules.toml, line 3: no such field"
    assert by_name("No theme, line 3 or other, is called so.") == "No theme, line 3 or other, is called so."


def test_the_directory_is_told_once_where_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    config = HERE.with_name("config.toml")
    assert directory_of([f"{HERE}, line 3: a", f"{config}, line 4: b", "No theme is called so."]) == "/etc/xdg/newsterm"
    assert directory_of([f"{HERE}, line 3: a", "/elsewhere/rules.toml, line 4: b"]) == ""
    assert directory_of(["No theme is called so."]) == ""
    monkeypatch.setenv("HOME", "/etc/xdg")
    assert directory_of([f"{HERE}, line 3: a"]) == "~/newsterm"
    monkeypatch.setenv("HOME", "/etc/xd")
    assert directory_of([f"{HERE}, line 3: a"]) == "/etc/xdg/newsterm"
